"""How a fitted confidence is written down: the data file, and the page of stated and measured confidence."""

from __future__ import annotations

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


def model(effects: Mapping[str, float], shift: float, slope: float, sure: float, rules: Collection[str]) -> Model:
    """The model of ``effects``, with ``shift`` and ``slope`` of its log-odds taken in."""

    def part(kind: str) -> dict[str, float]:
        scaled = {name.removeprefix(kind): slope * value for name, value in effects.items() if name.startswith(kind)}
        return {name: round(value, 3) for name, value in sorted(scaled.items())}

    return Model(
        base=round(shift + slope * effects["base"], 3),
        weight=round(slope * effects["weight"], 3),
        rare=round(slope * effects.get("rare", 0.0), 3),
        relations=part("relation "),
        rules={name: value for name, value in part("rule ").items() if name in rules},
        signs=part("sign "),
        sure=round(sure, 4),
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
        *(f"{name} = {getattr(fitted, name)}" for name in ("base", "weight", "rare", "sure")),
    ]
    for name in ("relations", "rules", "signs"):
        lines += ["", f"[model.{name}]", *(f'"{key}" = {value}' for key, value in getattr(fitted, name).items())]
    return "\n".join(lines) + "\n"


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
weight, whether rules agree, whether the text says it twice, whether it is about the main event, how many events the
text tells, rivals for the same slot, whether the value is a known thing, and where in the text it stands. A rule that
the data hardly saw has no effect of its own and counts as rare.

The fit saw {statements} statements of {documents} documents. Texts on which rules were written help to tell rules from
each other and no more. The figures below are of the {held_out_statements} statements of {held_out_documents} other
documents, each judged by a fit that had not seen its document (ten parts, by document). Intervals are Wilson's, 95 %.

{data}

## Relations whose gold is complete

{complete}

Of the statements with a confidence of 0.9 and more, {right} of {sure} are right: **{share}** ({interval}). What is
asked of them is 0.97: a statement with a probability of 0.9 or more whose like do not reach that is told with less than
0.9, so that what is told between 0.8 and 0.9 is a little too low. (Where none do, the surest tenth keep theirs.)

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


def _interval(right: int, number: int) -> str:
    """Wilson's interval of a share, 95 %."""
    if not number:
        return "-"
    z, share = 1.96, right / number
    middle = share + z * z / (2 * number)
    spread = z * math.sqrt(share * (1 - share) / number + z * z / (4 * number * number))
    whole = 1 + z * z / number
    return f"{max(0.0, (middle - spread) / whole):.3f} to {min(1.0, (middle + spread) / whole):.3f}"
