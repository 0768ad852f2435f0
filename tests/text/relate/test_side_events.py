"""Side events told in one sentence beside many kinds of main events; sentences written for the purpose."""

from __future__ import annotations

import pytest

from ctkg.model import Document, Source
from ctkg.text.extract import extract

WORKSHOP = (
    "Judges train in Riga\n\n"
    "RIGA, 6 May 2021 - Europol and the Ministry of Justice of Latvia held a workshop for judges in "
    "Riga on 4 and 5 May 2021. Twenty judges from Latvia and Estonia discussed digital evidence. "
)
CONDEMNED = (
    "African Union condemns attack in Mali\n\n"
    "ADDIS ABABA, 6 May 2021 - The Chairperson of the African Union Commission strongly condemns the "
    "attack on a convoy near Mopti on Monday, 3 May, in which nine soldiers were killed. "
)
ATTACKED = (
    "Nine killed in attack in Mali\n\n"
    "BAMAKO, 6 May 2021 - Gunmen killed nine people in an attack on a market near Mopti on Wednesday "
    "evening, officials said. "
)
SIGNED = (
    "Europol and Georgia sign agreement\n\n"
    "RIGA, 6 May 2021 - The Director of Europol and the Minister of Internal Affairs of Georgia "
    "signed an agreement on the exchange of data in Riga on 5 May 2021. "
)
VISITED = (
    "Secretary-General of the Harbour Union visits Estonia\n\n"
    "TALLINN, 6 May 2021 - The Secretary-General of the OSCE, Helga Brandt, paid an official visit to "
    "Estonia from 3 to 5 May 2021. "
)
LAUNCHED = (
    "UNODC launches guide\n\nVIENNA, 6 May 2021 - UNODC launched its guide on border security in Vienna on 5 May 2021. "
)
JAILED = (
    "Man jailed for six years\n\n"
    "RIGA, 6 May 2021 - A court in Riga sentenced Janis Ozols to six years in prison on 5 May 2021 "
    "for planning an attack. "
)
ARRESTED = (
    "Four arrested in Latvia\n\n"
    "RIGA, 6 May 2021 - The State Police of Latvia arrested four men in Jelgava on 5 May 2021 on "
    "suspicion of financing terrorism. "
)
EXERCISE = (
    "Navies train in the Baltic\n\n"
    "KLAIPEDA, 6 May 2021 - The navies of Latvia and Lithuania held the exercise Calm Wave off "
    "Klaipeda from 3 to 5 May 2021. "
)
MEETING = (
    "Working group meets in Malta\n\n"
    "VALLETTA, 6 May 2021 - The 13th meeting of the Working Group on Criminal Justice of the Global "
    "Counterterrorism Forum (GCTF) was held in Valletta on 4 and 5 May 2021. "
)

#: What the main release tells of itself.
TOLD = {
    WORKSHOP: ["workshop"],
    CONDEMNED: ["condemnation", "attack"],
    ATTACKED: ["attack"],
    SIGNED: ["signing"],
    VISITED: ["visit"],
    LAUNCHED: ["launch"],
    JAILED: ["other"],
    ARRESTED: ["arrest"],
    EXERCISE: ["exercise"],
    MEETING: ["meeting"],
}

#: A release, a sentence that follows it, and the type, start and place of each further event; empty: not asked.
CASES = (
    (
        WORKSHOP,
        "A third workshop, to be hosted by the Lithuanian Customs School, is foreseen for the autumn.",
        [("workshop", "", "")],
    ),
    (
        WORKSHOP,
        "Participants will meet again in Tallinn on 8 and 9 September to compare results.",
        [("meeting", "2021-09-08", "Tallinn")],
    ),
    (
        WORKSHOP,
        "It follows up on a needs assessment mission to Latvia conducted by CTED in November 2020.",
        [("visit", "2020-11", "")],
    ),
    (
        WORKSHOP,
        "Several speakers recalled the bombing of the metro in Saint Petersburg in April 2017.",
        [("attack", "2017-04", "")],
    ),
    (
        WORKSHOP,
        "The lessons of the 2019 attack on a mosque in Bayreuth-Nord were discussed at length.",
        [("attack", "2019", "")],
    ),
    (
        WORKSHOP,
        "Latvia, which acceded to the Convention on Harbour Safety in 2018, was praised.",
        [("ratification", "2018", "")],
    ),
    (
        WORKSHOP,
        "The Convention on Harbour Safety, signed in Oslo on 4 June 2012, was the main reference.",
        [("signing", "2012-06-04", "Oslo")],
    ),
    (WORKSHOP, "The manual used was launched by UNODC in Vienna on 12 March.", [("launch", "2021-03-12", "Vienna")]),
    (WORKSHOP, "The handbook, first published in 2016, has been translated into Latvian.", []),
    (WORKSHOP, "A reception was given by the Ambassador of Norway.", []),
    (
        WORKSHOP,
        "On the sidelines, Europol and the State Police of Latvia signed a letter of intent.",
        [("signing", "", "")],
    ),
    (
        WORKSHOP,
        "Norway announced that it would donate twelve scanners to the State Police in June.",
        [("other", "2021-06", "")],
    ),
    (
        WORKSHOP,
        "During a table-top exercise on the second day, participants dealt with a mock hijacking.",
        [("exercise", "2021-05-05", "")],
    ),
    (
        WORKSHOP,
        "The project, which runs from 2020 to 2023, is funded by Norway with EUR 2 million.",
        [("project", "2020", "")],
    ),
    (
        WORKSHOP,
        "The next steps will be discussed at a meeting of the steering committee in Brussels in July.",
        [("meeting", "2021-07", "Brussels")],
    ),
    (
        WORKSHOP,
        "Of the 60 judges who attended the first round in Daugavpils in 2019, ten came back.",
        [("workshop", "2019", "Daugavpils")],
    ),
    (
        WORKSHOP,
        "A webinar on digital evidence for those who could not travel will be offered on 20 May.",
        [("seminar", "2021-05-20", "")],
    ),
    (
        WORKSHOP,
        "Mr Ozols was arrested in Jelgava in January on suspicion of recruiting for ISIL, one prosecutor reported.",
        [("arrest", "2021-01", "Jelgava")],
    ),
    (
        WORKSHOP,
        "In March, a court in Riga sentenced a 24-year-old to five years for financing terrorism.",
        [("other", "2021-03", "Riga")],
    ),
    (WORKSHOP, "The law on the matter was passed by Parliament on 11 February.", [("adoption", "2021-02-11", "")]),
    (WORKSHOP, "Security Council resolution 2396 (2017) was discussed, as was the Madrid Guiding Principles.", []),
    (WORKSHOP, "He also spoke about training, exercises, and meetings between police and port staff.", []),
    (WORKSHOP, "Such attacks have to be prevented wherever they may be planned.", []),
    (WORKSHOP, "A previous edition, planned for May 2020, was cancelled because of the pandemic.", []),
    (
        WORKSHOP,
        "Estonia offered to hold the follow-up event in Narva early next year.",
        [("workshop", "2022", "Narva")],
    ),
    (
        WORKSHOP,
        "Before coming to Riga the team had trained 18 analysts in Pskov from 26 to 28 April.",
        [("training", "2021-04-26", "Pskov")],
    ),
    (WORKSHOP, "Since 2018, Europol has held eleven such workshops in seven countries.", []),
    (
        WORKSHOP,
        "The recommendations of the conference held in Doha in 2015 remain valid.",
        [("conference", "2015", "Doha")],
    ),
    (
        WORKSHOP,
        "In the margins of the event, a photo exhibition on victims was opened by the Minister of Culture.",
        [("launch", "", "")],
    ),
    (WORKSHOP, "A similar course in Tallinn had to be postponed.", []),
    (
        CONDEMNED,
        "The Council of Ministers will meet on the matter in Accra on 12 May.",
        [("meeting", "2021-05-12", "Accra")],
    ),
    (
        CONDEMNED,
        "It was the second attack on the town in a month; on 9 April, gunmen had killed four gendarmes there.",
        [("attack", "2021-04-09", "")],
    ),
    (
        CONDEMNED,
        "In a separate incident, a teacher was abducted in Menaka on 1 May.",
        [("attack", "2021-05-01", "")],
    ),
    (
        CONDEMNED,
        "The Chairperson recalls the attack of 14 February on the camp at Aguelhok.",
        [("attack", "2021-02-14", "Aguelhok")],
    ),
    (
        CONDEMNED,
        "The Peace and Security Council is expected to adopt a communiqué on 11 May.",
        [("adoption", "2021-05-11", "")],
    ),
    (CONDEMNED, "She reiterates the Union's call for the ratification of the Niamey Protocol.", []),
    (CONDEMNED, "He praised the mission, which has trained 4,000 soldiers since 2013.", []),
    (CONDEMNED, "Police said on Wednesday that they had arrested two suspects in Kidal.", [("arrest", "", "Kidal")]),
    (
        CONDEMNED,
        "An emergency session of the Security Council was convened in New York on 5 May at the request of France.",
        [("meeting", "2021-05-05", "New York City")],
    ),
    (
        ATTACKED,
        "In November, a car bomb went off outside a hotel in Kismayo, killing fourteen.",
        [("attack", "2020-11", "Kismayo")],
    ),
    (ATTACKED, "The African Union and France condemned the attack.", [("condemnation", "", "")]),
    (ATTACKED, "Security forces later arrested six men in the village of Koro.", [("arrest", "", "")]),
    (ATTACKED, "The town was last attacked in 2016, when 20 people died.", [("attack", "2016", "")]),
    (
        ATTACKED,
        "The deadliest attack on the country's soil, on a market in October 2017, killed nearly 600 people.",
        [("attack", "2017-10", "")],
    ),
    (ATTACKED, "Defence chiefs of the five States are meeting in Niamey this week.", [("meeting", "", "Niamey")]),
    (ATTACKED, "A hotel in the capital was stormed by gunmen two years ago.", [("attack", "2019", "")]),
    (
        ATTACKED,
        "Elsewhere in the region, a mine killed two peacekeepers near Tessalit on Tuesday.",
        [("attack", "2021-05-04", "Tessalit")],
    ),
    (ATTACKED, "The government declared three days of mourning.", []),
    (ATTACKED, "On Thursday a church in Kaya was set on fire; nobody was hurt.", [("attack", "", "Kaya")]),
    (SIGNED, "Negotiations on the text had opened in Geneva in June 2019.", [("meeting", "2019-06", "Geneva")]),
    (SIGNED, "The agreement will be submitted to the parliaments in autumn.", []),
    (SIGNED, "A first joint committee is to convene in Warsaw on 3 November.", [("meeting", "2021-11-03", "Warsaw")]),
    (SIGNED, "Europol concluded a similar arrangement with Moldova in 2014.", [("signing", "2014", "")]),
    (SIGNED, "The two sides had initialled the text in Vienna on 9 April.", [("signing", "2021-04-09", "Vienna")]),
    (
        SIGNED,
        "It was approved by the Management Board at its 30th meeting on 17 March.",
        [("meeting", "2021-03-17", "")],
    ),
    (SIGNED, "An earlier agreement, of 2005, covered only strategic data.", []),
    (VISITED, "In Tallinn, the delegation visited the cyber range and the Academy of Security Sciences.", []),
    (VISITED, "The Secretary-General was received by the President on 4 May.", [("meeting", "2021-05-04", "")]),
    (
        VISITED,
        "He also addressed a conference of mayors in Tartu, organised by the Estonian Institute.",
        [("conference", "", "Tartu")],
    ),
    (
        VISITED,
        "A memorandum on the exchange of passenger data was signed in the presence of both Ministers.",
        [("signing", "", "")],
    ),
    (VISITED, "It was the first visit by a Secretary-General since 2009.", []),
    (VISITED, "The visit ended with the opening of a liaison office in Tallinn.", [("launch", "", "Tallinn")]),
    (VISITED, "They agreed to hold annual consultations.", []),
    (
        LAUNCHED,
        "The guide was drafted by experts who met in The Hague in September 2019.",
        [("meeting", "2019-09", "The Hague")],
    ),
    (LAUNCHED, "The Kenyan chapter was inaugurated in Mombasa on 3 March.", [("launch", "2021-03-03", "Mombasa")]),
    (LAUNCHED, "It draws on a survey carried out in 2020.", []),
    (LAUNCHED, "The centre opened its doors in 2011.", []),
    (
        JAILED,
        "He was arrested at Riga airport on 3 June 2020 on his return from Syria.",
        [("arrest", "2020-06-03", "")],
    ),
    (JAILED, "His brother was convicted in Oslo in 2019.", [("other", "2019", "Oslo")]),
    (JAILED, "The appeal will be heard on 14 September.", [("other", "2021-09-14", "")]),
    (JAILED, "The trial opened on 11 January before the Court of Appeal in Riga.", [("other", "2021-01-11", "Riga")]),
    (JAILED, "He was extradited from Turkey in October 2020.", [("other", "2020-10", "")]),
    (JAILED, "A co-defendant pleaded guilty last month.", [("other", "2021-04", "")]),
    (JAILED, "Prosecutors had asked for twelve years.", []),
    (JAILED, "The sentence is not yet final.", []),
    (
        ARRESTED,
        "Two more men were detained in Vilnius on Tuesday in the same case.",
        [("arrest", "2021-05-04", "")],
    ),
    (ARRESTED, "One of them had attended a training camp in Idlib in 2015.", []),
    (ARRESTED, "A joint investigation team was set up in February 2020.", []),
    (ARRESTED, "Eurojust held a joint press conference with Europol in The Hague.", []),
    (EXERCISE, "The scenario supposed an attack on the ferry terminal on 1 June.", []),
    (EXERCISE, "A planning conference was held in Gdynia in December.", [("conference", "2020-12", "Gdynia")]),
    (EXERCISE, "An evaluation workshop will follow in Stockholm on 3 June.", [("workshop", "2021-06-03", "Stockholm")]),
    (EXERCISE, 'In the scenario, "terrorists" attacked a tanker and killed two "sailors".', []),
    (EXERCISE, "During the exercise, Defence Minister Pabriks visited the ships.", []),
    (EXERCISE, "In 2017 pirates seized a tanker in the same waters.", [("attack", "2017", "")]),
    (
        MEETING,
        "The Committee will hold its next meeting in Lisbon from 4 to 6 October.",
        [("meeting", "2021-10-04", "Lisbon")],
    ),
    (MEETING, "The Group last met in Rabat in 2019.", [("meeting", "2019", "Rabat")]),
    (
        MEETING,
        "It endorsed the Malta Principles, which had been adopted in Valletta in December 2016.",
        [("adoption", "2016-12", "Valletta")],
    ),
    (MEETING, "Delegates also visited the Border Academy.", []),
    (MEETING, "The Chair thanked Japan for hosting the previous meeting, in Osaka.", [("meeting", "", "Osaka")]),
    (MEETING, "Kenya took over the chairmanship from Canada on 1 May.", [("other", "2021-05-01", "")]),
    (MEETING, "The fourteenth meeting of the Group will be held in Nairobi.", [("meeting", "", "Nairobi")]),
    (
        MEETING,
        "The Forum's Coordinating Committee is scheduled to meet on the sidelines of the General "
        "Assembly in New York in September.",
        [("meeting", "2021-09", "New York City")],
    ),
    (
        MEETING,
        "Indonesia announced that it had deposited its instrument of ratification on 3 May.",
        [("ratification", "2021-05-03", "")],
    ),
    (
        MEETING,
        "Tunisia's new law against terrorism, adopted in July 2020, was presented.",
        [("adoption", "2020-07", "")],
    ),
    (MEETING, "Working groups will be convened throughout the year.", []),
    (
        MEETING,
        'The Kyrgyz side informed about the joint drill "Issyk-Kul" held in August 2020.',
        [("exercise", "2020-08", "")],
    ),
    (
        WORKSHOP,
        'The workshop was held within the project "Safe Ports of the Baltic", financed by the European Union '
        "and implemented by UNODC.",
        [("project", "", "")],
    ),
    (
        WORKSHOP,
        "BALTSAFE is a three-year project funded by the Internal Security Fund and led by the Latvian Coast Guard.",
        [("project", "", "")],
    ),
    (
        WORKSHOP,
        "The EU-funded project SeaShield, which started in January 2020, is implemented by Frontex in five countries.",
        [("project", "2020-01", "")],
    ),
    (WORKSHOP, "Since its launch in 2016, the programme has reached 1,200 judges in 14 countries.", []),
    (WORKSHOP, "The activity was part of a wider project to strengthen the rule of law.", []),
    (
        WORKSHOP,
        "The German Foreign Office finances the project with EUR 3 million until the end of 2022.",
        [("project", "", "")],
    ),
    (
        WORKSHOP,
        "The European Union has contributed EUR 5 million to the project, which will end in June 2023.",
        [("project", "", "")],
    ),
    (WORKSHOP, "Japan is funding a two-year project of UNDP on community policing in Latgale.", [("project", "", "")]),
    (
        WORKSHOP,
        "The programme on prisons, a joint undertaking of UNODC, CTED and UNOCT, is financed by the Netherlands.",
        [("project", "", "")],
    ),
    (
        WORKSHOP,
        "The project, carried out jointly by Latvia and Estonia since 2019, ends this year.",
        [("project", "2019", "")],
    ),
    (
        WORKSHOP,
        'It was organised in the framework of the project "Judges against Terror" with the support of Sweden.',
        [],
    ),
    (
        WORKSHOP,
        "Through its Port Partnership Programme, the United States has provided Latvia with scanners "
        "worth USD 3 million.",
        [("project", "", "")],
    ),
    (LAUNCHED, "The project is supported by the European Union and will run for 36 months.", [("project", "", "")]),
    (
        WORKSHOP,
        "Latvia will take over the presidency of the Council of Baltic Sea States on 1 July.",
        [("other", "2021-07-01", "")],
    ),
    (WORKSHOP, "Colonel Rasa Petraite was appointed head of the unit in January.", []),
    (
        WORKSHOP,
        "The network's new centre in Jelgava became operational in March 2021.",
        [("launch", "2021-03", "Jelgava")],
    ),
    (
        WORKSHOP,
        "Interpol's Operation Tidal Gate, conducted in March 2021 in four countries, led to 31 arrests.",
        [("other", "2021-03", "")],
    ),
    (
        WORKSHOP,
        "An operation against smugglers in the port of Liepaja in February resulted in the seizure of 40 rifles.",
        [("other", "2021-02", "")],
    ),
    (
        WORKSHOP,
        "In April the European Union placed two brothers from Daugavpils on its sanctions list.",
        [("other", "2021-04", "")],
    ),
    (
        WORKSHOP,
        "The Security Council's Committee added the group to its list on 20 April.",
        [("other", "2021-04-20", "")],
    ),
    (
        WORKSHOP,
        "The Netherlands repatriated three women and five children from the camp of Roj on 14 April.",
        [("other", "2021-04-14", "")],
    ),
    (
        WORKSHOP,
        "A trial against eleven members of the cell starts in Riga on 17 May.",
        [("other", "2021-05-17", "Riga")],
    ),
    (WORKSHOP, "His appeal was dismissed by the Supreme Court on 22 March.", [("other", "2021-03-22", "")]),
    (
        WORKSHOP,
        "The court in Vilnius found two brothers guilty of preparing an attack in February.",
        [("other", "2021-02", "Vilnius")],
    ),
    (WORKSHOP, "Europol deployed two experts to Riga for the duration of the workshop.", []),
    (WORKSHOP, "FATF will evaluate Latvia in 2024.", [("other", "2024", "")]),
    (
        WORKSHOP,
        "The instructors of the course had themselves been trained in Rome by the Carabinieri in 2019.",
        [("training", "2019", "Rome")],
    ),
    (
        WORKSHOP,
        "Frontex has already trained 40 of them in a two-week course in Warsaw in October 2020.",
        [("training", "2020-10", "Warsaw")],
    ),
    (WORKSHOP, "Course participants spent the last day on the firing range of Adazi.", []),
    (WORKSHOP, "A refresher course is planned for early 2022.", [("training", "2022", "")]),
    (WORKSHOP, "A field exercise at the port concluded the programme.", [("exercise", "", "")]),
    (WORKSHOP, "In the afternoon, participants went on a tour of the container terminal.", []),
    (
        WORKSHOP,
        "A team of experts from the Netherlands had visited the laboratory in March to prepare it.",
        [("visit", "2021-03", "")],
    ),
    (WORKSHOP, "Director Petersen goes to Tallinn next.", []),
    (
        WORKSHOP,
        "The Minister held bilateral talks with her Estonian colleague on 3 May.",
        [("meeting", "2021-05-03", "")],
    ),
    (
        WORKSHOP,
        "Heads of the five services will come together in Tallinn on 14 October for their annual conference.",
        [("conference", "2021-10-14", "Tallinn")],
    ),
    (
        WORKSHOP,
        "The matter was discussed by ministers in Luxembourg on 22 April.",
        [("meeting", "2021-04-22", "Luxembourg")],
    ),
    (
        WORKSHOP,
        "An informal meeting of the contact points on the day before had agreed the agenda.",
        [("meeting", "2021-05-03", "")],
    ),
    (WORKSHOP, "A steering group of the donors sits in Oslo tomorrow.", [("meeting", "2021-05-07", "Oslo")]),
    (
        WORKSHOP,
        "A delegation from Georgia led by Deputy Minister Nino Beridze was in Riga for talks on 3 May.",
        [("meeting", "2021-05-03", "Riga")],
    ),
    (
        WORKSHOP,
        "At the Tallinn summit of June 2019, leaders had called for such training.",
        [("conference", "2019-06", "Tallinn")],
    ),
    (WORKSHOP, "The three laureates will receive their prizes in Stockholm on 1 June.", []),
    (
        WORKSHOP,
        "A memorandum between the two academies, signed on the first day, provides for exchanges of lecturers.",
        [("signing", "2021-05-04", "")],
    ),
    (
        WORKSHOP,
        "At the close of the workshop Latvia and Estonia exchanged letters on joint patrols.",
        [("signing", "", "")],
    ),
    (WORKSHOP, "An agreement of 2014 between the two countries already allows hot pursuit.", []),
    (WORKSHOP, "The guidelines were endorsed by the Council of Europe in 2017.", [("adoption", "2017", "")]),
    (
        WORKSHOP,
        "The General Assembly is to adopt the resolution in New York on 30 June.",
        [("adoption", "2021-06-30", "New York City")],
    ),
    (WORKSHOP, "By a vote of 81 to 4, Parliament passed the bill on 15 April.", [("adoption", "2021-04-15", "")]),
    (
        WORKSHOP,
        "Canada became the 70th State to ratify the Convention on Harbour Safety on 12 April.",
        [("ratification", "2021-04-12", "")],
    ),
    (
        WORKSHOP,
        "Iceland's ratification of the Convention on Harbour Safety on 30 March brings the number of parties to 41.",
        [("ratification", "2021-03-30", "")],
    ),
    (WORKSHOP, "Eurojust's new register was put into operation in September 2019.", [("launch", "2019-09", "")]),
    (WORKSHOP, "UNODC is to publish the manual in June.", []),
    (
        WORKSHOP,
        "The course draws on a curriculum that NATO unveiled in Brussels on 2 March 2020.",
        [("launch", "2020-03-02", "Brussels")],
    ),
    (
        WORKSHOP,
        "The murder of the prosecutor in Jelgava in 2019 was one of the cases studied.",
        [("attack", "2019", "Jelgava")],
    ),
    (
        WORKSHOP,
        "One case concerned the beheading of a teacher near Lyon on 16 October 2020.",
        [("attack", "2020-10-16", "")],
    ),
    (
        WORKSHOP,
        "Judge Ilmars Bite lost his brother in the Oslo attacks of 22 July 2011.",
        [("attack", "2011-07-22", "Oslo")],
    ),
    (
        WORKSHOP,
        "The Foreign Ministry condemned the attack on the airport of Aden on 30 December.",
        [("condemnation", "", ""), ("attack", "2020-12-30", "")],
    ),
)


@pytest.mark.parametrize(("release", "sentence", "expected"), CASES)
def test_which_further_events_a_sentence_tells(
    release: str, sentence: str, expected: list[tuple[str, str, str]]
) -> None:
    told: dict[str, dict[str, str]] = {}
    for one in extract(Document(id="d", source=Source(), text=release + sentence)):
        if one.predicate in {"event.type", "event.start", "event.place"}:
            told.setdefault(one.event, {}).setdefault(one.predicate, str(getattr(one.object, "label", one.object)))
    found = [(e.get("event.type", ""), e.get("event.start", ""), e.get("event.place", "")) for e in told.values()]
    assert sorted(one[0] for one in found) == sorted([*TOLD[release], *(one[0] for one in expected)]), found
    for wanted in expected:
        assert any(all(not w or w == f for w, f in zip(wanted, one, strict=True)) for one in found), found
