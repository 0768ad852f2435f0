# ruff: noqa: N816 (a constant is spelt as its term, as in other RDF vocabularies)
"""The terms of the ontology as constants, written by tools/make_vocabulary.py: change ontology/*.ttl, not this file."""

from __future__ import annotations

CT = "https://w3id.org/ctkg/ontology#"

# Classes
Adoption = CT + "Adoption"
Agent = CT + "Agent"
ArrestEvent = CT + "ArrestEvent"
AssessmentVisit = CT + "AssessmentVisit"
Attack = CT + "Attack"
AttackMeans = CT + "AttackMeans"
AttackType = CT + "AttackType"
Attribution = CT + "Attribution"
City = CT + "City"
Claim = CT + "Claim"
Condemnation = CT + "Condemnation"
Conference = CT + "Conference"
ConsentToBeBound = CT + "ConsentToBeBound"
CooperationArrangement = CT + "CooperationArrangement"
CooperationEvent = CT + "CooperationEvent"
Declaration = CT + "Declaration"
Designation = CT + "Designation"
DiplomaticMission = CT + "DiplomaticMission"
DisruptedPlot = CT + "DisruptedPlot"
EUAct = CT + "EUAct"
EntryActivity = CT + "EntryActivity"
Event = CT + "Event"
EventSeries = CT + "EventSeries"
Exercise = CT + "Exercise"
FieldOperation = CT + "FieldOperation"
GeneralAssemblyResolution = CT + "GeneralAssemblyResolution"
Government = CT + "Government"
Group = CT + "Group"
GuidanceDocument = CT + "GuidanceDocument"
InfrastructureSector = CT + "InfrastructureSector"
Instrument = CT + "Instrument"
InstrumentCollection = CT + "InstrumentCollection"
InstrumentProvision = CT + "InstrumentProvision"
InternationalOrganization = CT + "InternationalOrganization"
LaunchEvent = CT + "LaunchEvent"
LegallyBindingInstrument = CT + "LegallyBindingInstrument"
Mandate = CT + "Mandate"
MappingActivity = CT + "MappingActivity"
MatchDecision = CT + "MatchDecision"
Meeting = CT + "Meeting"
Ministry = CT + "Ministry"
NameUse = CT + "NameUse"
NamedGroup = CT + "NamedGroup"
NationalAuthority = CT + "NationalAuthority"
NationalLaw = CT + "NationalLaw"
NonGovernmentalOrganization = CT + "NonGovernmentalOrganization"
NormativeEvent = CT + "NormativeEvent"
OrganBody = CT + "OrganBody"
Organization = CT + "Organization"
OrganizationMembership = CT + "OrganizationMembership"
OrganizationalUnit = CT + "OrganizationalUnit"
ParticipantGroup = CT + "ParticipantGroup"
Participation = CT + "Participation"
ParticipationRole = CT + "ParticipationRole"
Person = CT + "Person"
Place = CT + "Place"
PlanOrStrategy = CT + "PlanOrStrategy"
PoliticalCommitment = CT + "PoliticalCommitment"
Post = CT + "Post"
PrivateSectorEntity = CT + "PrivateSectorEntity"
Project = CT + "Project"
QualifiedRelation = CT + "QualifiedRelation"
Quotation = CT + "Quotation"
RatificationEvent = CT + "RatificationEvent"
Region = CT + "Region"
ReportDifference = CT + "ReportDifference"
ResearchInstitution = CT + "ResearchInstitution"
Reservation = CT + "Reservation"
Resolution = CT + "Resolution"
ResolvedNode = CT + "ResolvedNode"
ResponseMeasure = CT + "ResponseMeasure"
ReviewAct = CT + "ReviewAct"
RoundTable = CT + "RoundTable"
SecurityCouncilResolution = CT + "SecurityCouncilResolution"
SecurityIncident = CT + "SecurityIncident"
Seminar = CT + "Seminar"
Signature = CT + "Signature"
SigningEvent = CT + "SigningEvent"
SourceDocument = CT + "SourceDocument"
State = CT + "State"
StatementEvent = CT + "StatementEvent"
TargetType = CT + "TargetType"
Tenure = CT + "Tenure"
Territory = CT + "Territory"
TextPassage = CT + "TextPassage"
ThreatConcept = CT + "ThreatConcept"
ThreatPhenomenon = CT + "ThreatPhenomenon"
TimeSpan = CT + "TimeSpan"
TrainingActivity = CT + "TrainingActivity"
Treaty = CT + "Treaty"
TreatyAction = CT + "TreatyAction"
VictimGroup = CT + "VictimGroup"
Vote = CT + "Vote"
Withdrawal = CT + "Withdrawal"
Workshop = CT + "Workshop"

# Object properties
aboutEvent = CT + "aboutEvent"
actionKind = CT + "actionKind"
actsFor = CT + "actsFor"
addresses = CT + "addresses"
addressesViaInstrument = CT + "addressesViaInstrument"
adoptedBy = CT + "adoptedBy"
adoptedIn = CT + "adoptedIn"
adoptsInstrument = CT + "adoptsInstrument"
affiliatedWith = CT + "affiliatedWith"
amends = CT + "amends"
assertedIn = CT + "assertedIn"
attributedBy = CT + "attributedBy"
attributedEvent = CT + "attributedEvent"
attributedTo = CT + "attributedTo"
attributionKind = CT + "attributionKind"
authorityOf = CT + "authorityOf"
basedIn = CT + "basedIn"
broaderConcept = CT + "broaderConcept"
claimObject = CT + "claimObject"
claimStatus = CT + "claimStatus"
claimSubject = CT + "claimSubject"
codifies = CT + "codifies"
comparedNode = CT + "comparedNode"
concernsInstrument = CT + "concernsInstrument"
concernsProvision = CT + "concernsProvision"
concernsSector = CT + "concernsSector"
condemns = CT + "condemns"
consentedTo = CT + "consentedTo"
continues = CT + "continues"
contradicts = CT + "contradicts"
dataConfidence = CT + "dataConfidence"
depositary = CT + "depositary"
designatedAgent = CT + "designatedAgent"
designatedBy = CT + "designatedBy"
designatedUnder = CT + "designatedUnder"
differenceAbout = CT + "differenceAbout"
differingClaim = CT + "differingClaim"
endsMandateOf = CT + "endsMandateOf"
establishes = CT + "establishes"
eventAsReported = CT + "eventAsReported"
eventForm = CT + "eventForm"
extends = CT + "extends"
extendsMandateOf = CT + "extendsMandateOf"
groupKind = CT + "groupKind"
hasAdopter = CT + "hasAdopter"
hasCapital = CT + "hasCapital"
hasEvidence = CT + "hasEvidence"
hasExpertLead = CT + "hasExpertLead"
hasFollowUp = CT + "hasFollowUp"
hasFunder = CT + "hasFunder"
hasHost = CT + "hasHost"
hasName = CT + "hasName"
hasOrganizer = CT + "hasOrganizer"
hasOutput = CT + "hasOutput"
hasParticipant = CT + "hasParticipant"
hasParticipantGroup = CT + "hasParticipantGroup"
hasParticipation = CT + "hasParticipation"
hasPartner = CT + "hasPartner"
hasRatifier = CT + "hasRatifier"
hasSignatory = CT + "hasSignatory"
hasSpeaker = CT + "hasSpeaker"
hasSupporter = CT + "hasSupporter"
hasTarget = CT + "hasTarget"
hasTenure = CT + "hasTenure"
hasTimeSpan = CT + "hasTimeSpan"
hasVictimGroup = CT + "hasVictimGroup"
hasVote = CT + "hasVote"
heldAt = CT + "heldAt"
heldIn = CT + "heldIn"
heldOnTerritoryOf = CT + "heldOnTerritoryOf"
holder = CT + "holder"
holdsPost = CT + "holdsPost"
hostState = CT + "hostState"
hostTerritory = CT + "hostTerritory"
implementsInstrument = CT + "implementsInstrument"
instrumentKind = CT + "instrumentKind"
involvesAgent = CT + "involvesAgent"
involvesState = CT + "involvesState"
involvesThroughUnit = CT + "involvesThroughUnit"
locatedWithin = CT + "locatedWithin"
madeAt = CT + "madeAt"
madeIn = CT + "madeIn"
mandateOf = CT + "mandateOf"
mandatedBy = CT + "mandatedBy"
matchOutcome = CT + "matchOutcome"
memberOfCollection = CT + "memberOfCollection"
memberState = CT + "memberState"
membershipIn = CT + "membershipIn"
membershipKind = CT + "membershipKind"
mirrorOf = CT + "mirrorOf"
nameOf = CT + "nameOf"
organOf = CT + "organOf"
organizationKind = CT + "organizationKind"
organizedUnder = CT + "organizedUnder"
partOf = CT + "partOf"
partOfOrganization = CT + "partOfOrganization"
participant = CT + "participant"
participationRole = CT + "participationRole"
passageOf = CT + "passageOf"
postHeld = CT + "postHeld"
postIn = CT + "postIn"
promotesInstrument = CT + "promotesInstrument"
promotesMeasure = CT + "promotesMeasure"
provisionOf = CT + "provisionOf"
quotedSpeaker = CT + "quotedSpeaker"
ratifiesInstrument = CT + "ratifiesInstrument"
refersToInstrument = CT + "refersToInstrument"
repeals = CT + "repeals"
reportedIn = CT + "reportedIn"
representing = CT + "representing"
resolvedTo = CT + "resolvedTo"
reviewOutcome = CT + "reviewOutcome"
reviewedIn = CT + "reviewedIn"
reviews = CT + "reviews"
signedBy = CT + "signedBy"
signedTreaty = CT + "signedTreaty"
signsInstrument = CT + "signsInstrument"
stance = CT + "stance"
succeededBy = CT + "succeededBy"
supersedes = CT + "supersedes"
supplements = CT + "supplements"
territoryOf = CT + "territoryOf"
treatyActionBy = CT + "treatyActionBy"
treatyActionOn = CT + "treatyActionOn"
unitOf = CT + "unitOf"
used = CT + "used"
usedMeans = CT + "usedMeans"
usesGuidance = CT + "usesGuidance"

# Datatype properties
abstentions = CT + "abstentions"
acronym = CT + "acronym"
actBy = CT + "actBy"
actKind = CT + "actKind"
actNumber = CT + "actNumber"
actOn = CT + "actOn"
actReason = CT + "actReason"
actionDate = CT + "actionDate"
adoptionDate = CT + "adoptionDate"
adoptionPlaceText = CT + "adoptionPlaceText"
approxCount = CT + "approxCount"
asAt = CT + "asAt"
attributionText = CT + "attributionText"
celexNumber = CT + "celexNumber"
chapterVII = CT + "chapterVII"
claimValue = CT + "claimValue"
comparedAs = CT + "comparedAs"
concernsInstrumentText = CT + "concernsInstrumentText"
condemnsText = CT + "condemnsText"
confidence = CT + "confidence"
countQualifier = CT + "countQualifier"
countedAs = CT + "countedAs"
dataSource = CT + "dataSource"
datePrecision = CT + "datePrecision"
dateText = CT + "dateText"
differingRelation = CT + "differingRelation"
differingText = CT + "differingText"
documentSymbol = CT + "documentSymbol"
doubtText = CT + "doubtText"
durationDays = CT + "durationDays"
earliestEnd = CT + "earliestEnd"
earliestStart = CT + "earliestStart"
endDate = CT + "endDate"
endDerived = CT + "endDerived"
endOfForceDate = CT + "endOfForceDate"
endOffset = CT + "endOffset"
enteredFrom = CT + "enteredFrom"
entryIntoForceDate = CT + "entryIntoForceDate"
firedRule = CT + "firedRule"
followUpText = CT + "followUpText"
forceStatus = CT + "forceStatus"
geonamesId = CT + "geonamesId"
harm = CT + "harm"
iso3166Alpha2 = CT + "iso3166Alpha2"
iso3166Alpha3 = CT + "iso3166Alpha3"
latestEnd = CT + "latestEnd"
latestStart = CT + "latestStart"
latitude = CT + "latitude"
legalBasis = CT + "legalBasis"
longitude = CT + "longitude"
m49Code = CT + "m49Code"
mapperVersion = CT + "mapperVersion"
matchReason = CT + "matchReason"
matchScore = CT + "matchScore"
maxCount = CT + "maxCount"
meansText = CT + "meansText"
minCount = CT + "minCount"
nameText = CT + "nameText"
ofText = CT + "ofText"
officialName = CT + "officialName"
openingDate = CT + "openingDate"
outputText = CT + "outputText"
partOfText = CT + "partOfText"
passageKind = CT + "passageKind"
placeText = CT + "placeText"
population = CT + "population"
provisionNumber = CT + "provisionNumber"
quotationText = CT + "quotationText"
quotedWords = CT + "quotedWords"
relation = CT + "relation"
resolutionNumber = CT + "resolutionNumber"
resolverVersion = CT + "resolverVersion"
sectorText = CT + "sectorText"
shortTitle = CT + "shortTitle"
sourceAddress = CT + "sourceAddress"
sourceHash = CT + "sourceHash"
startDate = CT + "startDate"
startDerived = CT + "startDerived"
startOffset = CT + "startOffset"
statedCount = CT + "statedCount"
targetText = CT + "targetText"
threatText = CT + "threatText"
topicText = CT + "topicText"
treatySeriesText = CT + "treatySeriesText"
usesGuidanceText = CT + "usesGuidanceText"
validFrom = CT + "validFrom"
validOn = CT + "validOn"
validUntil = CT + "validUntil"
valueLabel = CT + "valueLabel"
voteText = CT + "voteText"
votesAgainst = CT + "votesAgainst"
votesFor = CT + "votesFor"
wikidataId = CT + "wikidataId"

# Annotation properties
claimPredicate = CT + "claimPredicate"
shortcutProperty = CT + "shortcutProperty"

#: IRIs of all terms.
TERMS: frozenset[str] = frozenset(
    {
        Adoption,
        Agent,
        ArrestEvent,
        AssessmentVisit,
        Attack,
        AttackMeans,
        AttackType,
        Attribution,
        City,
        Claim,
        Condemnation,
        Conference,
        ConsentToBeBound,
        CooperationArrangement,
        CooperationEvent,
        Declaration,
        Designation,
        DiplomaticMission,
        DisruptedPlot,
        EUAct,
        EntryActivity,
        Event,
        EventSeries,
        Exercise,
        FieldOperation,
        GeneralAssemblyResolution,
        Government,
        Group,
        GuidanceDocument,
        InfrastructureSector,
        Instrument,
        InstrumentCollection,
        InstrumentProvision,
        InternationalOrganization,
        LaunchEvent,
        LegallyBindingInstrument,
        Mandate,
        MappingActivity,
        MatchDecision,
        Meeting,
        Ministry,
        NameUse,
        NamedGroup,
        NationalAuthority,
        NationalLaw,
        NonGovernmentalOrganization,
        NormativeEvent,
        OrganBody,
        Organization,
        OrganizationMembership,
        OrganizationalUnit,
        ParticipantGroup,
        Participation,
        ParticipationRole,
        Person,
        Place,
        PlanOrStrategy,
        PoliticalCommitment,
        Post,
        PrivateSectorEntity,
        Project,
        QualifiedRelation,
        Quotation,
        RatificationEvent,
        Region,
        ReportDifference,
        ResearchInstitution,
        Reservation,
        Resolution,
        ResolvedNode,
        ResponseMeasure,
        ReviewAct,
        RoundTable,
        SecurityCouncilResolution,
        SecurityIncident,
        Seminar,
        Signature,
        SigningEvent,
        SourceDocument,
        State,
        StatementEvent,
        TargetType,
        Tenure,
        Territory,
        TextPassage,
        ThreatConcept,
        ThreatPhenomenon,
        TimeSpan,
        TrainingActivity,
        Treaty,
        TreatyAction,
        VictimGroup,
        Vote,
        Withdrawal,
        Workshop,
        aboutEvent,
        abstentions,
        acronym,
        actBy,
        actKind,
        actNumber,
        actOn,
        actReason,
        actionDate,
        actionKind,
        actsFor,
        addresses,
        addressesViaInstrument,
        adoptedBy,
        adoptedIn,
        adoptionDate,
        adoptionPlaceText,
        adoptsInstrument,
        affiliatedWith,
        amends,
        approxCount,
        asAt,
        assertedIn,
        attributedBy,
        attributedEvent,
        attributedTo,
        attributionKind,
        attributionText,
        authorityOf,
        basedIn,
        broaderConcept,
        celexNumber,
        chapterVII,
        claimObject,
        claimPredicate,
        claimStatus,
        claimSubject,
        claimValue,
        codifies,
        comparedAs,
        comparedNode,
        concernsInstrument,
        concernsInstrumentText,
        concernsProvision,
        concernsSector,
        condemns,
        condemnsText,
        confidence,
        consentedTo,
        continues,
        contradicts,
        countQualifier,
        countedAs,
        dataConfidence,
        dataSource,
        datePrecision,
        dateText,
        depositary,
        designatedAgent,
        designatedBy,
        designatedUnder,
        differenceAbout,
        differingClaim,
        differingRelation,
        differingText,
        documentSymbol,
        doubtText,
        durationDays,
        earliestEnd,
        earliestStart,
        endDate,
        endDerived,
        endOfForceDate,
        endOffset,
        endsMandateOf,
        enteredFrom,
        entryIntoForceDate,
        establishes,
        eventAsReported,
        eventForm,
        extends,
        extendsMandateOf,
        firedRule,
        followUpText,
        forceStatus,
        geonamesId,
        groupKind,
        harm,
        hasAdopter,
        hasCapital,
        hasEvidence,
        hasExpertLead,
        hasFollowUp,
        hasFunder,
        hasHost,
        hasName,
        hasOrganizer,
        hasOutput,
        hasParticipant,
        hasParticipantGroup,
        hasParticipation,
        hasPartner,
        hasRatifier,
        hasSignatory,
        hasSpeaker,
        hasSupporter,
        hasTarget,
        hasTenure,
        hasTimeSpan,
        hasVictimGroup,
        hasVote,
        heldAt,
        heldIn,
        heldOnTerritoryOf,
        holder,
        holdsPost,
        hostState,
        hostTerritory,
        implementsInstrument,
        instrumentKind,
        involvesAgent,
        involvesState,
        involvesThroughUnit,
        iso3166Alpha2,
        iso3166Alpha3,
        latestEnd,
        latestStart,
        latitude,
        legalBasis,
        locatedWithin,
        longitude,
        m49Code,
        madeAt,
        madeIn,
        mandateOf,
        mandatedBy,
        mapperVersion,
        matchOutcome,
        matchReason,
        matchScore,
        maxCount,
        meansText,
        memberOfCollection,
        memberState,
        membershipIn,
        membershipKind,
        minCount,
        mirrorOf,
        nameOf,
        nameText,
        ofText,
        officialName,
        openingDate,
        organOf,
        organizationKind,
        organizedUnder,
        outputText,
        partOf,
        partOfOrganization,
        partOfText,
        participant,
        participationRole,
        passageKind,
        passageOf,
        placeText,
        population,
        postHeld,
        postIn,
        promotesInstrument,
        promotesMeasure,
        provisionNumber,
        provisionOf,
        quotationText,
        quotedSpeaker,
        quotedWords,
        ratifiesInstrument,
        refersToInstrument,
        relation,
        repeals,
        reportedIn,
        representing,
        resolutionNumber,
        resolvedTo,
        resolverVersion,
        reviewOutcome,
        reviewedIn,
        reviews,
        sectorText,
        shortTitle,
        shortcutProperty,
        signedBy,
        signedTreaty,
        signsInstrument,
        sourceAddress,
        sourceHash,
        stance,
        startDate,
        startDerived,
        startOffset,
        statedCount,
        succeededBy,
        supersedes,
        supplements,
        targetText,
        territoryOf,
        threatText,
        topicText,
        treatyActionBy,
        treatyActionOn,
        treatySeriesText,
        unitOf,
        used,
        usedMeans,
        usesGuidance,
        usesGuidanceText,
        validFrom,
        validOn,
        validUntil,
        valueLabel,
        voteText,
        votesAgainst,
        votesFor,
        wikidataId,
    }
)
