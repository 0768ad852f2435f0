"""Entry forms on the web: the kinds, and a form of each."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from ctkg import forms
from ctkg.errors import UsageError
from ctkg.forms import Field, Form
from ctkg.forms.naming import Names, Wanted, names_of
from ctkg.forms.schemes import concepts
from ctkg.iris import compact
from ctkg.review.values import wanted as relation_takes
from ctkg.serve.pages.entering import asking, checking, completing, pasting
from ctkg.serve.pages.entering.checking import Checked
from ctkg.serve.pages.entering.formats import FORMATS
from ctkg.serve.pages.entering.sheet import Group, Sheet, changed, read, values
from ctkg.serve.pages.entering.yaml_text import written
from ctkg.serve.pages.posting import Values, kept, owner, page_for_writers, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.shelf import Shelf
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write

#: Inputs beside the fields of the form; the last is the name that was made and not typed.
_BESIDE = (*asking.INPUTS, "made-id")
#: Concepts up to which a field is a list to choose from; a longer list completes what is typed.
_CHOSEN = 12


@dataclass(slots=True)
class Draft:
    """An entry that somebody has begun, with what its last check found."""

    kind: str
    given: Values = field(default_factory=dict)
    checked: Checked | None = None

    @property
    def title(self) -> str:
        """What it is called on lists."""
        return self.given.get("title:1") or self.given.get("name:1") or self.given.get("id") or f"a new {self.kind}"


@dataclass(frozen=True, slots=True)
class Tools:
    """What the template of a form asks."""

    kind: str
    names: Names

    def label(self, iri: str) -> str:
        """The name by which a node is shown."""
        return self.names.label(iri) or compact(iri)

    @staticmethod
    def concepts(of: Field) -> tuple[tuple[str, str], ...]:
        """Id and label of every concept that a field takes."""
        return concepts(of)

    @staticmethod
    def options(of: Field) -> tuple[str, ...]:
        """What a field offers to choose from; nothing where it takes other or many values."""
        if of.type == "boolean":
            return ("yes", "no")
        if of.type == "concept" and len(found := concepts(of)) <= _CHOSEN:
            return tuple(label for _, label in found)
        return of.choices

    @staticmethod
    def listed(group: Group) -> str:
        """The id of the list of concepts that a field takes."""
        parts = (group.field.scheme, *group.field.classes)
        return "list-" + "-".join(part.rpartition("#")[2].rpartition("/")[2] for part in parts)


def drafts(request: Request) -> Shelf[Draft]:
    """The entries that people have begun."""
    return kept(request, "entry_drafts", Shelf[Draft])


@page_for_writers
def kinds(request: Request) -> Response:
    """What can be entered, and the place to paste it."""
    begun = drafts(request).of(owner(request))
    return page(request, "entry_kinds.html", kinds=forms.kinds(), begun=begun, formats=FORMATS)


@page_for_writers
def show(request: Request) -> Response:
    """A form: empty, or as far as somebody filled it in."""
    form = _form(request)
    key = request.query_params.get("draft", "")
    draft = drafts(request).get(owner(request), key)
    gone = bool(key) and (draft is None or draft.kind != form.kind)
    if draft is None or draft.kind != form.kind:
        draft, key = Draft(form.kind, pasting.example(form) if "example" in request.query_params else {}), ""
    sheet = read(form, draft.given)
    if draft.checked is not None:
        checking.marked(sheet, draft.checked)
    with request.app.state.access.reading() as view:
        return page(
            request,
            "entry_form.html",
            form=form,
            sheet=sheet,
            first=[group for group in sheet.groups if _comes_first(group)],
            rest=[group for group in sheet.groups if not _comes_first(group)],
            key=key,
            gone=gone,
            checked=draft.checked,
            beside={name: draft.given.get(name, "") for name in _BESIDE},
            lists=_lists(sheet),
            tools=Tools(form.kind, names_of(view.store)),
        )


@posted
def take(request: Request, given: Values) -> Response:
    """One of the buttons of a form; what is typed is kept first, whatever comes of it."""
    form = _form(request)
    do, key = given.pop("do", "check"), given.pop("draft", "")
    shelf, whose = drafts(request), owner(request)
    if do == "discard":
        shelf.drop(whose, key)
        return seen("/add/entry")
    beside = {name: given[name] for name in _BESIDE if given.get(name)}
    sheet, goes_to = changed(form, given, do)
    before = shelf.get(whose, key)
    draft = Draft(form.kind, values(sheet) | beside, before.checked if before and do == "save" else None)
    key = shelf.put(whose, draft, key)
    if do == "save":
        return JSONResponse({"draft": key})
    if do in ("check", "enter"):
        if sheet.id == beside.pop("made-id", ""):
            sheet.id = ""
        if checking.named(sheet):
            beside["made-id"] = sheet.id
        draft.given, goes_to = values(sheet) | beside, "summary"
        wanted = asking.wishes(request, beside, must_write(request))
        if do == "enter" and (act := asking.enter(request, written(sheet).text, "yaml", wanted)):
            shelf.drop(whose, key)
            audit.say(request, act=act)
            return seen(f"/acts/{act}?done=1")
        with request.app.state.access.reading() as view:
            draft.checked = checking.check(view.store, sheet, wanted)
    return seen(f"/add/entry/{form.kind}?{urlencode({'draft': key})}#{goes_to}")


def complete(request: Request) -> Response:
    """Names that begin as what is typed: of what a field of a form takes, or of the values of a relation."""
    asked = request.query_params
    wanted = _wanted(asked.get("kind", ""), asked.get("field", ""), asked.get("relation", ""))
    with request.app.state.access.reading() as view:
        found = completing.complete(view.store, wanted, asked.get("q", "")[:200]) if wanted else []
    return JSONResponse({"names": [each._asdict() for each in found]})


def _wanted(kind: str, name: str, relation: str) -> Wanted | None:
    if relation:
        return relation_takes(relation)
    try:
        of = completing.field(forms.form(kind), name)
    except UsageError as error:
        raise HTTPException(404, error.message) from None
    if of is None:
        raise HTTPException(404, f"the form {kind} has no field {name[:100]!r}")
    return Wanted(of.classes, of.scheme) if of.type in ("concept", "thing", "document") else None


def _form(request: Request) -> Form:
    try:
        return forms.form(request.path_params["kind"])
    except UsageError as error:
        raise HTTPException(404, error.message) from None


def _comes_first(group: Group) -> bool:
    return group.field.required or group.field.name == "title"


def _lists(sheet: Sheet) -> dict[str, Group]:
    """Fields of long lists of concepts by the id of their list, each list once."""
    return {
        Tools.listed(group): group
        for group in sheet.all_groups()
        if group.field.type == "concept" and len(concepts(group.field)) > _CHOSEN
    }


ROUTES = (
    Route("/add/entry", kinds, methods=["GET"], name="entry-kinds"),
    Route("/add/entry/{kind}", show, methods=["GET"], name="entry-form"),
    Route("/add/entry/{kind}", take, methods=["POST"]),
    Route("/api/v1/complete", complete, methods=["GET"], name="complete"),
)
