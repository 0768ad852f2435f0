"""Acts without what they say of persons whose data were taken down, and how a log shows that nothing else was changed.

The log is only ever added to, with one exception. An act that takes down names each act that it changed with the
hashes of what stands in its place (:attr:`ctkg.decisions.acts.Act.redacted`). The changed act keeps its id, and holds
the part of it that was a hash of its former text (:attr:`ctkg.decisions.acts.Act.was`). A log takes such an act for
whole only where the last act that takes something out of it gives just its hash.
"""

from __future__ import annotations

import dataclasses
import hashlib
from collections.abc import Iterable, Mapping, Sequence

from ctkg.decisions.acts import Act, Claim
from ctkg.decisions.masking import Mask
from ctkg.decisions.withholding import Withheld
from ctkg.iris import ID
from ctkg.model import Entity

#: The masks of a document, by its id.
Masks = Mapping[str, Sequence[Mask]]


def redacted(act: Act, withheld: Withheld, masks: Masks | None = None) -> Act:
    """``act`` without the names that are kept out; the act itself where it has none of them.

    A decision on a claim about such a person has nothing left to decide on: its claims go, and so do nodes and ids that
    spell the name. In what it says of others the name is marked, as it is in the document.

    Args:
        act: any act.
        withheld: the names.
        masks: those of documents, so that the words of a claim are the same as in the document.
    """
    texts = _texts(act)
    own = [Mask(names, texts, filter(names.has, texts), ()) for names in withheld.each]
    marks = [mask for claim in act.claims for mask in (masks or {}).get(claim.document, ())] + own
    if not any(marks) and not any(map(withheld.has_id, _ids(act))):
        return act
    found = _without(act, withheld, [mask for mask in marks if mask], masks or {})
    return act if found == act else dataclasses.replace(found, was=_was(act))


def _was(act: Act) -> str:
    """An act that is changed keeps its id by holding the part of it that is a hash of what it was."""
    return act.was or act.id.rpartition("-")[2]


def redacted_graphs(act: Act, graphs: bytes, withheld: Withheld) -> tuple[Act, bytes]:
    """An act that adds, and the graphs beside it, without what its entries say of those who are kept out."""
    from ctkg.decisions.log import digest_of_graphs
    from ctkg.decisions.withheld_entries import left
    from ctkg.entries import keeping

    entries = dict(keeping.loads(graphs))
    kept = {entry: left(withheld, entry, quads) for entry, quads in entries.items()}
    content = keeping.dumps(kept)
    # Whether something went is told by the quads: a log may hold them in another order.
    if content == keeping.dumps(entries):
        return act, graphs
    # An entry of which nothing is left is added no more.
    documents = tuple(entry for entry in act.documents if kept.get(entry, True))
    return dataclasses.replace(act, was=_was(act), graphs=digest_of_graphs(content), documents=documents), content


def digest(act: Act) -> str:
    """What an act that takes down says of one that it changed: its id, and a hash of its text."""
    return f"{act.id} {hashlib.sha256(act.dumps().encode()).hexdigest()}"


def is_listed(act: Act, takedowns: Iterable[Act]) -> bool:
    """Whether the last of the acts that changed ``act`` says that it is as it now stands."""
    last = ""
    for takedown in takedowns:
        last = next((line for line in takedown.redacted if line.startswith(act.id + " ")), last)
    return last == digest(act)


def _without(act: Act, withheld: Withheld, marks: Sequence[Mask], masks: Masks) -> Act:
    def marked(text: str, first: Sequence[Mask] = ()) -> str:
        for mask in first or marks:
            text = mask(text)
        return text

    def said(claim: Claim) -> Claim:
        # As in the document itself, where others of that surname are known.
        own = masks.get(claim.document, ())
        words = tuple(sorted(marked(text, own) for text in claim.words))
        return dataclasses.replace(claim, value=marked(claim.value, own), of=marked(claim.of, own), words=words)

    nodes = tuple(node for node in act.nodes if not any(map(withheld.has_id, _parts(node))))
    about = any(_is_about(claim, withheld) for claim in act.claims) or _is_value(act.value, withheld)
    return dataclasses.replace(
        act,
        by=marked(act.by),
        reason=marked(act.reason),
        source=marked(act.source),
        claims=() if about else tuple(map(said, act.claims)),
        value=None if about else marked(act.value) if isinstance(act.value, str) else act.value,
        nodes=nodes if len(nodes) == len(act.nodes) else (),
        documents=tuple(document for document in act.documents if not withheld.has_id(document)),
    )


def _is_about(claim: Claim, withheld: Withheld) -> bool:
    return withheld.has_id(claim.document) or any(withheld.all.has(text) for text in (claim.value, claim.of))


def _is_value(value: object, withheld: Withheld) -> bool:
    if isinstance(value, str):
        return withheld.all.has(value)
    names = (value.label, *value.names) if isinstance(value, Entity) else ()
    return any(withheld.all.has(name) or withheld.all.within(name) for name in names)


def _texts(act: Act) -> list[str]:
    found = [act.by, act.reason, act.source]
    for claim in act.claims:
        found += [claim.value, claim.of, *claim.words]
    if isinstance(act.value, Entity):
        found += [act.value.label, *act.value.names, act.value.body]
    elif isinstance(act.value, str):
        found.append(act.value)
    return found


def _ids(act: Act) -> list[str]:
    return [*act.documents, *(claim.document for claim in act.claims), *(p for node in act.nodes for p in _parts(node))]


def _parts(node: str) -> list[str]:
    return node.removeprefix(ID).split("/")[1:]
