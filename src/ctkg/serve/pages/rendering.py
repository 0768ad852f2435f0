"""Pages from templates, with every value escaped."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import HTMLResponse

import ctkg
from ctkg.serve.links import href
from ctkg.serve.pages.menu import MENU
from ctkg.serve.security.tokens import may_write, writer
from ctkg.site import rendering as site

if TYPE_CHECKING:
    from jinja2 import Environment

_HERE = Path(__file__).parent.parent
STATIC = _HERE / "static"


@cache
def environment() -> Environment:
    """The templates: those of the workbench, and those of the static site as ``site/...``."""
    from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PrefixLoader, StrictUndefined

    made = Environment(
        loader=ChoiceLoader(
            [FileSystemLoader(_HERE / "templates"), PrefixLoader({"site": FileSystemLoader(site.TEMPLATES)})]
        ),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters["bare"] = site.bare
    made.filters["href"] = href
    return made


def page(
    request: Request, template: str, *, status: int = 200, inline_styles: bool = False, **values: Any
) -> HTMLResponse:
    """A page made of ``template``, which extends ``base.html``.

    Args:
        request: what is answered.
        template: file in ``serve/templates``.
        status: of the answer.
        inline_styles: a vendored library on this page makes style elements; allowed here only.
        values: what the template is given beside what every page knows.
    """
    settings = request.app.state.settings
    text = (
        environment()
        .get_template(template)
        .render(
            settings=settings,
            version=ctkg.__version__,
            menu=MENU,
            here=request.url.path,
            may_write=may_write(request),
            writer=writer(request),
            **values,
        )
    )
    response = HTMLResponse(site.clean(text), status_code=status)
    if inline_styles:
        response.headers["x-inline-styles"] = "yes"  # for the security headers, which take it off
    return response
