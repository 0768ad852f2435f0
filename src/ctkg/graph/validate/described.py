"""Findings as RDF and back: the validation report of SHACL, section 3, with a node that has an IRI for each result.

Beyond SHACL, a result says in which document (``dcterms:source``, its graph), by which claim
(``prov:wasDerivedFrom``) and in which words (``ct:quotationText``) it was said, and a contradiction which
axiom it breaks (``rdfs:label``) and by which statements (``rdfs:comment``, each as N-Triples).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.infer.terms import RDFS, TYPE
from ctkg.graph.validate.results import sorted_report
from ctkg.iris import PREFIXES, graph, term
from ctkg.model import Finding, Report

_SH = PREFIXES["sh"]
_PLAIN_COMPONENT = "ConstraintComponent"


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


FOCUS = _sh("focusNode")
STATEMENT = NamedNode(RDFS + "comment")
DOCUMENT = NamedNode(PREFIXES["dcterms"] + "source")
_CLAIM, _QUOTE = NamedNode(PREFIXES["prov"] + "wasDerivedFrom"), NamedNode(term("quotationText"))
_TYPE, _LABEL = NamedNode(TYPE), NamedNode(RDFS + "label")
_CONFORMS, _RESULT = _sh("conforms"), _sh("result")
_MESSAGE, _SEVERITY, _COMPONENT = _sh("resultMessage"), _sh("resultSeverity"), _sh("sourceConstraintComponent")
_PATH, _SHAPE, _VALUE, _INVERSE = _sh("resultPath"), _sh("sourceShape"), _sh("value"), _sh("inversePath")
_DOCUMENTS = graph("document", "")
_IRI = re.compile(r"""(?:https?://|urn:)[^ <>"{}|\\^`\n\r\t]*""")


def as_triples(report: Report, iri: str, results: Mapping[str, Finding]) -> list[Triple]:
    """The validation report ``iri`` with its results by their IRI."""
    triples = [Triple(NamedNode(iri), _TYPE, _sh("ValidationReport")), verdict(iri, report.conforms)]
    return triples + [triple for name, finding in results.items() for triple in listed(iri, name, finding)]


def verdict(iri: str, conforms: bool) -> Triple:
    """Whether the report ``iri`` conforms."""
    return Triple(NamedNode(iri), _CONFORMS, Literal(conforms))


def listed(iri: str, name: str, finding: Finding) -> list[Triple]:
    """One result and that it belongs to the report ``iri``."""
    result = NamedNode(name)
    component = finding.component or _PLAIN_COMPONENT
    triples = [
        Triple(NamedNode(iri), _RESULT, result),
        Triple(result, _TYPE, _sh("ValidationResult")),
        Triple(result, FOCUS, node(finding.focus)),
        Triple(result, _MESSAGE, Literal(finding.message, language="en")),
        Triple(result, _SEVERITY, _sh(finding.severity.capitalize())),
        Triple(result, _COMPONENT, NamedNode(component if ":" in component else _SH + component)),
        *(Triple(result, STATEMENT, Literal(statement)) for statement in finding.statements),
    ]
    check = node(finding.check)
    triples.append(Triple(result, _SHAPE if isinstance(check, NamedNode) else _LABEL, check))
    if finding.path:
        triples += _path(name, finding.path)
    for predicate, text in ((_VALUE, finding.value), (_CLAIM, finding.claim)):
        if text:
            triples.append(Triple(result, predicate, node(text)))
    if finding.document:
        triples.append(Triple(result, DOCUMENT, NamedNode(_DOCUMENTS + finding.document)))
    if finding.quote:
        triples.append(Triple(result, _QUOTE, Literal(finding.quote)))
    return triples


def node(text: str) -> NamedNode | Literal:
    """A term of a finding: an IRI where it looks like one."""
    return NamedNode(text) if _IRI.fullmatch(text) else Literal(text)


def report(said: Mapping[str, Iterable[Triple]], iri: str) -> Report:
    """The report ``iri`` from what is said, by subject."""
    names = [t.object for t in said.get(iri, ()) if t.predicate == _RESULT]
    found = (name for name in names if isinstance(name, NamedNode))
    return sorted_report(finding(lambda each: said.get(each.value, ()), name) for name in found)


def finding(about: Callable[[NamedNode], Iterable[Triple]], result: NamedNode) -> Finding:
    """A finding from what is said of its node."""
    said: dict[NamedNode, list[object]] = {}
    for triple in about(result):
        said.setdefault(triple.predicate, []).append(triple.object)

    def one(predicate: NamedNode) -> str:
        return str(getattr(next(iter(said.get(predicate, ())), None), "value", ""))

    path = next(iter(said.get(_PATH, ())), None)
    if isinstance(path, NamedNode):
        spelt = [t.object.value for t in about(path) if t.predicate == _LABEL and isinstance(t.object, Literal)]
    component = one(_COMPONENT).removeprefix(_SH)
    return Finding(
        check=one(_SHAPE) or one(_LABEL),
        severity=one(_SEVERITY).removeprefix(_SH).casefold(),
        focus=one(FOCUS),
        path=(spelt[0] if spelt else path.value) if isinstance(path, NamedNode) else "",
        value=one(_VALUE),
        message=one(_MESSAGE),
        component="" if component == _PLAIN_COMPONENT else component,
        document=one(DOCUMENT).removeprefix(_DOCUMENTS),
        claim=one(_CLAIM),
        quote=one(_QUOTE),
        statements=tuple(sorted(str(getattr(each, "value", "")) for each in said.get(STATEMENT, ()))),
    )


def _path(name: str, path: str) -> list[Triple]:
    """The result path: a property, or a node of its own that spells out a longer path."""
    plain = node(path)
    if isinstance(plain, NamedNode):
        return [Triple(NamedNode(name), _PATH, plain)]
    beside = NamedNode(name + "/path")
    triples = [Triple(NamedNode(name), _PATH, beside), Triple(beside, _LABEL, Literal(path))]
    inverse = node(path.removeprefix("^<").removesuffix(">"))
    if path.startswith("^<") and isinstance(inverse, NamedNode):
        triples.append(Triple(beside, _INVERSE, inverse))
    return triples
