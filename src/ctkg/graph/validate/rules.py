"""The checks behind findings as rules with an id and a help text, for programs that list them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from ctkg.graph.validate.entry_finding import CHECKS
from ctkg.graph.validate.shapes import entry_files, files, statements
from ctkg.iris import BASE, PREFIXES, compact
from ctkg.model import Finding

_MESSAGE = NamedNode(PREFIXES["sh"] + "message")
_SHAPE = BASE + "shape/"


class Rule(NamedTuple):
    """A check: its id, its name, what it asks for, and how grave it is."""

    id: str
    name: str
    help: str
    severity: str


def rule_id(finding: Finding) -> str:
    """A short id without spaces: ``blank-node``, ``shape/start-before-end``, ``axiom/ct-agent-owl-...``."""
    if finding.check in CHECKS:
        return re.sub(r"[^a-z]+", "-", finding.check.casefold().replace("'s", "")).strip("-")
    if finding.check.startswith(_SHAPE):
        return "shape/" + finding.check.removeprefix(_SHAPE)
    if ":" in finding.check and " " not in finding.check:
        return compact(finding.check)
    return "axiom/" + re.sub(r"[^\w]+", "-", finding.check).strip("-").casefold()


def rules(findings: Iterable[Finding]) -> list[Rule]:
    """The rules that some findings break, by id."""
    found: dict[str, Rule] = {}
    for each in findings:
        name = rule_id(each)
        if name in found:
            continue
        if each.check in CHECKS:
            known = CHECKS[each.check]
            found[name] = Rule(name, each.check, known.help, known.severity)
        elif name.startswith("axiom/"):
            said = f"The ontology forbids it: {each.check}. Correct or remove one of the statements that contradict it."
            found[name] = Rule(name, each.check, said, each.severity)
        else:
            found[name] = Rule(name, compact(each.check), _messages().get(each.check, each.message), each.severity)
    return [found[name] for name in sorted(found)]


@cache
def _messages() -> dict[str, str]:
    """What the shapes of ctkg say, by their IRI."""
    return {
        triple.subject.value: triple.object.value
        for triple in statements(files() + entry_files())
        if triple.predicate == _MESSAGE and isinstance(triple.subject, NamedNode) and isinstance(triple.object, Literal)
    }
