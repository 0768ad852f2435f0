"""Made-up profiles that meet in many ways, their graphs, and what resolving everything at once makes of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad

from ctkg.graph import open_store, rewriting
from ctkg.graph.store import Store
from ctkg.iris import PREFIXES, graph, instance, slug, term
from ctkg.resolve import keeping, mirrors, planning, resolve, writing
from ctkg.resolve.model import Body, Event, Links, Person, Profile, Said

DOCUMENTS = tuple(f"d{n}" for n in range(6))
BODIES = (
    "Zelmar Institute",
    "Institute of Zelmar",
    "Zelmar Centre",
    "Zelmar Center",
    "Anti-Terrorism Centre",
    "Ministry of the Interior",
    "Interior Ministry",
    "Border Guard Service",
    "Border Guard Agency",
    "Organization for Security and Co-operation in Europe",
    "Zelmar Border Institute",
)
STATES = ("", "", "KZ", "KG")
TYPES = ("", "", "ministry", "research-institute")
PEOPLE = ("Nurlan Aliyev", "Nurlan Aliev", "N. Aliev", "Nurlan Bekov Aliyev", "Ana Petrova", "Aliyev", "Colonel")
POSTS = ("head of training", "director")
TITLES = (
    "",
    "",
    "Border Security Workshop",
    "Workshop on Border Security",
    "Third Zelmar Forum",
    "Fourth Zelmar Forum",
)
STARTS = ("", "2031", "2031-05", "2031-05-12", "2031-05-13", "2031-05-20")
KNOWN = (instance("organization", "osce"), instance("organization", "un-unoct"), instance("state", "KZ"))
TEXTS = tuple(" ".join(f"{name}{n}" for n in range(40)) for name in ("alpha", "beta"))
RDF_TYPE, LABEL = PREFIXES["rdf"] + "type", PREFIXES["rdfs"] + "label"

one_of = st.sampled_from


@st.composite
def profiles(draw: st.DrawFn, document: str) -> Profile:
    """A profile of a document: few names, days and words, so that most of it meets something elsewhere."""
    text = draw(
        one_of(TEXTS + tuple(f"{text} {document} more" for text in TEXTS) + tuple(f"{document} {n}" for n in range(9)))
    )
    runs, number, numbers = mirrors.sketch(text)
    bodies: dict[str, Body] = {}
    for name in draw(st.lists(one_of(BODIES), max_size=2, unique=True)):
        state = draw(one_of(STATES))
        iri = instance("organization", (state or document).lower(), slug(name))
        more = draw(st.lists(one_of(BODIES), max_size=1))
        names = tuple(dict.fromkeys((name, *more)))
        bodies[iri] = Body(iri=iri, names=names, state=state, type=draw(one_of(TYPES)))
    served = (*bodies, *KNOWN)
    people: dict[str, Person] = {}
    for name in draw(st.lists(one_of(PEOPLE), max_size=2, unique=True)):
        body = draw(one_of(("", "", *served)))
        iri = instance("person", slug(name), slug(body.rpartition("/")[2]) if body else document)
        posts = frozenset(draw(st.lists(one_of(POSTS), max_size=1)))
        people[iri] = Person(iri=iri, name=name, bodies=frozenset({body} - {""}), posts=posts)
    events = tuple(
        draw(_events(document, number, (*served, *people))) for number in range(1, draw(st.integers(0, 2)) + 1)
    )
    return Profile(
        document=document,
        sketch=runs,
        runs=number,
        numbers=numbers,
        bodies=tuple(bodies[iri] for iri in sorted(bodies)),
        people=tuple(people[iri] for iri in sorted(people)),
        events=events,
    )


@st.composite
def _events(draw: st.DrawFn, document: str, number: int, agents: tuple[str, ...]) -> Event:
    told = [("event.type", draw(one_of(("workshop", "workshop", "attack"))))]
    told += [("event.start", start)] if (start := draw(one_of(STARTS))) else []
    told += [("event.place", instance("city", draw(one_of(("1", "1", "2")))))] if draw(st.booleans()) else []
    told += [("organizer", agent) for agent in draw(st.lists(one_of(agents), max_size=2, unique=True))]
    told += [("participant", agent) for agent in draw(st.lists(one_of(agents), max_size=2, unique=True))]
    told += [("participant.count", draw(one_of(("20", "30"))))] if draw(st.booleans()) else []
    title = draw(one_of(TITLES))
    said = [
        Said(relation=r, value=v, text=v.rpartition("/")[2], claim=instance("claim", document, f"{number}-{n}"))
        for n, (r, v) in enumerate(told)
    ]
    return Event(
        iri=instance("event", document, number),
        document=document,
        title=title,
        headline=title if number == 1 else "",
        countries=frozenset(draw(one_of(((), ("KZ",), ("KZ",), ("KG",))))),
        said=tuple(sorted(said, key=lambda s: (s.relation, s.of, s.value, s.claim))),
    )


def crowd(number: int) -> Profile:
    """One of many documents that all name one body, each by a node of its own, one person of it, and a State."""
    document = f"d{number:05}"
    body = Body(iri=instance("organization", document, "zelmar-institute"), names=("Zelmar Institute",))
    person = Person(
        iri=instance("person", "nurlan-aliyev", "zelmar-institute"),
        name="Nurlan Aliyev",
        bodies=frozenset({body.iri}),
        posts=frozenset({"director"}),
    )
    day = (date(2001, 1, 1) + timedelta(days=5 * number)).isoformat()
    told = (
        ("event.start", day),
        ("event.type", "workshop"),
        ("organizer", body.iri),
        ("participant", person.iri),
        ("participant", KNOWN[2]),
    )
    event = Event(
        iri=instance("event", document, 1),
        document=document,
        said=tuple(
            Said(relation=r, value=v, text=v.rpartition("/")[2], claim=instance("claim", document, f"1-{n}"))
            for n, (r, v) in enumerate(told)
        ),
    )
    runs, size, numbers = mirrors.sketch(" ".join(f"{document}-{n}" for n in range(40)))
    return Profile(
        document=document,
        sketch=runs,
        runs=size,
        numbers=numbers,
        bodies=(body,),
        people=(person,),
        events=(event,),
    )


def graphs(profile: Profile) -> dict[str, list[Quad]]:
    """Graphs of a document as it might have minted them: its nodes, and a claim for all that it says."""
    document, evidence = graph("document", profile.document), graph("evidence", profile.document)
    own = instance("document", profile.document)
    found: list[tuple[str, str, NamedNode | Literal, str]] = [(own, LABEL, Literal(profile.document), document)]
    for node, name in (*((b.iri, b.names[0]) for b in profile.bodies), *((p.iri, p.name) for p in profile.people)):
        found.append((node, LABEL, Literal(name, language="en"), document))
    for event in profile.events:
        span = event.iri.replace("/event/", "/timespan/")
        found.append((event.iri, RDF_TYPE, NamedNode(term("Event")), document))
        found.append((event.iri, term("reportedIn"), NamedNode(own), document))
        found.append((event.iri, term("hasTimeSpan"), NamedNode(span), document))
        found.append((span, LABEL, Literal("days"), document))
        if event.title:
            found.append((event.iri, PREFIXES["dcterms"] + "title", Literal(event.title), document))
        for said in event.said:
            found.append((said.claim, term("aboutEvent"), NamedNode(event.iri), evidence))
            found.append((said.claim, term("claimValue"), Literal(said.text), evidence))
            if said.relation in ("organizer", "participant"):
                part = instance("participation", profile.document, slug(said.claim.rpartition("/")[2]))
                found.append((event.iri, term("hasParticipation"), NamedNode(part), document))
                found.append((part, term("participant"), NamedNode(said.value), document))
                found.append((said.claim, term("claimAgent"), NamedNode(said.value), evidence))
            elif said.relation == "event.start":
                found.append((event.iri, term("startDate"), Literal(said.value), document))
    made: dict[str, list[Quad]] = {document: [], evidence: []}
    for subject, predicate, value, name in found:
        made[name].append(Quad(NamedNode(subject), NamedNode(predicate), value, NamedNode(name)))
    return made


def notes(profile: Profile) -> dict[str, dict[str, str | None]]:
    """What stands beside the graphs that a document mints."""
    return {"profile": {profile.document: keeping.dumps(profile)}, "minted": {profile.document: None}}


def at_once(wanted: Mapping[str, Profile], links: Links | None = None) -> Store:
    """A store of these documents in which everything was resolved at once, without a look at what was known."""
    store = open_store(None)
    for profile in wanted.values():
        store.replace_graphs(graphs(profile))
    found = resolve(list(wanted.values()), links)
    plan = planning.plan(list(wanted.values()), found)
    written = rewriting.rewrite(store, plan, wanted)
    store.change_graphs(written.added, written.removed)
    store.replace_graph(writing.GRAPH, writing.quads(found))
    return store


def lines(store: Store) -> list[str]:
    """All that a store says."""
    return sorted(map(str, store.quads()))


def left(store: Store, kinds: Iterable[str]) -> list[str]:
    """Names of notes of some kinds."""
    return [name for kind in kinds for name in store.notes(kind)]
