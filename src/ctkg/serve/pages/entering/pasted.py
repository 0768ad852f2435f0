"""Entries that are pasted as a text: checked all together, each with what is wrong in which line, then added."""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ctkg import forms
from ctkg.adding import Entered, Outcome, Wishes, enter
from ctkg.adding.outcomes import ADDED, HELD_BACK, REFUSED, REPLACED, THERE
from ctkg.errors import UnreadableInput, UsageError
from ctkg.forms import yaml_form
from ctkg.forms.written import Text
from ctkg.graph.store import Store
from ctkg.serve.pages.changing import Changes, changes
from ctkg.serve.pages.entering import asking, pages, pasting
from ctkg.serve.pages.entering.formats import FORMATS
from ctkg.serve.pages.posting import Values, kept, owner, page_for_writers, posted, seen
from ctkg.serve.pages.rendering import page
from ctkg.serve.pages.shelf import Shelf
from ctkg.serve.security import audit
from ctkg.serve.security.tokens import must_write

#: Entries that are told of one by one.
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Tried:
    """What came of pasted entries, or why they cannot be read at all."""

    entered: Entered
    changes: Changes | None = None
    fault: str = ""

    @property
    def outcomes(self) -> list[Outcome]:
        """Those that are shown: what is refused first."""
        return sorted(self.entered.outcomes, key=_how_bad)[:_SHOWN]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return len(self.entered.outcomes) - len(self.outcomes)

    @property
    def alike(self) -> bool:
        """True where some are like something that the graph has."""
        return any(each.likenesses for each in self.entered.outcomes)

    @property
    def ready(self) -> bool:
        """True where all can be added."""
        return bool(self.entered.count(ADDED, REPLACED)) and not self.entered.count(REFUSED)

    @property
    def title(self) -> str:
        """What came of them, in a line."""
        taken = self.entered.count(ADDED, REPLACED)
        refused = sum(each.outcome == REFUSED and each.message != HELD_BACK for each in self.entered.outcomes)
        there = self.entered.count(THERE)
        if self.fault:
            return "This cannot be read"
        parts = [f"{taken} would be added"] if taken else []
        parts += [f"{refused} refused: nothing is added until all are sound"] if refused else []
        parts += [f"{there} there already"] if there else []
        return ", ".join(parts)


def _how_bad(found: Outcome) -> int:
    return 0 if found.outcome == REFUSED and found.message != HELD_BACK else 1


@dataclass(slots=True)
class Pasted:
    """A text of entries, with what its last check found."""

    given: Values = field(default_factory=dict)
    tried: Tried = field(default_factory=lambda: Tried(Entered()))


def drafts(request: Request) -> Shelf[Pasted]:
    """The texts that people have pasted."""
    return kept(request, "pasted_drafts", lambda: Shelf[Pasted](most=100, each=10))


@page_for_writers
def show(request: Request) -> Response:
    """What came of a text."""
    key = request.query_params.get("draft", "")
    draft = drafts(request).get(owner(request), key)
    if draft is None:
        return seen("/add/entry#paste")
    return page(request, "entry_pasted.html", key=key, given=draft.given, tried=draft.tried, formats=FORMATS)


@posted
def take(request: Request, given: Values) -> Response:
    """Check what is pasted, or add it; one entry of a form goes on field by field."""
    do, key, whose = given.pop("do", "check"), given.pop("draft", ""), owner(request)
    if do == "discard":
        drafts(request).drop(whose, key)
        return seen("/add/entry")
    if not key and given.get("format") == "yaml" and (opened := one(given.get("text", ""))):
        kind, values = opened
        draft = pages.drafts(request).put(whose, pages.Draft(kind, values))
        return seen(f"/add/entry/{kind}?{urlencode({'draft': draft})}")
    pasted = Pasted(given)
    key = drafts(request).put(whose, pasted, key)
    wanted = asking.wishes(request, given, must_write(request))
    if do == "enter" and (act := asking.enter(request, given.get("text", ""), given.get("format", "yaml"), wanted)):
        drafts(request).drop(whose, key)
        audit.say(request, act=act)
        return seen(f"/acts/{act}?done=1")
    with request.app.state.access.reading() as view:
        pasted.tried = _tried(view.store, given, wanted)
    return seen(f"/add/pasted?{urlencode({'draft': key})}#summary")


def one(text: str) -> tuple[str, Values] | None:
    """Kind and inputs of the one entry of a form that can be opened field by field."""
    try:
        entries = list(yaml_form.entries(text.encode(), "pasted"))
        kind = entries[0].values.get("kind")
        if len(entries) != 1 or not isinstance(kind, Text):
            return None
        form = forms.form(kind.value.strip())
    except (UnreadableInput, UsageError):
        return None
    # What no field has stays a text, where it is told of in its line.
    known = {"id", "kind", *(each.name for each in form.fields)}
    return (form.kind, pasting.typed(form, entries[0])) if known.issuperset(entries[0].values) else None


def _tried(store: Store, given: Values, wishes: Wishes) -> Tried:
    try:
        entered = enter(store, [given.get("text", "").encode()], wishes, format=given.get("format", "yaml"))
    except (UnreadableInput, UsageError) as error:
        where = f"Line {error.line}: " if error.line else ""
        return Tried(Entered(), fault=where + error.message)
    return Tried(entered, changes(store, entered.difference) if entered.difference else None)


ROUTES = (
    Route("/add/pasted", show, methods=["GET"], name="pasted"),
    Route("/add/pasted", take, methods=["POST"]),
)
