"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from ctkg.errors import UsageError

if TYPE_CHECKING:
    from ctkg.text.opinions.settings import OpinionSettings

#: Where a store stands unless told otherwise (the same as ``ctkg.api.DEFAULT_STORE``).
DEFAULT_STORE = Path("ctkg.store")


def _folder(store: Path) -> Path:
    if str(store).startswith(("http:/", "https:/")):
        raise UsageError("--store names a folder; a server is named by --endpoint, and copied to by: ctkg push URL")
    return store


Store = Annotated[
    Path,
    typer.Option("--store", help="Folder of the store.", envvar="CTKG_STORE", metavar="DIR", callback=_folder),
]
Endpoint = Annotated[
    str,
    typer.Option(
        "--endpoint",
        help="Ask the store on this server instead of one in a folder (see `ctkg push`).",
        envvar="CTKG_ENDPOINT",
        metavar="URL",
    ),
]
Decisions = Annotated[
    Path | None,
    typer.Option(
        "--decisions",
        help="Folder of the log of entries and decisions; else beside the store: x.store has x.decisions.",
        envvar="CTKG_DECISIONS",
        metavar="DIR",
        show_default=False,
    ),
]
By = Annotated[
    str,
    typer.Option(
        "--by", help="Who does this; else the name of the login.", envvar="CTKG_BY", metavar="NAME", show_default=False
    ),
]
Reason = Annotated[str, typer.Option("--reason", help="Why, in your words; it stands in the log.", metavar="TEXT")]
DryRun = Annotated[bool, typer.Option("--dry-run", help="Only say what would change, triple by triple.")]
NoInference = Annotated[bool, typer.Option("--no-inference", help="Leave out what was inferred.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors on stderr.")]
Private = Annotated[
    bool, typer.Option("--private-addresses", help="Fetch pages from private networks and this machine as well.")
]


Llm = Annotated[
    str,
    typer.Option(
        "--llm",
        help="Ask a language model as well: address of an OpenAI-compatible endpoint, to which the text of every "
        "document is sent. Its key, if any, stands in CTKG_LLM_KEY.",
        metavar="URL",
    ),
]
LlmModel = Annotated[str, typer.Option("--llm-model", help="Name of the model at that endpoint.", metavar="NAME")]
LlmCache = Annotated[
    Path | None,
    typer.Option("--llm-cache", help="Keep its answers in this folder, and ask nothing twice.", metavar="DIR"),
]
Model = Annotated[
    str, typer.Option("--model", help="Ask a spaCy pipeline as well: its name, or its folder.", metavar="NAME")
]


def login() -> str:
    """The name of whoever runs this process.

    Raises:
        UsageError: the system knows none.
    """
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        raise UsageError("this system does not say who you are; name yourself with --by or CTKG_BY") from None


def opinions(llm: str, llm_model: str, llm_cache: Path | None, model: str) -> OpinionSettings:
    """The second opinions that are asked for.

    Raises:
        UsageError: an option lacks its fellow, or is off.
        MissingExtra: a package is not installed that is needed; said before any document is read.
    """
    from ctkg.text.opinions.settings import OpinionSettings

    settings = OpinionSettings(llm=llm, llm_model=llm_model, llm_cache=llm_cache, model=model)
    settings.check()
    return settings


def place(context: typer.Context, store: Path, endpoint: str) -> Path | str:
    """Where to read from: the server at ``endpoint``, or, where there is none, the folder ``store``.

    What stands on the command line goes before what stands in settings or in the environment.

    Raises:
        UsageError: both are named there; or nothing was built yet in that folder.
    """
    named = [
        name
        for name in ("store", "endpoint")
        if (source := context.get_parameter_source(name)) is not None and source.name == "COMMANDLINE"
    ]
    if len(named) > 1:
        raise UsageError("name a folder with --store or a server with --endpoint, but not both")
    return endpoint if endpoint and named != ["store"] else existing(store)


def existing(store: Path) -> Path:
    """``store``, if it is there.

    Raises:
        UsageError: nothing was built there yet.
    """
    if not store.exists():
        raise UsageError("there is no store here; build one first with: ctkg build", path=store)
    return store


def parameters(given: list[str]) -> dict[str, str]:
    """``["state=id:state/KZ"]`` as a dictionary.

    Raises:
        UsageError: one has no ``=``.
    """
    found = {}
    for item in given:
        name, sign, value = item.partition("=")
        if not sign:
            raise UsageError(f"--param {item!r} should be NAME=VALUE")
        found[name.strip().lstrip("?$")] = value.strip()
    return found


def one_of(value: str, allowed: tuple[str, ...], option: str) -> str:
    """``value``, if it is among ``allowed``.

    Raises:
        UsageError: it is not; the message lists what is allowed.
    """
    if value not in allowed:
        raise UsageError(f"{option} {value!r} is unknown; choose one of: {', '.join(allowed)}")
    return value
