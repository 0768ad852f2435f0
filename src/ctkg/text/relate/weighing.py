"""What a text is about: the mention that names its main event, weighed against all others."""

from __future__ import annotations

from collections.abc import Sequence

from ctkg.text.reading import Reading
from ctkg.text.relate.anchors import gatherings
from ctkg.text.relate.naming import SAME, Mention

_LEAD = 3  # sentences after the title in which a report tells its subject
_MOST_WEIGHED = 120  # mentions weighed against each other as the main event


def lead(reading: Reading) -> set[int]:
    """Indexes of the title's sentences and of the first sentences of the body."""
    from ctkg.text.relate import scope

    heads = scope.titles(reading)
    last = heads[-1].end if heads else 0
    after = [i for i, sentence in enumerate(reading.sentences) if sentence.span.start >= last]
    return {i for i, sentence in enumerate(reading.sentences) if sentence.span.start < last} | set(after[:_LEAD])


def choose(told: Sequence[Mention], lead: set[int]) -> Mention | None:
    """The mention that names the main event; ``lead`` holds the indexes of :func:`lead`. None where none names one."""
    told = [one for one in told if one.type not in {SAME, "project"}]
    candidates = [one for one in told if one.sentence in lead and not one.generic] or [
        one for one in told if not one.generic and not one.quoted
    ]
    if not candidates:
        return next((one for one in told if one.generic), None)
    first_body = min((one.sentence for one in told if not one.title), default=0)
    candidates = candidates[:_MOST_WEIGHED]
    best = max(candidates, key=lambda one: (_score(one, first_body, candidates), -one.span.start))
    if best.type in {"statement", "attack"} and any(one.title and one.noun in _SAID for one in told):
        condemned = (one for one in told if one.type == "condemnation" and one.sentence <= first_body + 8)
        return next(condemned, next((one for one in told if one.title and one.type == "statement"), best))
    if (best.title or best.act) and best.type in gatherings() | {"visit"}:
        return _in_body(best, candidates) or best
    return best


#: Nouns of a title by which a report is somebody's statement.
_SAID = frozenset({"statement", "press statement", "remarks", "message of condolence"})


def _in_body(best: Mention, candidates: Sequence[Mention]) -> Mention | None:
    """The noun by which the lead names the meeting, more exact than a headline or "met"; None where there is none."""
    kinds = gatherings() - {"meeting", "exercise"} if best.act and best.type == "training" else gatherings()
    kinds |= {"visit"} if best.act or best.noun in {"talks", "meeting"} else frozenset({best.type})
    for one in candidates:
        if best.type == "training" and one.type == "exercise" and one.told and not one.title and one.definite:
            kinds |= {"exercise"}  # "navies train": they held the exercise of that name
        if one.title or one.act or one.plural or one.quoted or one.modality != "asserted" or one.type not in kinds:
            continue
        if (one.told or one.determiner in {"a", "an", "the"}) and (best.title or one.sentence == best.sentence):
            return one
    near = [one for one in candidates if one.modality == "intended" and not (one.title or one.act or one.plural)]
    return next((one for one in near if one.type == best.type and one.sentence <= best.sentence + 1), None)


#: Verbs that tell of much else besides what a report is about: "presented the handbook at a round table".
_WEAK = frozenset(
    {"presented", "opened", "started", "issued", "released", "published", "publishes", "releases", "set up", "created"}
    | {"established", "visited", "concluded", "seized", "donated", "targeted", "shot", "hit by", "handed over to"}
)


#: Who is quoted, not what a report is about: "Interpol said in a statement".
_QUOTING = frozenset({"said in a statement", "in a statement"})


def _score(one: Mention, first_body: int, candidates: Sequence[Mention]) -> float:
    score = 100.0 if one.title else 95.0 - 12.0 * max(0, one.sentence - first_body)
    score += 15 * one.told
    if one.title and one.act:
        score += 18
    if one.act and not one.title:
        named = any(c.title and c.type == one.type for c in candidates)
        score += 6 if named else 0 if one.type in {"attack", "arrest", "condemnation"} else -14
    if one.type == "statement":
        score -= 30 + 30 * (not one.title and one.noun in _QUOTING)
    if one.act and one.noun in _WEAK and not one.title:
        score -= 30
    if one.noun == "operation":  # often the name of an exercise or of what led to arrests
        score -= 60
    if one.type == "attack":
        score -= 40 * (not one.told and not one.title)
        if any(c.type == "exercise" and (c.title or c.sentence <= first_body + 2) for c in candidates):
            score -= 60
        score += -25 if one.modality == "simulated" else -10 if one.modality == "earlier" else 0
        score -= 20 * (one.plural and not one.act)
        if any(c.type == "condemnation" for c in candidates):
            score -= 40
    if one.type == "launch" and any(
        c.type in gatherings() and not c.plural and not 0 <= c.span.start - one.span.end < 60 for c in candidates
    ):
        score -= 20
    if one.type in gatherings() and any(
        c.type == "launch" and 0 <= one.span.start - c.span.end < 60 for c in candidates
    ):
        score -= 40  # what is launched is not what is held
    score -= 25 * one.plural
    score -= 35 * (one.modality == "intended") + 35 * (one.modality == "earlier")
    score -= 60 * one.quoted
    if one.determiner in {"a", "an"}:
        score += 6
    if any(c is not one and c.title and c.type == one.type for c in candidates):
        score += 8
    return score
