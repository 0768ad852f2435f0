"""From an endpoint's answer to proposals and doubts; nothing worse than a :class:`Failed` comes out of any answer."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from ctkg.model import Statement
from ctkg.text.opinions import lexicon
from ctkg.text.opinions.endpoint import Failed
from ctkg.text.opinions.port import Answer, Doubt, Proposal

_FENCED = re.compile(r"```[A-Za-z]*\s*\n(.*?)\n?\s*```", re.DOTALL)
_MALFORMED = "dropped: not in the form asked for"


def content(raw: bytes) -> str:
    """What the model wrote, taken out of the endpoint's answer.

    Raises:
        Failed: the answer is not JSON, holds no message, was cut short, or the model refused.
    """
    answer = _json(raw.decode("utf-8", "replace"))
    try:
        choice = answer["choices"][0]
        message = choice["message"]
        written = message.get("content")
    except (KeyError, IndexError, TypeError, AttributeError):
        raise Failed("answer without a message") from None
    if choice.get("finish_reason") == "length":
        raise Failed("answer cut short")
    if message.get("refusal") or choice.get("finish_reason") == "content_filter":
        raise Failed("model refused")
    if not isinstance(written, str):
        raise Failed("answer without a message")
    return written


def parse(written: str, facts: Sequence[Statement]) -> Answer:
    """Proposals and doubts in what the model wrote; ``facts`` are the statements that it was shown.

    A fence around the JSON is taken off. What is not in the form asked for is dropped piece by piece, and counted.

    Raises:
        Failed: it is no JSON object.
    """
    body = _json(_unfenced(written))
    if not isinstance(body, dict):
        raise Failed("answer not JSON")
    answer = Answer()
    most = int(lexicon.limit("items"))
    for name in ("facts", "doubts"):
        items = body.get(name, [])
        if not isinstance(items, list):
            answer.outcomes[_MALFORMED] += 1
            continue
        if len(items) > most:
            answer.outcomes["dropped: too many"] += len(items) - most
        for item in items[:most]:
            _take(name, item, facts, answer)
    return answer


def _take(name: str, item: Any, facts: Sequence[Statement], answer: Answer) -> None:
    found = (_proposal(item) if name == "facts" else _doubt(item, facts)) if isinstance(item, dict) else None
    if isinstance(found, Proposal):
        answer.proposals.append(found)
    elif isinstance(found, Doubt):
        answer.doubts.append(found)
    else:
        answer.outcomes[_MALFORMED] += 1


def _proposal(item: dict[str, Any]) -> Proposal | None:
    value = item.get("value")
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**9:
        value = str(value)
    words = [item.get("event"), item.get("relation"), value, item.get("quote"), item.get("of", "")]
    if not all(isinstance(word, str) for word in words):
        return None
    about, relation, value, quote, of = map(str, words)
    return Proposal(about=about, relation=relation, value=value, quote=quote, of=of)


def _doubt(item: dict[str, Any], facts: Sequence[Statement]) -> Doubt | None:
    number, reason = item.get("fact"), item.get("reason")
    if not isinstance(number, int) or isinstance(number, bool) or not isinstance(reason, str):
        return None
    said = lexicon.load()["doubts"].get(reason)
    if said is None or not 1 <= number <= len(facts):
        return None
    return Doubt(statement=facts[number - 1].id, reason=str(said))


def _unfenced(written: str) -> str:
    if not written.lstrip().startswith("{") and (fenced := _FENCED.search(written)):
        return fenced.group(1)
    return written


def _json(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise Failed("answer not JSON") from None
