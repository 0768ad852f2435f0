"""Brings the graphs of documents under canonical IRIs, so that queries see one node for one thing.

Document graphs say what they said, of the canonical node. Evidence stays apart, claim by claim and document by
document; where the event of a claim got another IRI, the claim keeps the document's own in ``ct:eventAsReported``.
What a document's graphs were before is kept in the store's notes, so that another plan can start from there.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pyoxigraph import Literal, NamedNode, Triple

from ctkg.graph.minted import Graphs, as_stored, lines_noted, names_of, noted, parsed, speaking_of
from ctkg.graph.store import Store
from ctkg.iris import ID, PREFIXES, graph, instance, term

_LABEL, _ALSO = NamedNode(PREFIXES["rdfs"] + "label"), NamedNode(PREFIXES["skos"] + "altLabel")
_ABOUT, _REPORTED = NamedNode(term("aboutEvent")), NamedNode(term("eventAsReported"))
_MIRROR = NamedNode(term("mirrorOf"))
_POST, _BODY = instance("post", ""), instance("organization", "")
#: Kinds of node that belong to one event of one document, and are one node where two reports say the same by them.
_PARTS = frozenset({"attribution", "group", "participation", "place", "victims", "vote"})
#: Notes of the store: a document's graphs as it minted them, after the digest of the plan that changed them.
MINTED = "minted"


@dataclass(frozen=True, kw_only=True)
class Rewriting:
    """What is to be written anew.

    Attributes:
        names: IRI -> canonical IRI.
        final: canonical IRIs that are described elsewhere: what documents say to describe them is left out.
        labels: canonical IRI -> its name; every other name of a member becomes a further name (``skos:altLabel``).
        unsaid: node -> properties (IRIs) that its document says and the canonical node does not take over.
        dropped: nodes that go altogether.
        mirrors: document -> the document that it repeats, and whose graph says all that both say.
        together: groups of documents that tell of one event, sorted; each is written as one.
        nodes: document -> nodes of it that the above speaks of, for all documents that have one, sorted.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    final: frozenset[str] = frozenset()
    labels: Mapping[str, str] = field(default_factory=dict)
    unsaid: Mapping[str, frozenset[str]] = field(default_factory=dict)
    dropped: frozenset[str] = frozenset()
    mirrors: Mapping[str, str] = field(default_factory=dict)
    together: Sequence[tuple[str, ...]] = ()
    nodes: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @cached_property
    def subjects(self) -> frozenset[str]:
        """Nodes of which something else may be said than a document does."""
        return frozenset((*self.names, *self.labels, *self.unsaid, *self.dropped))

    @cached_property
    def terms(self) -> tuple[frozenset[bytes], frozenset[bytes], bytes]:
        """As terms of N-Quads: nodes that change as subjects, nodes that change as objects, how posts begin."""
        subjects, objects = (frozenset(f"<{iri}>".encode() for iri in iris) for iris in (self.subjects, self.names))
        return subjects, objects, f"<{_POST}".encode()

    def leaves(self, triple: Triple) -> bool:
        """True for a triple that stays as it is, as most do."""
        subject, value = triple.subject, triple.object
        return (
            isinstance(subject, NamedNode)
            and subject.value not in self.subjects
            and not subject.value.startswith(_POST)
            and (not isinstance(value, NamedNode) or not (value.value in self.names or value.value.startswith(_POST)))
        )

    def groups(self) -> list[tuple[str, ...]]:
        """All documents to be written, in groups that are written together, sorted."""
        grouped = {document for group in self.together for document in group}
        return sorted([*self.together, *((document,) for document in self.nodes if document not in grouped)])

    def digest(self, group: Sequence[str]) -> str:
        """The same where the plan asks the same of a group of documents."""
        asked = [
            [
                document,
                self.mirrors.get(document, ""),
                *(
                    (node, self.names.get(node), self.labels.get(self.names.get(node, node)), self.unsaid.get(node))
                    for node in self.nodes[document]
                ),
            ]
            for document in group
        ]
        return hashlib.sha256(repr(_plain(asked)).encode()).hexdigest()


def _plain(value: object) -> object:
    """``value`` with sets as sorted lists: the order of a set depends on the process."""
    if isinstance(value, frozenset):
        return sorted(value)
    return [_plain(each) for each in value] if isinstance(value, list | tuple) else value


@dataclass(frozen=True, slots=True, kw_only=True)
class Rewritten:
    """What is to be written, in one step.

    Attributes:
        added: graph -> triples that it gets; ``removed`` likewise.
        minted: document -> its note of kind :data:`MINTED`, None where it has none any more; of all documents that are
            written anew.
    """

    added: dict[str, set[Triple]] = field(default_factory=dict)
    removed: dict[str, set[Triple]] = field(default_factory=dict)
    minted: dict[str, str | None] = field(default_factory=dict)


def rewrite(
    store: Store, plan: Rewriting, documents: Iterable[str], new: Mapping[str, bytes] | None = None
) -> Rewritten:
    """What makes the graphs of some documents what ``plan`` wants, and those that it leaves alone as they were minted.

    Args:
        store: holds the documents' graphs, as minted or as an earlier plan left them; it is not written.
        plan: what to write.
        documents: ids of all documents that it speaks of, and of those that it leaves as minted.
        new: N-Quads of documents that the store holds as they were minted, which need not be read there.
    """
    new = new or {}
    notes = {document: store.note(MINTED, document) for document in sorted(documents)}
    found = Rewritten()
    for document, note in notes.items():
        if note is not None and document not in plan.nodes:
            found.minted[document] = None
            now = _stored(store, document)
            for name, triples in _parsed(document, note).items():
                _change(found, name, now[name], triples)
    for group in plan.groups():
        digest = plan.digest(group)
        if all((notes[document] or "").startswith(digest) for document in group):
            continue
        if len(group) == 1 and group[0] in new and notes[group[0]] is None and group[0] not in plan.mirrors:
            lines = new[group[0]].splitlines(keepends=True)
            _of_fresh(found, plan, group[0], lines)
            found.minted[group[0]] = digest + "\n" + lines_noted(lines)
            continue
        minted: Graphs = {}
        stored: Graphs = {}
        for document in group:
            note = notes[document]
            fresh = note is None and document in new
            here = as_stored(document, new[document]) if fresh else _stored(store, document)
            stored |= here
            minted |= here if note is None else _parsed(document, note)
        written = {name: _renamed(name, triples, plan) for name, triples in minted.items()}
        if len(group) > 1:
            written = _folded(written, group)
        for name, triples in written.items():
            _change(found, name, stored[name], triples)
        for document in group:
            note = notes[document]
            found.minted[document] = (
                digest + "\n" + (noted(document, minted) if note is None else note.partition("\n")[2])
            )
    return found


def minted(store: Store, document: str) -> Graphs:
    """The graphs of a document as it minted them, whatever was brought together since."""
    note = store.note(MINTED, document)
    return _stored(store, document) if note is None else _parsed(document, note)


def _change(found: Rewritten, name: str, old: set[Triple], triples: set[Triple]) -> None:
    if new := triples - old:
        found.added[name] = new
    if gone := old - triples:
        found.removed[name] = gone


def _stored(store: Store, document: str) -> Graphs:
    return {name: {quad.triple for quad in store.quads(name)} for name in names_of(document)}


def _parsed(document: str, note: str) -> Graphs:
    return parsed(document, note.partition("\n")[2])


def _of_fresh(found: Rewritten, plan: Rewriting, document: str, lines: Sequence[bytes]) -> None:
    """As the rest of :func:`rewrite`, for a document that shares no event: only lines that change are looked into."""
    subjects, objects, posts = plan.terms
    changing = as_stored(document, b"".join(speaking_of(lines, subjects, objects, posts)))
    for name, triples in changing.items():
        _change(found, name, triples, _renamed(name, triples, plan))


def _renamed(name: str, triples: Iterable[Triple], plan: Rewriting) -> set[Triple]:
    document = name.removeprefix(graph("document", ""))
    copy = plan.mirrors.get(document)
    found: set[Triple] = set()
    own = NamedNode(instance("document", document))
    for triple in triples:
        if copy is not None and triple.subject != own:
            continue  # what a copy says, the document that it repeats says already
        found.update(_one(triple, plan))
    if copy is not None:
        found.add(Triple(own, _MIRROR, NamedNode(instance("document", copy))))
    return found


def _one(triple: Triple, plan: Rewriting) -> Iterable[Triple]:
    return (triple,) if plan.leaves(triple) else _changed(triple, plan)


def _changed(triple: Triple, plan: Rewriting) -> Iterable[Triple]:
    subject, predicate, value = triple.subject, triple.predicate, triple.object
    if not isinstance(subject, NamedNode):
        return
    if subject.value in plan.dropped or predicate.value in plan.unsaid.get(subject.value, ()):
        return
    new = _name(subject.value, plan.names)
    if new != subject.value and new in plan.final:
        return
    if predicate == _LABEL and isinstance(value, Literal) and new in plan.labels:
        label = plan.labels[new]
        yield Triple(
            NamedNode(new), _LABEL, Literal(label, language=value.language) if value.language else Literal(label)
        )
        if value.value != label:
            yield Triple(NamedNode(new), _ALSO, value)
        return
    if isinstance(value, NamedNode):
        renamed = _name(value.value, plan.names)
        if predicate == _ABOUT and renamed != value.value:
            yield Triple(NamedNode(new), _REPORTED, value)
        value = NamedNode(renamed)
    yield Triple(NamedNode(new), predicate, value)


def _name(iri: str, names: Mapping[str, str]) -> str:
    """The canonical IRI; a post follows its body."""
    if iri.startswith(_POST):
        body, _, title = iri.removeprefix(_POST).rpartition("/")
        return _POST + names.get(_BODY + body, _BODY + body).removeprefix(_BODY) + "/" + title
    return names.get(iri, iri)


def _folded(graphs: Graphs, documents: Iterable[str]) -> Graphs:
    """Parts of events of which two documents say just the same become one node, that of the first IRI."""
    owners = set(documents)
    described: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name, triples in graphs.items():
        if name.startswith(graph("document", "")):
            for t in triples:
                for end, said in ((t.subject, (str(t.predicate), str(t.object))), (t.object, (str(t.subject), "of"))):
                    if isinstance(end, NamedNode) and _is_part(end.value, owners):
                        described[end.value].add(said)
    alike: dict[tuple[str, frozenset[tuple[str, str]]], list[str]] = defaultdict(list)
    for node, parts in sorted(described.items()):
        alike[node.removeprefix(ID).partition("/")[0], frozenset(parts)].append(node)
    plan = Rewriting(names={node: same[0] for same in alike.values() for node in same[1:]})
    return {name: {new for triple in triples for new in _one(triple, plan)} for name, triples in graphs.items()}


def _is_part(iri: str, documents: set[str]) -> bool:
    kind, _, rest = iri.removeprefix(ID).partition("/")
    return kind in _PARTS and rest.partition("/")[0] in documents
