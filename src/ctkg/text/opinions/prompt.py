"""What a language model is asked: always the same words for the same document and statements."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ctkg.model import Entity, Statement
from ctkg.text.opinions import lexicon
from ctkg.text.opinions.settings import OpinionSettings
from ctkg.text.reading import Reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A request.

    Attributes:
        body: what is sent.
        facts: the statements shown, in the order of their numbers, which start at 1.
        whole: False where only the beginning of the text is sent.
    """

    body: dict[str, Any]
    facts: tuple[Statement, ...]
    whole: bool


def question(reading: Reading, statements: Sequence[Statement], settings: OpinionSettings) -> Question:
    """The request about one document."""
    text = reading.document.text
    end = len(text) if len(text) <= settings.most_text else _cut(reading, settings.most_text)
    # Nobody can say of a fact whether it stands in a part of the text that was not shown.
    facts = [one for one in statements if all(e.span is not None and e.span.end <= end for e in one.evidence)]
    facts = facts[: int(lexicon.limit("items"))]
    free = _open(statements)
    shown: dict[str, Any] = {
        "published": reading.document.source.published,
        "events": _events(statements),
        "facts": [_fact(number, one) for number, one in enumerate(facts, start=1)],
        "open": free,
        "text": text[:end],
    }
    relations = [name for name in lexicon.slots() if any(name in names for names in free.values())]
    body = {
        "model": settings.llm_model,
        "messages": [
            {"role": "system", "content": _system()},
            {"role": "user", "content": json.dumps(shown, ensure_ascii=False, indent=1)},
        ],
        "temperature": 0,
        "seed": settings.seed,
        "max_tokens": settings.most_tokens,
        "stream": False,
        "response_format": {
            "type": "json_schema",
            "json_schema": {"name": "second_opinion", "strict": True, "schema": _schema(relations, len(facts))},
        },
    }
    return Question(body=body, facts=tuple(facts), whole=end == len(text))


def _cut(reading: Reading, most: int) -> int:
    """Where the last whole passage ends within ``most`` code points; ``most`` where the first is longer."""
    return max((one.span.end for one in reading.passages if one.span.end <= most), default=most)


def _system() -> str:
    lines = [str(lexicon.load()["prompt"]["system"]).strip(), "", "Relations:"]
    lines += [f"{name}: {slot.meaning}" for name, slot in lexicon.slots().items()]
    lines += ["", "Reasons of doubts:", *(f"{name}: {said}" for name, said in lexicon.load()["doubts"].items())]
    return "\n".join(lines)


def _open(statements: Sequence[Statement]) -> dict[str, list[str]]:
    """Empty slots by event, and by person where a post or body is unknown."""
    kinds: dict[str, str] = {"e1": ""}
    people: list[str] = []
    held: set[tuple[str, str]] = set()
    for one in statements:
        about = one.subject.label if one.predicate.startswith("person.") else one.event
        held.add((about, one.predicate))
        if one.predicate == "event.type":
            kinds[one.event] = str(one.object)
        people += [t.label for t in (one.subject, one.object) if isinstance(t, Entity) and t.kind == "person"]
    free = {
        key: [
            name
            for name in lexicon.slots()
            if not name.startswith("person.") and (key, name) not in held and lexicon.fits(name, kind)
        ]
        for key, kind in kinds.items()
    }
    for person in dict.fromkeys(people):
        missing = [name for name in ("person.post", "person.affiliation") if (person, name) not in held]
        if missing:
            free[person] = missing
    return {about: names for about, names in free.items() if names}


def _events(statements: Sequence[Statement]) -> list[dict[str, str]]:
    events = {one.event: one for one in reversed(statements) if one.subject.kind == "event"}
    return [
        {"event": key, "type": one.subject.type, "called": one.subject.label}
        for key, one in sorted(events.items(), key=lambda pair: (len(pair[0]), pair[0]))
    ]


def _fact(number: int, one: Statement) -> dict[str, Any]:
    value = one.object.label if isinstance(one.object, Entity) else one.object
    of = one.counted or (one.subject.label if one.subject.kind != "event" else "")
    shown = {"fact": number, "event": one.event, "relation": one.predicate, "value": value, "of": of}
    return {**shown, "stance": one.stance}


def _schema(relations: list[str], facts: int) -> dict[str, Any]:
    """JSON Schema of an answer, in the part of the language that strict structured output knows."""
    words = {"type": "string"}
    fact = {
        "event": words,
        "relation": {"type": "string", "enum": relations or ["none"]},
        "value": words,
        "of": words,
        "quote": words,
    }
    doubt = {
        "fact": {"type": "integer", "enum": list(range(1, facts + 1)) or [0]},
        "reason": {"type": "string", "enum": list(lexicon.load()["doubts"])},
    }
    return _object({"facts": _list(fact), "doubts": _list(doubt)})


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": _object(properties)}


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}
