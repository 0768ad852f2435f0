"""Pages of other origins read where the server was told so, and nowhere else."""

from __future__ import annotations

from pathlib import Path

from starlette.testclient import TestClient

from ctkg.serve import Settings, application

THEIRS = {"origin": "https://example.org"}
PREFLIGHT = {
    **THEIRS,
    "access-control-request-method": "POST",
    "access-control-request-headers": "content-type,x-ctkg-query",
}
ASK = {"query": "ASK {}"}


def test_nobody_elses_page_reads_unless_told(client: TestClient) -> None:
    assert client.get("/sparql", params=ASK, headers=THEIRS).status_code == 403
    assert "access-control-allow-origin" not in client.options("/sparql", headers=PREFLIGHT).headers


def test_pages_of_one_origin_read(demo_store: Path) -> None:
    settings = Settings(store=demo_store, origins=("https://example.org/",), write=True, token="t" * 20)
    with TestClient(application(settings), base_url="http://127.0.0.1") as client:
        found = client.get("/sparql", params=ASK, headers=THEIRS)
        assert found.headers["access-control-allow-origin"] == "https://example.org"
        assert "x-ctkg-truncated" in found.headers["access-control-expose-headers"]
        assert client.post("/sparql", data=ASK, headers=THEIRS).json()["boolean"]
        allowed = client.options("/sparql", headers=PREFLIGHT)
        assert allowed.status_code == 200 and "POST" in allowed.headers["access-control-allow-methods"]
        with_token = {**PREFLIGHT, "access-control-request-headers": "authorization"}
        assert client.options("/update", headers=with_token).status_code == 400
        written = {**THEIRS, "authorization": "Bearer " + "t" * 20}
        assert client.post("/update", data={"update": "DROP ALL"}, headers=written).status_code == 403
        others = {"origin": "https://elsewhere.example"}
        assert client.get("/sparql", params=ASK, headers=others).status_code == 403
