"""The ontology as pages: all of it, a module, a term."""

from __future__ import annotations

from collections.abc import Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg.graph import glossary, names, usage
from ctkg.graph.glossary import Glossary, Module, Term
from ctkg.graph.ranking import sorting
from ctkg.iris import BASE, ONTOLOGY, compact
from ctkg.iris import term as named
from ctkg.serve.access import View
from ctkg.serve.links import href
from ctkg.serve.lookup import Lookup, lookup
from ctkg.serve.pages.caching import kept
from ctkg.serve.pages.ontology import diagrams, shelf
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.things.linking import explaining
from ctkg.serve.protocol.resources import negotiated
from ctkg.site.addresses import outside
from ctkg.site.view import Text

_EXAMPLES = 4


def overview(request: Request) -> Response:
    """Modules, the tree of classes, properties, schemes."""
    return _shown(request, lambda view: _overview(request, view))


def entry(request: Request) -> Response:
    """A term by its name, or a module by its own.

    Raises:
        HTTPException: the ontology of this store has neither (404).
    """
    return _shown(request, lambda view: _entry(request, view, request.path_params["name"]))


def _shown(request: Request, make: Callable[[View], Response]) -> Response:
    with request.app.state.access.reading() as view:
        return kept(request, view, lambda: make(view))


def _overview(request: Request, view: View) -> Response:
    known, look = shelf.glossary_of(view), lookup(view)
    own = [each for each in known.terms.values() if each.iri.startswith(ONTOLOGY)]
    return page(
        request,
        "ontology/overview.html",
        whole=known.whole,
        modules=[
            (Text(text=each.title, href=f"/ontology/{each.name}"), each.description, len(known.of_module(each.iri)))
            for each in known.modules.values()
        ],
        tree=_tree(known, {each.iri for each in own if each.is_class}),
        properties=_by_letter(known, [each for each in own if not each.is_class]),
        schemes=[_node(look, each) for each in known.schemes],
        classes=sum(each.is_class for each in own),
        number=sum(not each.is_class for each in own),
        iri=BASE + "ontology",
    )


def _entry(request: Request, view: View, name: str) -> Response:
    known = shelf.glossary_of(view)
    term = known.terms.get(named(name))
    if term is not None:
        return _term(request, view, known, term)
    module = known.modules.get(f"{BASE}ontology/{name}")
    if module is not None:
        return _module(request, known, module)
    near = names.suggestion(compact(named(name)), (compact(each) for each in known.terms))
    raise HTTPException(404, f"the ontology of this store has no ct:{name}{near}")


def _module(request: Request, known: Glossary, module: Module) -> Response:
    terms = known.of_module(module.iri)
    return page(
        request,
        "ontology/module.html",
        module=module,
        diagram=diagrams.of_module(known, module),
        groups=[
            (title, [(_text(known, each.iri), each.definition, each.deprecated) for each in terms if wanted(each)])
            for title, wanted in (("Classes", _is_class), ("Properties", lambda each: not each.is_class))
        ],
    )


def _is_class(term: Term) -> bool:
    return term.is_class


def _term(request: Request, view: View, known: Glossary, term: Term) -> Response:
    look = lookup(view)
    many = usage.of_class if term.is_class else usage.of_property
    number, some = many(view.store, term.iri, _EXAMPLES)
    fields = shelf.fields().get(term.iri, ())
    return page(
        request,
        "ontology/term.html",
        term=term,
        name=compact(term.iri),
        module=known.modules.get(term.module),
        lines=_lines(known, term),
        sources=[Text(text=each, href=outside(each), outside=True) for each in term.sources],
        inherited=_inherited(known, term) if term.is_class else [],
        diagram=diagrams.of_class(known, term) if term.is_class else None,
        number=number,
        examples=[_example(look, each) for each in some],
        constraints=glossary.constraints().get(term.iri, ()),
        rules=shelf.rules_of(view).get(term.iri, ()),
        fields=[(form.kind, field.name, field.description) for form, field in fields],
        forms=[form.kind for form in shelf.forms().get(term.iri, ())],
        iri=term.iri,
    )


def _lines(known: Glossary, term: Term) -> list[tuple[str, list[Text]]]:
    """What the ontology says of a term beside its definition, in the order in which it is shown."""
    above, below = ("kind of", "kinds of it") if term.is_class else ("implies", "implied by")
    found = [
        (above, term.above),
        (below, term.below),
        ("properties", tuple(each.iri for each in known.properties(term.iri)) if term.is_class else ()),
        ("value of", tuple(each.iri for each in known.leading_to(term.iri)) if term.is_class else ()),
        ("of", term.domain),
        ("values", term.range),
        ("read backwards", term.inverse),
        ("nothing is both this and", term.disjoint),
    ]
    lines = [(name, [_text(known, iri) for iri in iris]) for name, iris in found if iris]
    for chain in term.chains:
        lines.append(("follows from the chain", [_text(known, iri) for iri in chain]))
    return lines


def _inherited(known: Glossary, term: Term) -> list[tuple[Text, list[Text]]]:
    """Properties of the classes above, by class, the nearest first."""
    found = [(iri, known.properties(iri)) for iri in known.ancestors(term.iri)]
    return [(_text(known, iri), [_text(known, each.iri) for each in some]) for iri, some in found if some]


def _text(known: Glossary, iri: str) -> Text:
    term = known.terms.get(iri)
    shown = href(iri) if iri.startswith(ONTOLOGY) else ""
    return Text(text=term.label if term and term.labels else compact(iri), href=shown)


def _node(look: Lookup, iri: str) -> Text:
    label = look.reader.label(iri)
    return Text(text=label.text if label.text != iri else compact(iri), language=label.language, href=href(iri))


def _example(look: Lookup, found: object) -> tuple[Text, ...]:
    """A node, or a statement as subject and value with a link to why it holds."""
    if isinstance(found, str):
        return (_node(look, found),)
    subject, value = (look.reader.value(getattr(found, name)) for name in ("subject", "object"))
    end = _node(look, value.iri) if value.iri else Text(text=value.text, language=value.language)
    predicate = getattr(found, "predicate").value  # noqa: B009  (a triple of the store; its library stays below)
    why = explaining(subject.iri, predicate, value.iri or value.text)
    return (_node(look, subject.iri) if subject.iri else Text(text=subject.text), end, Text(text="why", href=why))


def _tree(known: Glossary, shown: set[str]) -> list[tuple[int, Text, str]]:
    """Classes below one another, depth first: depth, link, definition; one with two above stands twice."""
    found: list[tuple[int, Text, str]] = []

    def walk(iri: str, depth: int, path: frozenset[str]) -> None:
        term = known.terms[iri]
        found.append((depth, _text(known, iri), term.definition))
        for each in sorted(set(term.below) & shown - path, key=lambda one: sorting(known.terms[one].label)):
            walk(each, depth + 1, path | {each})

    roots = (iri for iri in shown if not set(known.terms[iri].above) & shown)
    for root in sorted(roots, key=lambda iri: sorting(known.terms[iri].label)):
        walk(root, 0, frozenset({root}))
    return found


def _by_letter(known: Glossary, terms: list[Term]) -> list[tuple[str, list[Text]]]:
    groups: dict[str, list[Text]] = {}
    for each in sorted(terms, key=lambda term: (sorting(term.label), term.iri)):
        groups.setdefault(each.label[:1].upper(), []).append(_text(known, each.iri))
    return list(groups.items())


ROUTES = (
    Route("/ontology", negotiated(overview), name="ontology"),
    Route("/ontology/{name}", negotiated(entry), name="term"),
)
