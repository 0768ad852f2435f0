"""How a fitted confidence is written down: the data file, and the page of stated and measured confidence."""

from __future__ import annotations

import json
import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ctkg.evaluation.lexicon import relations
from ctkg.text.confidence import Model

#: Borders of what is stated, the upper one left out.
BINS = ((0.0, 0.5), (0.5, 0.7), (0.7, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01))
_SURE = 0.9


@dataclass(frozen=True, slots=True)
class Told:
    """One statement of a document that the model did not see."""

    relation: str
    stated: float
    right: bool
    complete: bool


def model(
    effects: Mapping[str, float], shift: float, slope: float, sure: float, least: float, rules: Collection[str]
) -> Model:
    """The model of ``effects`` (``base weight rare sign|S relation|R|S rule|U|S``), with ``shift`` and ``slope`` of its
    log-odds taken in; ``rules`` have effects of their own, if only of 0."""
    scaled = {name: round(slope * value, 3) for name, value in sorted(effects.items())}
    parts: dict[str, dict[str, dict[str, float]]] = {"relation": {}, "rule": {rule: {} for rule in sorted(rules)}}
    signs: dict[str, float] = {}
    for name, value in scaled.items():
        kind, _, rest = name.partition("|")
        if not value or not rest:
            continue
        if kind == "sign":
            signs[rest] = value
        else:
            whose, _, sign = rest.partition("|")
            parts[kind].setdefault(whose, {})[sign] = value
    return Model(
        base=round(shift + scaled["base"], 3),
        weight=scaled.get("weight", 0.0),
        rare=scaled.get("rare", 0.0),
        signs=signs,
        relations=parts["relation"],
        rules=parts["rule"],
        sure=math.ceil(sure * 1e4) / 1e4,
        least=least,
    )


def toml(fitted: Model, made: Mapping[str, int]) -> str:
    """The data file."""
    lines = [
        "# How sure statements are (src/ctkg/text/confidence.py): effects on the log-odds that one is right.",
        "# Made by benchmarks/extraction/calibrate.py; make it anew rather than edit it.",
        "",
        "[made]",
        *(f"{name} = {number}" for name, number in made.items()),
        "",
        "[model]",
        *(f"{name} = {getattr(fitted, name)}" for name in ("base", "weight", "rare", "sure", "least")),
        "",
        "[model.signs]",
        *_effects(fitted.signs),
    ]
    for kind in ("relations", "rules"):
        for name, effects in getattr(fitted, kind).items():
            lines += ["", f'[model.{kind}."{name}"]', *_effects(effects)]
    return "\n".join(lines) + "\n"


def _effects(effects: Mapping[str, float]) -> list[str]:
    return [f"{json.dumps(name, ensure_ascii=False)} = {value}" for name, value in effects.items()]


def summary(told: Sequence[Told]) -> str:
    """The tables alone."""
    complete = [one for one in told if one.complete]
    return "\n".join([*_table(complete), "", *_groups(complete)])


def page(told: Sequence[Told], made: Mapping[str, int], data: str) -> str:
    """``docs/reliability.md``; ``data`` says in a sentence which documents were used."""
    complete = [one for one in told if one.complete]
    sure = [one for one in complete if one.stated >= _SURE]
    right = sum(one.right for one in sure)
    return _PAGE.format(
        **made,
        data=data,
        complete="\n".join(_table(complete)),
        groups="\n".join(_groups(complete)),
        others="\n".join(_table([one for one in told if not one.complete], "in gold")),
        right=right,
        sure=len(sure),
        share=f"{right / len(sure):.3f}" if sure else "-",
        interval=_interval(right, len(sure)),
    )


_PAGE = """\
# How sure is sure?

Every statement has a confidence: the share of statements of its kind that are right. It is fitted on documents with
hand-made gold by `benchmarks/extraction/calibrate.py`, which wrote this page, too; `data/patterns/confidence.toml`
holds the effects, and `src/ctkg/text/confidence.py` applies them. What counts is the relation, the rule and its own
weight, and signs: whether rules agree, whether the text says it twice, of what type its event and the main event are,
how many events the text tells, rivals for the same slot, whether the value is a known thing and of what type, where in
the text it stands, and the words right before and behind it. A sign counts for every statement, for those of one
relation or for those of one rule, as the data show; most count nothing ({effects} effects are left). A rule that the
data hardly saw has no effects of its own and counts as rare. What has a probability below
0.33 is not told, but for the types and first days of events; so it is in English, the language that was fitted.

The fit saw {statements} statements of {documents} documents on which no rule was written. The figures below are of the
same statements, each judged by a fit that had not seen its document (ten parts, by document); what is learnt beyond the
rules had not seen it, either. Intervals are Wilson's, 95 %.

{data}

## Relations whose gold is complete

{complete}

Of the statements with a confidence of 0.9 and more, {right} of {sure} are right: **{share}** ({interval}). What is
asked of them is 0.97, with the whole interval above it: a statement with a probability of 0.9 or more whose like do not
reach that is told with less than 0.9, so that what is told between 0.8 and 0.9 is a little too low. (Where none do, the
surest tenth keep theirs.)

## By group of relations

{groups}

## Relations whose gold may lack what is true

Themes, participants, places and titles can be told in many ways, so that a statement that gold lacks is not surely
wrong. For the fit, gold is taken to hold three of four true themes, outputs and follow-ups, four of five groups of
participants, titles and series, and nine of ten of the others, which is how far two careful readers agree. `in gold` is
what gold has, and so a lower bound of what is right.

{others}
"""


def _table(told: Sequence[Told], measured: str = "right") -> list[str]:
    lines = [
        f"| confidence | statements | {measured} | stated | measured | interval |",
        "|---|---:|---:|---:|---:|---|",
    ]
    for low, high in BINS:
        inside = [one for one in told if low <= one.stated < high]
        name = f"{low:.2f} to {min(high, 1.0):.2f}"
        lines.append(_line(name, inside))
    return lines


def _groups(told: Sequence[Told]) -> list[str]:
    lines = [
        "| group | statements | right | stated | measured | interval | 0.9 and more | right of these |",
        "|---|---:|---:|---:|---:|---|---:|---:|",
    ]
    for name, members in relations().groups.items():
        inside = [one for one in told if one.relation in members]
        sure = [one for one in inside if one.stated >= _SURE]
        if inside:
            share = f"{sum(one.right for one in sure) / len(sure):.3f}" if sure else "-"
            lines.append(f"{_line(name, inside)} {len(sure)} | {share} |")
    return lines


def _line(name: str, told: Iterable[Told]) -> str:
    chosen = list(told)
    if not chosen:
        return f"| {name} | 0 | 0 | - | - | - |"
    right, number = sum(one.right for one in chosen), len(chosen)
    stated = sum(one.stated for one in chosen) / number
    return f"| {name} | {number} | {right} | {stated:.3f} | {right / number:.3f} | {_interval(right, number)} |"


def interval(right: int, number: int) -> tuple[float, float]:
    """Wilson's interval of the share ``right`` of ``number``, 95 %; ``number`` is at least 1."""
    z, share = 1.96, right / number
    middle = share + z * z / (2 * number)
    spread = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    whole = 1 + z * z / number
    return max(0.0, (middle - spread) / whole), min(1.0, (middle + spread) / whole)


def _interval(right: int, number: int) -> str:
    return "{:.3f} to {:.3f}".format(*interval(right, number)) if number else "-"
