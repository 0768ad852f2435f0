"""What is asked: a text, or a query of the library with its parameters, as a form, an address or JSON says it."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from urllib.parse import urlencode

from ctkg.errors import QueryError, UsageError
from ctkg.graph import library, parameters
from ctkg.graph.library import Query

#: Bytes of a query at most.
LONGEST = 200_000
_OFF = ("0", "false", "no", "off")


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question.

    Attributes:
        text: SPARQL; empty where ``name`` says which query of the library it is.
        name: of a query of the library, or empty.
        values: of its parameters, as typed; those that are missing have their defaults.
        inference: False leaves out what was inferred.
    """

    text: str = ""
    name: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    inference: bool = True

    @property
    def query(self) -> Query | None:
        """The query of the library.

        Raises:
            UsageError: there is none of this name.
        """
        return library.find(self.name) if self.name else None

    def filled(self) -> str:
        """SPARQL with the values of its parameters in their places.

        Raises:
            QueryError: nothing is asked, the text is too long, or a value is not of its type; it names the parameter.
            UsageError: the library has no such query.
        """
        query = self.query
        if query is None:
            if not self.text.strip():
                raise QueryError("the query is empty; write one, or take one from the library")
            if len(self.text.encode()) > LONGEST:
                raise QueryError(f"a query of more than {LONGEST:,} bytes is not taken")
            return self.text
        faults = mistakes(query, self.values)
        if faults:
            raise QueryError("; ".join(f"{name}: {message}" for name, message in faults.items()))
        return parameters.insert(query.text, query.bind(self.values)) if query.params else query.text

    def address(self, **more: str) -> str:
        """Parameters of an address that asks the same, percent-encoded."""
        said = {"query": self.text} if not self.name else dict(self.values)
        if not self.inference:
            said["inference"] = "no"
        return urlencode({**said, **more})


def question(said: Mapping[str, str], name: str = "") -> Question:
    """The question of a form or an address: ``query``, or ``name`` and the parameters of that query."""
    inference = said.get("inference", "").casefold() not in _OFF
    if not name:
        return Question(text=said.get("query", "").replace("\r\n", "\n"), inference=inference)
    known = {param.name for param in library.find(name).params}
    values = {key: value.strip() for key, value in said.items() if key in known and value.strip()}
    return Question(name=name, values=values, inference=inference)


def nodes(query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """IRIs of the nodes that parameters stand for, by the name of the parameter; wrong values are left out."""
    found = {}
    for param in query.params:
        value = values.get(param.name) or param.default
        if param.type == "iri" and value:
            with suppress(QueryError):
                found[param.name] = parameters.typed(value, "iri").value
    return found


def mistakes(query: Query, values: Mapping[str, str]) -> dict[str, str]:
    """What is wrong with values, by the name of their parameter; empty where all is well."""
    found: dict[str, str] = {}
    for param in query.params:
        try:
            if values.get(param.name):
                parameters.typed(values[param.name], param.type)
            elif param.default is None:
                found[param.name] = f"a value is needed ({param.type})"
        except QueryError as error:
            found[param.name] = error.message
    unknown = values.keys() - {param.name for param in query.params}
    if unknown:
        raise UsageError(f"query {query.id} has no parameter {', '.join(sorted(unknown))}")
    return found
