"""An assistant finds, asks, checks and proposes by the protocol; it changes nothing. Events are fictional."""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters

from ctkg.assistants.serving import opened
from ctkg.graph.store import changes
from ctkg.proposals import Proposals, beside
from ctkg.serve import Settings

FORM = """kind: workshop
id: note-1
title: Fictional Workshop on Aviation Security
start: 2032-02-03
place: Vienna
country: Austria
organizers: [OSCE]
source:
  title: a fictional letter
"""
Call = Callable[..., Awaitable[Any]]


def told(result: Any) -> Any:
    assert not result.is_error, result.content
    return json.loads(result.content[0].text)


def within(store: Path, talk: Callable[[Client], Awaitable[None]]) -> None:
    """Lets an assistant talk to a server in this process."""

    async def talked() -> None:
        async with (
            opened(Settings(store=store, rows=50, workers=1), "an assistant") as server,
            Client(server) as client,
        ):
            await talk(client)

    anyio.run(talked)


@pytest.fixture
def own(demo: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(demo / "ctkg.store", tmp_path / "x.store", ignore=shutil.ignore_patterns("readers")))


def test_reading(demo: Path) -> None:
    async def talk(client: Client) -> None:
        tools = {tool.name: tool for tool in (await client.list_tools()).tools}
        assert set(tools) == {
            *("describe_schema", "search", "get_entity", "neighbours", "sparql", "facts_of_document"),
            *("validate_entry", "propose_entry"),
        }
        writes = [name for name, tool in tools.items() if not (tool.annotations and tool.annotations.read_only_hint)]
        assert writes == ["propose_entry"]

        async def call(tool: str, /, **values: Any) -> Any:
            return told(await client.call_tool(tool, values))

        schema = await call("describe_schema")
        assert schema["prefixes"]["ct"].endswith("ontology#") and len(schema["classes"]) > 50
        assert "properties" in await call("describe_schema", kind="workshop")
        found = await call("search", text="explosive precursors", limit=3)
        assert found["items"][0]["iri"]
        event = await call("get_entity", name="id:event/osce-2014-astana-explosives/1")
        evidence = [each for item in event["items"] for each in item["evidence"]]
        assert any(each["passages"][0]["text"] for each in evidence)
        assert (await call("get_entity", name="Kazakhstan"))["iri"].endswith("id/state/KZ")
        assert (await call("neighbours", name="id:event/osce-2014-astana-explosives/1"))["nodes"]
        rows = await call("sparql", query="SELECT ?s WHERE { ?s a ct:Event } LIMIT 3")
        assert len(rows["results"]["bindings"]) == 3
        assert (await call("sparql", query="ASK { ?s a ct:Event }"))["boolean"] is True
        made = await call("sparql", query="CONSTRUCT { ?s a ct:Event } WHERE { ?s a ct:Workshop } LIMIT 1")
        assert "https://w3id.org/ctkg/ontology#Event" in json.dumps(made["graph"])
        cut = await call("sparql", query="SELECT ?s WHERE { ?s a ct:State }")
        assert len(cut["results"]["bindings"]) == 50 and "50" in cut["truncated"]
        assert (await call("sparql", query="DESCRIBE id:state/KZ"))["graph"]
        facts = await call("facts_of_document", document="osce-2014-astana-explosives", limit=5)
        assert len(facts["items"]) == 5 and facts["items"][0]["evidence"]

    within(demo / "ctkg.store", talk)


def test_what_is_refused_says_why(demo: Path) -> None:
    async def talk(client: Client) -> None:
        async def refused(tool: str, /, **values: Any) -> str:
            result = await client.call_tool(tool, values)
            assert result.is_error
            return str(result.content[0].text)

        assert "ct:Workshop" in await refused("sparql", query="SELECT ?s WHERE { ?s a ct:Workshp }")
        assert "SERVICE" in await refused("sparql", query="SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }")
        await refused("sparql", query="DELETE WHERE { ?s ?p ?o }")
        near = "osce-2014-astana-explosive"
        assert f"did you mean {near}s" in await refused("facts_of_document", document=near)
        assert "nobody of this name" in await refused("get_entity", name="nobody of this name")
        await refused("propose_entry", text=FORM.replace("2032-02-03", "soon"), source="a letter")

    within(demo / "ctkg.store", talk)


def test_a_proposal_waits_and_the_store_is_as_it_was(own: Path) -> None:
    async def talk(client: Client) -> None:
        assert told(await client.call_tool("validate_entry", {"text": FORM}))["conforms"]
        made = told(await client.call_tool("propose_entry", {"text": FORM, "source": "a letter", "by": "A helper"}))
        assert made["entries"] == ["note-1"]

    before = changes.mark(own)
    within(own, talk)
    assert changes.mark(own) == before
    (waiting,) = Proposals(beside(own)).waiting()
    assert waiting.by == "A helper (by an assistant)" and waiting.source == "a letter"


def test_over_standard_input_and_output(demo: Path) -> None:
    async def talked() -> None:
        words = ["-m", "ctkg", "mcp", "--store", str(demo / "ctkg.store")]
        async with Client(StdioServerParameters(command=sys.executable, args=words, env=dict(os.environ))) as client:
            assert told(await client.call_tool("search", {"text": "workshop", "limit": 1}))["items"]

    anyio.run(talked)
