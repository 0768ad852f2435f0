"""What is made of opinions: the only place that decides what they change.

- A slot (an event or person, and a relation) is filled only where the rules said nothing there.
- What passes no check is dropped and counted with its reason; evidence is verbatim at its offsets or there is none.
- A value that the rules gave as well is counted as agreement and changes nothing: the confidence of a rule is
  calibrated, that of a model is not.
- Another value than that of the rules, where there can be one only, and a doubt lower the confidence, and say why.
"""

from __future__ import annotations

import dataclasses
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from ctkg.model import Entity, Evidence, Span, Statement
from ctkg.text import folding
from ctkg.text.opinions import lexicon, ranges
from ctkg.text.opinions.port import Answer, Proposal
from ctkg.text.opinions.ranges import Checked, Dropped
from ctkg.text.reading import Reading

_Slot = tuple[str, str]


@dataclass(slots=True)
class Merge:
    """One document's statements and what opinions made of them; ask :meth:`hear` once for each opinion.

    Attributes:
        reading: the document.
        statements: what the rules found.
        filled: statements that opinions added, by slot.
        doubts: reasons by id of the statement doubted.
    """

    reading: Reading
    statements: Sequence[Statement]
    filled: dict[_Slot, list[Statement]] = field(default_factory=dict)
    doubts: dict[str, list[str]] = field(default_factory=dict)

    def hear(self, name: str, answer: Answer) -> Counter[str]:
        """Take in what the opinion called ``name`` says; returns its outcomes, counted."""
        outcomes = Counter(answer.outcomes)
        mine: dict[_Slot, int] = {}
        for proposal in answer.proposals:
            try:
                outcomes[self._propose(name, proposal, mine)] += 1
            except Dropped as why:
                outcomes[f"dropped: {why}"] += 1
        known = {one.id for one in self.statements}
        doubted = {one.statement: one.reason for one in answer.doubts if one.statement in known}
        if unknown := len({one.statement for one in answer.doubts} - known):
            outcomes["dropped: doubt of no fact"] += unknown
        share = lexicon.limit("doubted_share") * len(known)
        if len(doubted) >= lexicon.limit("doubted_facts") and len(doubted) > share:
            outcomes["dropped: doubts nearly everything"] += len(doubted)
            doubted = {}
        for identity, reason in doubted.items():
            self._doubt(identity, f"{name}: {reason}")
            outcomes["doubted"] += 1
        return outcomes

    def result(self) -> list[Statement]:
        """All statements: those of the rules, in their order, and what was filled."""
        kept = [self._lowered(one) for one in self.statements]
        return [*kept, *(one for group in self.filled.values() for one in group)]

    def _propose(self, name: str, proposal: Proposal, mine: dict[_Slot, int]) -> str:
        slot = lexicon.slots().get(proposal.relation)
        if slot is None:
            raise Dropped("relation not open to opinions")
        subject, stance = self._subject(proposal)
        quote = self._quote(proposal.quote)
        found = ranges.check(slot.range)(self.reading, quote, proposal.value)
        self._check_words(proposal, quote, subject, stance)
        key = (proposal.about, proposal.relation)
        held = [one for one in self.statements if (_about(one), one.predicate) == key]
        if held:
            return self._beside(name, held, found.value, one=slot.one)
        self._check_order(proposal, found.value)
        statement = self._statement(name, proposal, subject, stance, quote, found)
        return self._fill(key, statement, mine, one=slot.one)

    def _subject(self, proposal: Proposal) -> tuple[Entity, str]:
        """Whom or what the proposal is about, and with which stance the text tells it."""
        person = proposal.relation.startswith("person.")
        for one in self.statements:
            entities = [thing for thing in (one.subject, one.object) if isinstance(thing, Entity)]
            for thing in entities:
                if person and thing.kind == "person" and thing.label == proposal.about:
                    return thing, "asserted"
        if person:
            raise Dropped("unknown person")
        told = [one for one in self.statements if one.event == proposal.about and one.subject.kind == "event"]
        if not told and proposal.about != "e1":
            raise Dropped("unknown event")
        said = [*told, *(one for group in self.filled.values() for one in group if one.event == proposal.about)]
        kinds = [str(one.object) for one in said if one.predicate == "event.type"]
        relations = [proposal.relation]
        if proposal.relation == "event.type" and not kinds:
            # A type that is found last must suit what is held already.
            kinds, relations = [proposal.value], [r for one in said if (r := one.predicate) in lexicon.slots()]
        if not all(lexicon.fits(relation, kind) for kind in kinds for relation in relations):
            raise Dropped("relation does not fit the event")
        stances = {one.stance for one in told}
        subject = told[0].subject if told else Entity(kind="event", label="", key="e1", type="other")
        return subject, "asserted" if "asserted" in stances or not stances else min(stances)

    def _quote(self, words: str) -> Span:
        if not words.strip() or len(words) > lexicon.limit("quote"):
            raise Dropped("quote empty or too long")
        at = self.reading.document.text.find(words)
        if at < 0:
            raise Dropped("quote not in the text")
        return Span(at, at + len(words))

    def _check_words(self, proposal: Proposal, quote: Span, subject: Entity, stance: str) -> None:
        first, last = self.reading.passage_at(quote.start).span, self.reading.passage_at(quote.end - 1).span
        around = self.reading.words(Span(first.start, max(first.end, last.end)))
        if lexicon.addressed().search(around):
            raise Dropped("words that address a model")
        sentence = self.reading.sentence_at(quote.start).span
        told = self.reading.plain[min(sentence.start, quote.start) : max(sentence.end, quote.end)]
        if stance == "asserted" and lexicon.unsure().search(told):
            raise Dropped("sentence denies, plans or supposes")
        if self.reading.head.holds(quote):
            raise Dropped("quote of the dateline alone")
        if subject.kind == "person" and subject.label.split()[-1] not in self.reading.words(quote):
            raise Dropped("person not in the quote")
        if proposal.relation.endswith(".count"):
            ranges.words_in(self.reading, quote, proposal.of)

    def _check_order(self, proposal: Proposal, value: Entity | str | int) -> None:
        """No event ends before it starts."""
        other = {"event.start": "event.end", "event.end": "event.start"}.get(proposal.relation)
        if other is None:
            return
        days = [
            str(one.object)
            for one in (*self.statements, *self.filled.get((proposal.about, other), ()))
            if (one.event, one.predicate) == (proposal.about, other) and not str(one.object).startswith("--")
        ]
        for day in days:
            start, end = (str(value), day) if other == "event.end" else (day, str(value))
            shared = min(len(start), len(end))
            if end[:shared] < start[:shared]:
                raise Dropped("end before start")

    def _beside(self, name: str, held: list[Statement], value: Entity | str | int, *, one: bool) -> str:
        if any(_same(said.object, value) for said in held):
            return "agreed"
        if not one:
            raise Dropped("slot already filled")
        for said in held:
            self._doubt(said.id, f"{name}: reads {value} here")
        return "doubted"

    def _doubt(self, identity: str, reason: str) -> None:
        reasons = self.doubts.setdefault(identity, [])
        if reason not in reasons:
            reasons.append(reason)

    def _lowered(self, statement: Statement) -> Statement:
        reasons = self.doubts.get(statement.id, [])
        if not reasons:
            return statement
        voices = len({reason.partition(": ")[0] for reason in reasons})
        factor = max(lexicon.confidence("least"), lexicon.confidence("doubt") ** voices)
        lowered = round(statement.confidence * factor, 4)
        return dataclasses.replace(statement, confidence=lowered, doubts=tuple(sorted(reasons)))

    def _statement(
        self, name: str, proposal: Proposal, subject: Entity, stance: str, quote: Span, found: Checked
    ) -> Statement:
        sure = lexicon.confidence("filled")
        evidence = Evidence(
            document=self.reading.document.id,
            span=quote,
            quote=self.reading.words(quote),
            extractor=name,
            score=sure,
        )
        return Statement(
            subject=subject,
            predicate=proposal.relation,
            object=found.value,
            event="e1" if subject.kind == "person" else proposal.about,
            evidence=(evidence,),
            confidence=sure,
            stance=stance,
            counted=proposal.of,
            approx=found.approx,
            stated=found.stated,
        )

    def _fill(self, key: _Slot, statement: Statement, mine: dict[_Slot, int], *, one: bool) -> str:
        group = self.filled.setdefault(key, [])
        for at, other in enumerate(group):
            if _same(other.object, statement.object):
                if other.evidence[0].extractor == statement.evidence[0].extractor:
                    raise Dropped("said twice")
                both = (*other.evidence, *statement.evidence)
                group[at] = dataclasses.replace(other, evidence=both, confidence=lexicon.confidence("most"))
                return "agreed"
        if group and (one or mine.get(key, 0) == 0 or mine[key] >= lexicon.limit("values")):
            raise Dropped("slot already filled")
        mine[key] = mine.get(key, 0) + 1
        group.append(statement)
        return "filled"


def _about(statement: Statement) -> str:
    return statement.subject.label if statement.predicate.startswith("person.") else statement.event


def _same(one: Entity | str | int, other: Entity | str | int) -> bool:
    """True where both name the same thing; of two dates, where one is the other told less precisely."""
    if isinstance(one, Entity) and isinstance(other, Entity):
        if one.reference or other.reference:
            return one.reference == other.reference
        return folding.canonical(one.label).text == folding.canonical(other.label).text
    if isinstance(one, str) and isinstance(other, str):
        return one.startswith(other) or other.startswith(one)
    return one == other
