"""What the command line offers, as data: read without typer, so that ``ctkg --help`` loads no library.

A command's module is imported when the command is asked for. Every other text of a command stands in its module.
"""

from __future__ import annotations

import os
from typing import NamedTuple

NAME = "ctkg"
ABOUT = "A knowledge graph of counter-terrorism co-operation, with evidence down to the sentence."
EPILOG = "Start with: ctkg build && ctkg query CQ01"
HELP = ("-h", "--help")


class Command(NamedTuple):
    """A command: the module of :mod:`ctkg.cli` that registers it, and what it does in one sentence."""

    module: str
    help: str


#: Commands by name, in the order in which they are shown.
COMMANDS: dict[str, Command] = {
    "build": Command(
        "build",
        "Build the graph from documents: text, Markdown, HTML, PDF, DOCX, EML; files, folders, web addresses.",
    ),
    "facts": Command("facts", "The facts that documents state, one a line, each with its sentence and confidence."),
    "query": Command("query", "Ask the graph: a query of the library by name, a file, or SPARQL on the command line."),
    "search": Command("search", 'Find names and passages: words, "phrases", prefix* and -excluded, best first.'),
    "new": Command(
        "forms", "A form for an entry to fill in, with comments: YAML, CSV or Turtle; or what kinds there are."
    ),
    "schema": Command("forms", "JSON Schema of the forms, for editors that help with YAML."),
    "validate": Command(
        "validate",
        "Check new entries (Turtle, TriG, N-Triples, N-Quads, JSON-LD, RDF/XML) or the whole store by the shapes.",
    ),
    "add": Command(
        "add",
        "Add entries that people write (forms in YAML or CSV, RDF): checked, compared, and whole or not at all.",
    ),
    "infer": Command("graph", "Infer again: write what follows from the store's data into its inferred graphs."),
    "export": Command(
        "graph",
        "Write the graph for RDF tools, or as CSV, GraphML, GeoJSON, iCalendar, FollowTheMoney or STIX.",
    ),
    "show": Command("show", "Everything about one node, each line with its evidence."),
    "explain": Command("explain", "Why a statement holds: rules and premises, down to the sentences."),
    "history": Command("history", "When the store changed: what ran, by whom, which documents came, changed and went."),
    "diff": Command(
        "history", "What differs between two stores, builds, days or dumps, or two versions of the ontology."
    ),
    "blame": Command("history", "Who and what stands behind a statement: document or person, moment, sentence."),
    "stats": Command("graph", "What the store holds."),
    "resolve": Command(
        "resolve",
        "What became one across documents, what is in doubt, and why; of one node: its members, the grounds, and "
        "where the reports of an event differ.",
    ),
    "site": Command("site", "Write a static site: a page for every thing with its evidence, lists, timeline, search."),
    "serve": Command(
        "serve", "Serve the store: a workbench for browsers, SPARQL and JSON for programs; read-only unless told."
    ),
    "mcp": Command(
        "mcp", "Serve the store to an AI assistant (Model Context Protocol): it reads, and may propose entries."
    ),
    "review": Command(
        "review", "What waits for a reader, and what readers decide: accept, reject, correct, prefer, merge, split."
    ),
    "proposals": Command(
        "proposals", "Entries that programs and guests proposed: list them, accept or reject them as a reader."
    ),
    "undo": Command("review", "Take back the last thing that you decided or added, or an act by its id."),
    "conflicts": Command("conflicts", "Where documents differ, side by side, and which of it is the answer and why."),
    "remove": Command("remove", "Take documents or entries out of the store, with all that was inferred from them."),
    "takedown": Command(
        "takedown", "Take a person's data out of the store and its log for good; the decision is kept, not the data."
    ),
    "push": Command(
        "push",
        "Copy the store to a server that speaks SPARQL 1.1: what is missing there, whole graphs each, in chunks.",
    ),
    "backup": Command("backup", "Write the store to one file, as of now; others may read and write meanwhile."),
    "restore": Command("backup", "Make a store from a backup, checked before it is put in its place."),
    "evaluate": Command("evaluate", "Score what ctkg finds in documents against gold facts of your own, by relation."),
}

#: Options that stand before the command: how they are written, and what they do.
OPTIONS: dict[str, str] = {
    "-C DIR": "Change to this folder first.",
    "--config FILE": "Settings file; else ctkg.toml, or the table tool.ctkg of pyproject.toml.",
    "-v, --verbose": "Say more on stderr.",
    "-q, --quiet": "Say nothing but errors on stderr.",
    "--debug": "Show the traceback of an error. [env var: CTKG_DEBUG]",
    "--version": "Show the version and exit.",
    "--install-completion": "Install completion for the current shell.",
    "--show-completion": "Show completion for the current shell, to copy it or customize the installation.",
    "-h, --help": "Show this message and exit.",
}


def page(width: int | None = None) -> str:
    """The help of ``ctkg`` as a whole, without a line end, in lines of at most ``width`` columns (the terminal's)."""
    width = width or _columns()
    lines = [f"Usage: {NAME} [OPTIONS] COMMAND [ARGS]...", "", *_wrapped(ABOUT, width, "  "), "", "Options:"]
    lines += _list(OPTIONS, width)
    lines += ["", "Commands:", *_list({name: command.help for name, command in COMMANDS.items()}, width)]
    return "\n".join([*lines, "", *_wrapped(EPILOG, width, "  ")])


def _columns() -> int:
    try:
        found = int(os.environ.get("COLUMNS") or os.get_terminal_size().columns)
    except (OSError, ValueError):
        found = 80  # a pipe, or not a number
    return min(max(found, 50), 100)


def _list(items: dict[str, str], width: int) -> list[str]:
    indent = max(map(len, items)) + 4
    lines = []
    for name, text in items.items():
        first, *rest = _wrapped(text, width, " " * indent)
        lines += [f"  {name}".ljust(indent) + first[indent:], *rest]
    return lines


def _wrapped(text: str, width: int, indent: str) -> list[str]:
    # The module textwrap would cost as much as all the rest of a start.
    lines = [""]
    for word in text.split():
        if lines[-1] and len(indent) + len(lines[-1]) + 1 + len(word) > width:
            lines.append("")
        lines[-1] += f" {word}" if lines[-1] else word
    return [indent + line for line in lines]
