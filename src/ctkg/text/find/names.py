"""All names of a document, linked: gazetteer and grammars, overlaps resolved, acronyms and short names of the text."""

from __future__ import annotations

import dataclasses
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache

from ctkg.model import Document, Entity, Link, Passage, Span
from ctkg.text import folding, patterns
from ctkg.text.find import dates, gazetteer, instruments, numbers, organisations, places
from ctkg.text.find.dateline import Dateline
from ctkg.text.find.gazetteer import Entry
from ctkg.text.find.linking import choose, link

_ACRONYM = re.compile(
    r"\s?\(\s?['\"]?(?:the\s+)?['\"]?(?P<short>[A-Z][A-Za-z0-9&/.-]{1,14})['\"]?(?:\s*[;,][^)]{0,40})?\)"
)
_HEADED = re.compile(r"\b(?:Treaty|Convention|Charter|Agreement|Act|Strategy|Digest|Protocol)\b")
_REGIONS = ("Central", "Latin", "South", "North", "West", "East", "Inter", "Pan", "Southern", "Northern")
_MOST = 6


def find(
    document: Document, plain: str, sentences: tuple[Passage, ...], head: Dateline
) -> tuple[tuple[Link, ...], dict[str, Entity]]:
    """Links sorted by span, none overlapping, and the names that the text gives to its organisations."""
    known = _known(document, plain, head)
    bodies = [
        one.mention.span for one in known if one.mention.kind == "organization" and _HEADED.search(one.mention.text)
    ]
    own = [*instruments.find(document, plain, sentences), *dates.find(document, plain, head.anchor)]
    own = [one for one in own if not any(one.mention.span.overlaps(span) for span in bodies)]
    own += numbers.find(document, plain)
    grown = organisations.find(document, plain, sentences, choose(known))
    weak = list(places.find(document, plain, sentences))
    links = choose([*known, *own, *_recognised(_trusted(grown, own), known)])
    links = choose([*links, *_free(weak, links)])
    links = _merged(document, plain, links)
    links, names = _defined(document, plain, links)
    links = _merged(document, plain, links)
    links = _second_mentions(document, plain, links)
    links = _owned(plain, links)
    return tuple(_named(links)), names


def _trusted(grown: Iterable[Link], own: Sequence[Link]) -> list[Link]:
    """Grammar names that do not cut through an instrument or a date."""
    spans = [one.mention.span for one in own if one.mention.kind in {"instrument", "date"}]
    return [one for one in grown if not any(one.mention.span.overlaps(span) for span in spans)]


def _recognised(grown: Iterable[Link], known: Sequence[Link]) -> list[Link]:
    """A body named without its owner ("the Centre in Ashgabat") is the owner's, where the text names the owner."""
    owners = [one.thing for one in known if one.mention.kind == "organization" and one.thing.reference]
    short = dict.fromkeys(
        name for thing in owners for name in (thing.label, *thing.names) if name.isupper() and " " not in name
    )
    found = []
    for one in grown:
        if one.thing.reference is None and not one.thing.body:
            things = (gazetteer.load().organisation(f"{name} {one.mention.text}") for name in short)
            thing = next((thing for thing in things if thing is not None), None)
            one = one if thing is None else dataclasses.replace(one, thing=thing)
        found.append(one)
    return found


def _free(weak: Iterable[Link], links: Sequence[Link]) -> list[Link]:
    covered: set[int] = set()
    for one in links:
        covered.update(range(one.mention.span.start, one.mention.span.end))
    return [one for one in weak if covered.isdisjoint(range(one.mention.span.start, one.mention.span.end))]


def _known(document: Document, plain: str, head: Dateline) -> list[Link]:
    """The gazetteer's links whose context allows them."""
    found = list(gazetteer.load().find(document))
    said = Counter(one.thing.state for one, entry in found if entry.kind in {"state", "nationality"})
    bodies = {one.thing.reference for one, entry in found if entry.kind == "organization" and not entry.needs}
    best: dict[Span, tuple[Link, Entry]] = {}
    for one, entry in found:
        if not _allowed(plain, one, entry, said, bodies, head):
            continue
        span = one.mention.span
        if span not in best or _preference(one, entry, said) > _preference(*best[span], said):
            best[span] = (one, entry)
    return [one for one, _ in best.values()]


def _preference(one: Link, entry: Entry, said: Counter[str]) -> tuple[bool, int, str]:
    return entry.kind != "place" or said[one.thing.state] > 0, entry.rank, one.thing.reference or ""


@cache
def _cues() -> tuple[frozenset[str], frozenset[str]]:
    lists = patterns.load("names")
    return frozenset(lists["places"]["cues"]), frozenset(lists["states"]["personal"])


def _allowed(plain: str, one: Link, entry: Entry, said: Counter[str], bodies: set[str | None], head: Dateline) -> bool:
    cues, personal = _cues()
    span = one.mention.span
    before, after = plain[max(0, span.start - 24) : span.start], plain[span.end : span.end + 16]
    word_before = before.split()[-1] if before.split() else ""
    followed = re.match(r" [A-Z][a-z]", after) is not None
    if entry.kind == "place":
        if head.span.covers(span):
            return True
        if (
            before.endswith(" ")
            and word_before[:1].isupper()
            and word_before.lower() not in cues
            and not before.rstrip().endswith((".", ","))
        ):
            return False
        if re.match(
            r"(?:-[A-Z]| [A-Z][a-z]+ (?:Convention|Protocol|Declaration)| (?:Convention|Protocol|Treaty|Declaration|Principles))",
            after,
        ):
            return False
        near = said[one.thing.state] > 0
        if entry.needs == "state":
            return near and word_before.lower() in cues
        if entry.needs == "cue":
            return word_before.lower() in cues and (not followed or near)
        return not followed or word_before.lower() in cues
    if entry.kind == "nationality" and before.rstrip(" -").endswith(_REGIONS):
        return False
    if entry.kind in {"state", "nationality"}:
        return not (one.mention.text in personal and followed and not after.startswith((" and", " Border")))
    if followed and " of " in one.mention.text and after.split()[0].strip(".,;'") in patterns.load("names")["heads"]:
        return False  # the name's own last word belongs to the next one ("... of the OSCE Secretariat")
    if entry.needs == "owner":
        return _owner_said(one, said, bodies)
    return True


def _owner_said(one: Link, said: Counter[str], bodies: set[str | None]) -> bool:
    """True where the text names the State of a national body, or the parent (or the body itself) of another."""
    parents = gazetteer.load().parents
    reference = one.thing.reference or ""
    if one.thing.state and reference in parents and not reference.startswith(("osce", "un")):
        top = said.most_common(1)
        return bool(top) and said[one.thing.state] >= max(1, top[0][1] - 1)
    for _ in range(6):
        if reference in bodies:
            return True
        reference = parents.get(reference, "")
        if not reference:
            return False
    return False


def _merged(document: Document, plain: str, links: list[Link]) -> list[Link]:
    """Body with its owner made one: "A's B", "B of A", "Government of S", "S Government"."""
    out: list[Link] = []
    for one in links:
        if out and (joined := _join(document, plain, out[-1], one)) is not None:
            out[-1] = joined
        else:
            out.append(one)
    return out


def _join(document: Document, plain: str, left: Link, right: Link) -> Link | None:
    gap = plain[left.mention.span.end : right.mention.span.start]
    kinds = (left.mention.kind, right.mention.kind)
    span = Span(left.mention.span.start, right.mention.span.end)
    if kinds == ("organization", "organization"):
        if gap in {"'s ", "' "} or (gap == " " and left.thing.reference and _above(left.thing, right.thing)):
            return link(
                document, span, "organization", _under(right.thing, left.thing), right.mention.finder, right.score
            )
        if re.fullmatch(r"(?: \([^()]{2,15}\))?,? (?:of|at|in|within|under) (?:the )?", gap) and _part(
            left.thing, right.thing
        ):
            return link(
                document, span, "organization", _under(left.thing, right.thing), left.mention.finder, left.score
            )
    if (
        kinds == ("organization", "state")
        and re.fullmatch(r" (?:of|in) (?:the )?(?:Republic of )?", gap)
        and not left.thing.reference
    ):
        thing = dataclasses.replace(left.thing, state=right.thing.state)
        return link(document, span, "organization", thing, left.mention.finder, left.score)
    if kinds == ("organization", "state") and gap in {" of ", " of the "} and left.thing.state == right.thing.state:
        return link(document, span, "organization", left.thing, left.mention.finder, left.score)
    if kinds in {("state", "organization"), ("nationality", "organization")} and gap in {"'s ", " ", "' "}:
        if right.thing.reference and right.thing.state not in {"", left.thing.state}:
            return None
        thing = dataclasses.replace(right.thing, state=right.thing.state or left.thing.state)
        return link(document, span, "organization", thing, right.mention.finder, right.score)
    return None


_SMALL = frozenset(
    {
        "unit",
        "department",
        "committee",
        "office",
        "service",
        "agency",
        "police",
        "academy",
        "faculty",
        "centre",
        "military",
    }
)


def _part(small: Entity, large: Entity) -> bool:
    """True where ``small`` reads as a part of ``large`` ("Legal Department of the Ministry of Justice")."""
    return _above(large, small) or (small.reference is None and (small.type in _SMALL or large.type == "ministry"))


def _above(large: Entity, small: Entity) -> bool:
    parents = gazetteer.load().parents
    above = small.reference or ""
    for _ in range(8):
        above = parents.get(above, "")
        if not above:
            return False
        if above == large.reference:
            return True
    return False


def _under(small: Entity, large: Entity) -> Entity:
    if small.reference is not None:
        return small
    return dataclasses.replace(small, body=small.body or large.label, state=small.state or large.state)


def _defined(document: Document, plain: str, links: list[Link]) -> tuple[list[Link], dict[str, Entity]]:
    """Acronyms given in brackets after a name: the name's link takes them in, and later uses are linked."""
    known: dict[str, Entity] = {}
    out: list[Link] = []
    for number, one in enumerate(links):
        if out and one.mention.span.start < out[-1].mention.span.end:
            continue  # inside the brackets of the name before
        if one.mention.kind == "organization":
            match = _ACRONYM.match(plain, one.mention.span.end)
            if match is not None and _short_for(match["short"], one.mention.text):
                names = tuple(dict.fromkeys([match["short"], *one.thing.names]))
                thing = one.thing if one.thing.reference else dataclasses.replace(one.thing, names=names)
                inner = links[number + 1].thing if number + 1 < len(links) else thing
                bracket = Span(one.mention.span.end, match.end())
                if not thing.reference and inner.reference and bracket.covers(links[number + 1].mention.span):
                    thing = inner  # a name that the table spells otherwise, told by its acronym
                known[match["short"]] = thing
                span = Span(one.mention.span.start, match.end())
                one = link(document, span, "organization", thing, one.mention.finder, one.score)
        out.append(one)
    fresh = []
    for short, thing in known.items():
        for match in re.finditer(rf"(?<![\w/]){re.escape(short)}(?![\w/]|-[A-Z])", plain):
            fresh.append(link(document, Span(*match.span()), "organization", thing, "names.acronym", 0.95))
    again = {new.mention.span for new in fresh}
    kept = [one for one in out if one.mention.span not in again]
    taken = [one for one in kept if one.mention.kind in {"organization", "instrument"}]
    return choose([*kept, *_free(fresh, taken)]), known


def _short_for(short: str, name: str) -> bool:
    """True where the bracketed word can be the name's acronym: capitals, its first among the name's initials."""
    capitals = [c for c in short if c.isupper()]
    return len(capitals) >= 2 or (
        len(short) <= 8 and short[0] in {word[0] for word in name.split()} and len(name.split()) > 2
    )


def _second_mentions(document: Document, plain: str, links: list[Link]) -> list[Link]:
    """ "the Ministry", "the Centre" after a body of that head: the nearest one before."""
    words = patterns.load("names")["second_mention"]["words"]
    pattern = re.compile(
        rf"\b[Tt]he ({'|'.join(sorted(words, key=len, reverse=True))})(?:'s)?\b(?! (?:of|for|on|in|to|against)\b| [A-Z])"
    )
    bodies = [one for one in links if one.mention.kind == "organization"]
    fresh = []
    for match in pattern.finditer(plain):
        head = match.group(1).split()[-1].replace("Center", "Centre").replace("Organisation", "Organization")
        for one in reversed([b for b in bodies if b.mention.span.end <= match.start()]):
            label = one.thing.label.replace("Center", "Centre").replace("Organisation", "Organization")
            if head in label.split() or any(head in name.split() for name in one.thing.names):
                where = Span(*match.span(1))
                fresh.append(link(document, where, "organization", one.thing, "names.second-mention", 0.8))
                break
    return choose([*links, *_free(fresh, links)])


def _owned(plain: str, links: list[Link]) -> list[Link]:
    """Carries the State of "Kazakhstan's A, B and C" (or "the Kazakh A, B and C") over to B and C."""
    out: list[Link] = []
    state, end = "", -1
    for one in links:
        kind, span = one.mention.kind, one.mention.span
        gap = plain[end : span.start] if 0 <= end <= span.start else "."
        carried = re.fullmatch(
            r"(?:'s)?\s*(?:,|and|, and|as well as|, as well as)\s*(?:its |the )?(?:representatives of |officials from )?(?:the )?",
            gap,
        )
        if kind == "organization" and not one.thing.reference:
            if one.thing.state:
                state = one.thing.state
            elif state and carried:
                one = dataclasses.replace(one, thing=dataclasses.replace(one.thing, state=state))
            else:
                state = ""
            end = span.end
        elif (kind in {"state", "nationality"} and plain[span.end : span.end + 2] == "'s") or (
            kind == "organization" and one.thing.state and one.thing.reference and _national(one.thing)
        ):
            state, end = one.thing.state, span.end
        else:
            state, end = "", span.end
        out.append(one)
    return out


def _national(thing: Entity) -> bool:
    return bool(thing.state) and not (thing.reference or "").startswith(("osce", "un"))


def _named(links: list[Link]) -> list[Link]:
    """One entity for all mentions of a thing; its names: those of the text first, then those of the table."""
    said: dict[tuple[str, str], list[str]] = {}
    states: dict[str, set[str]] = {}
    for one in links:
        if one.mention.kind == "organization" and not one.thing.reference:
            states.setdefault(_plain_label(one.thing), set()).add(one.thing.state)
    for number, one in enumerate(links):
        if one.mention.kind == "organization" and not one.thing.reference and not one.thing.state:
            owners = states[_plain_label(one.thing)] - {""}
            if len(owners) == 1:
                (owner,) = owners
                links[number] = dataclasses.replace(one, thing=dataclasses.replace(one.thing, state=owner))
    _shorter_titles(links)
    final: dict[tuple[str, str], Entity] = {}
    for one in links:
        if one.mention.kind == "organization":
            said.setdefault(_identity(one.thing), []).append(_surface(one))
    for one in links:
        key = _identity(one.thing)
        if one.mention.kind == "organization" and key not in final:
            final[key] = _with_names(one.thing, said[key])
    return [
        dataclasses.replace(one, thing=final[_identity(one.thing)]) if one.mention.kind == "organization" else one
        for one in links
    ]


def _shorter_titles(links: list[Link]) -> None:
    """The short form of a title ("the Memorandum of Understanding") means the longer one that begins with it."""
    titled = [one.thing for one in links if one.mention.kind == "instrument" and not one.thing.reference]
    for number, one in enumerate(links):
        if one.mention.kind != "instrument" or one.thing.reference:
            continue
        longer = next(
            (t for t in titled if t.label.startswith(one.thing.label + " ") and t.type == one.thing.type), None
        )
        if longer is not None:
            thing = dataclasses.replace(longer, names=(one.thing.label,))
            links[number] = dataclasses.replace(one, thing=thing)


def _surface(one: Link) -> str:
    words = " ".join(folding.plain(one.mention.text).split())
    return re.sub(r"\s?\([^)]*\)$", "", words)


def _identity(thing: Entity) -> tuple[str, str]:
    return (thing.reference, "") if thing.reference else (_plain_label(thing), thing.state)


def _plain_label(thing: Entity) -> str:
    return folding.canonical(thing.label).text.removeprefix("the ")


def _with_names(thing: Entity, said: list[str]) -> Entity:
    states = gazetteer.load().states
    if thing.kind in {"state", "territory"}:
        return thing
    if thing.reference:
        table = dict.fromkeys([thing.label, *thing.names])
        whole = [name for name in dict.fromkeys(said) if name not in table and len(name.split()) > 1]
        short = next((name for name in thing.names if name.isupper() and " " not in name), "")
        names = [n for n in said if n != thing.label and (n in table or n in whole[:2])]
        names = list(dict.fromkeys([*names[:3], *_owned_forms(thing, short), *names[3:], *thing.names]))
        return dataclasses.replace(thing, names=tuple(names)[:_MOST])
    state = states[thing.state].label if thing.state in states else ""
    label = thing.label
    forms = [label, *thing.names, *said[:3], *_owned_forms(thing)]
    if state and " in " not in label and not any(name in label for name in (state, *states[thing.state].names)):
        body = re.sub(r"^(?:[A-Z][\w]+(?:'s?|an|ian|ese|ish))\s+(?=[A-Z])", "", label) if "'s" in label else label
        label = f"{body} of {state}"
    for form in list(dict.fromkeys([label, *forms])):
        if (turned := _turned(form)) is not None:
            forms.append(turned)
    names = [name for name in dict.fromkeys(forms) if name != label]
    return dataclasses.replace(thing, label=label, names=tuple(names)[:_MOST])


#: Types of bodies that are not named after the organisation they belong to.
_APART = frozenset(
    [
        "specialised-agency",
        "related-organisation",
        "fund",
        "programme",
        "entity",
        "secretariat-office",
        "agency",
        "regional-organisation",
        "specialised-body",
        "intergovernmental-organisation",
        "field-operation",
    ]
)


def _owned_forms(thing: Entity, short: str = "") -> list[str]:
    """The name with its owner before it, as texts use it: acronym, "OSCE ..." and "Security Council ..."."""
    known = gazetteer.load()
    chain = []
    above = known.parents.get(thing.reference or "", "")
    if not thing.reference and thing.body and (owner := known.organisation(thing.body)) is not None:
        above = owner.reference or ""
    while above in known.organisations and len(chain) < 6:
        chain.append(known.organisations[above])
        above = known.parents.get(above, "")
    if not chain or thing.state or thing.type in _APART:
        return []
    root = next((name for name in chain[-1].names if name.isupper() and " " not in name), chain[-1].label)
    forms = [short, f"{root} {short}" if short and not short.startswith(root) else "", f"{root} {thing.label}"]
    if len(chain) > 1 and chain[0].type in {"principal-organ", "department"}:
        forms.append(f"{chain[0].label} {thing.label}")
    plain = thing.label.startswith((root, chain[-1].label))
    return [form for form in forms if form and not (plain and form.endswith(thing.label))]


def _turned(name: str) -> str | None:
    """ "Ministry of Defence" for "Defence Ministry"; None for other names."""
    match = re.fullmatch(r"((?:[A-Z][\w-]+ )?[A-Z][\w-]+) (Ministry|Department)( of [A-Z].*)?", name)
    return f"{match[2]} of {match[1]}{match[3] or ''}" if match else None
