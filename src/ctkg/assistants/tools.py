"""What an assistant can do: eight tools, of which seven read and one hands in a proposal.

The docstrings are what the assistant is told of each.
"""

from __future__ import annotations

from typing import Annotated, Any

import anyio.to_thread
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations
from pydantic import Field

from ctkg.assistants.asking import Api
from ctkg.errors import CtkgError
from ctkg.graph import describe, resolutions
from ctkg.proposals import Proposals, beside
from ctkg.serve.access import Access

_READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
_PROPOSES = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=False)

Iri = Annotated[str, Field(description="IRI, prefixed name such as id:state/KZ, or the exact name of the thing")]
Limit = Annotated[int, Field(ge=1, le=100, description="how many at most")]


class Tools:
    """The tools on one store."""

    def __init__(self, api: Api, access: Access, by: str) -> None:
        self._api, self._access, self._by = api, access, by

    def register(self, server: MCPServer[Any]) -> None:
        """Make them known to the server."""
        for tool in (
            self.describe_schema,
            self.search,
            self.get_entity,
            self.neighbours,
            self.sparql,
            self.facts_of_document,
            self.validate_entry,
        ):
            server.add_tool(tool, annotations=_READS)
        server.add_tool(self.propose_entry, annotations=_PROPOSES)

    async def describe_schema(
        self, kind: Annotated[str, Field(description="a kind of entry, for the JSON Schema of its form")] = ""
    ) -> dict[str, Any]:
        """The words of the graph: prefixes, classes, properties and concept schemes with definitions, and the kinds of
        entry that can be proposed. Read it before writing SPARQL. With kind: the JSON Schema of that kind's form."""
        return await self._api.get(f"/api/v1/schema/{kind}" if kind else "/api/v1/schema")

    async def search(
        self,
        text: Annotated[str, Field(description='words, "phrases", prefix*, -excluded')],
        kind: Annotated[str, Field(description="only these kinds, by commas: event, organization, person ...")] = "",
        limit: Limit = 20,
    ) -> dict[str, Any]:
        """Find things by name and passages of documents by words, best first; gives IRIs for the other tools."""
        return await self._api.get("/api/v1/search", q=text, kind=kind, limit=limit)

    async def get_entity(
        self,
        name: Iri,
        direction: Annotated[str, Field(description="out: what is said of it; in: what names it as value")] = "out",
        limit: Limit = 50,
        cursor: Annotated[str, Field(description="from the answer before, for what comes next")] = "",
    ) -> dict[str, Any]:
        """What the graph says of one thing, each statement with the sentences of documents behind it, their
        confidence and stance (a planned or denied thing is not a fact; a designation is always somebody's statement).
        Inferred statements are marked. Cite the document and the sentence."""
        iri = await self._iri(name)
        return await self._api.get("/api/v1/node", iri=iri, direction=direction, limit=limit, cursor=cursor)

    async def neighbours(self, name: Iri, limit: Limit = 30) -> dict[str, Any]:
        """The things that one thing is directly connected with, the most telling first, with the relation."""
        return await self._api.get("/api/v1/graph/neighbours", node=await self._iri(name), limit=limit)

    async def sparql(
        self,
        query: Annotated[str, Field(description="SPARQL 1.1 SELECT, ASK, CONSTRUCT or DESCRIBE; reads only")],
        seconds: Annotated[float, Field(gt=0, le=60, description="time it may take")] = 10.0,
    ) -> dict[str, Any]:
        """Ask the graph in SPARQL. Common prefixes (ct:, id:, concept:, rdfs: ...) need no declaration. The default
        graph is what holds, inferred statements included; claims and sentences are in GRAPH graph:evidence/<document>.
        At most 1,000 rows; use LIMIT and aggregates. No update, no SERVICE."""
        return await self._api.get("/sparql", query=query, timeout=seconds)

    async def facts_of_document(
        self,
        document: Annotated[str, Field(description="id of a document, such as osce-2014-astana-explosives")],
        limit: Annotated[int, Field(ge=1, le=500, description="how many at most")] = 100,
        cursor: str = "",
    ) -> dict[str, Any]:
        """The facts that one document states, one an item, each with its sentence, offsets and confidence."""
        return await self._api.get("/api/v1/facts", document=document, limit=limit, cursor=cursor)

    async def validate_entry(
        self,
        text: Annotated[str, Field(description="the entry: a form (see describe_schema) or RDF")],
        format: Annotated[str, Field(description="yaml, csv, ttl or jsonld")] = "yaml",
    ) -> dict[str, Any]:
        """Check an entry by form, shapes and context; nothing is written. Findings say line, field and what to do."""
        return await self._api.post("/api/v1/validate", {"text": text, "format": format})

    async def propose_entry(
        self,
        text: Annotated[str, Field(description="the entry: a form (see describe_schema) or RDF")],
        source: Annotated[str, Field(min_length=3, description="where it comes from: title, publisher, address")],
        format: Annotated[str, Field(description="yaml, csv, ttl or jsonld")] = "yaml",
        reason: Annotated[str, Field(description="why it is proposed")] = "",
        by: Annotated[str, Field(description="who proposes it")] = "",
    ) -> dict[str, Any]:
        """Hand in an entry for a person to review. It is not in the graph until a reader accepts it. Propose only what
        a source says, never what you infer or remember; refused where the shapes forbid it."""
        who = f"{by.strip()} (by {self._by})" if by.strip() else self._by
        folder = beside(self._access.settings.store)

        def proposed() -> dict[str, Any]:
            with self._access.reading() as view:
                made = Proposals(folder).propose(
                    view.store, text.encode(), format=format, by=who, source=source, reason=reason
                )
            return {"proposal": made.id, "entries": list(made.entries), "status": "waits for a reader"}

        try:
            return await anyio.to_thread.run_sync(proposed)
        except CtkgError as error:
            raise ToolError(str(error)) from None

    async def _iri(self, name: str) -> str:
        """The IRI that a name means, as `ctkg show` understands it."""

        def meant() -> str:
            with self._access.reading() as view:
                return resolutions.canonical(view.store, describe.resolve(view.store, name.strip()))

        try:
            return await anyio.to_thread.run_sync(meant)
        except CtkgError as error:
            raise ToolError(str(error)) from None
