"""What the page of each kind of thing has beside the general sections."""

from __future__ import annotations

from ctkg.iris import term
from ctkg.serve.pages.things.kinds import concept, instrument, over_time, person, posts, state, where
from ctkg.serve.pages.things.kinds.kind import Kind
from ctkg.serve.pages.things.sections import differing

_CONCEPT = (over_time.section, concept.tree)
_KINDS = {
    "events": Kind(makers=(differing, where.of_event)),
    "people": Kind(makers=(person.tenures, person.statements, over_time.section)),
    "posts": Kind(makers=(posts.holders,)),
    "groups": Kind(makers=(over_time.section,)),
    "organisations": Kind(makers=(over_time.section, posts.of_body)),
    "states": Kind(
        makers=(state.treaties, over_time.section),
        told=frozenset({(term("treatyActionBy"), True), (term("consentedTo"), False), (term("signedTreaty"), False)}),
    ),
    "places": Kind(makers=(where.of_place, over_time.section)),
    "instruments": Kind(
        makers=(instrument.parties, instrument.gaps, over_time.section),
        told=frozenset({(term("treatyActionOn"), True), (term("consentedTo"), True), (term("signedTreaty"), True)}),
    ),
    "threats": Kind(makers=_CONCEPT),
    "measures": Kind(makers=_CONCEPT),
    "vocabulary": Kind(makers=_CONCEPT),
}
_OTHER = Kind()

__all__ = ["Kind", "of"]


def of(slug: str) -> Kind:
    """The kind of page of a kind of thing, by slug."""
    return _KINDS.get(slug, _OTHER)
