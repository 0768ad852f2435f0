"""The table of questions in the guide is made from the headers; ``--update-golden`` writes it anew."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
GUIDE = ROOT / "docs" / "guide" / "queries.md"
BEGIN, END = "<!-- questions: begin -->\n", "<!-- questions: end -->\n"
FOLDERS = {
    "competency": ("### Competency questions", "| id | question | parameters |"),
    "overview": ("### Overview", "| name | question | parameters |"),
    "hygiene": ("### Hygiene", "| name | what is wrong where rows come back | severity |"),
}


def table() -> str:
    from ctkg.graph import library

    parts: list[str] = []
    for folder, (heading, head) in FOLDERS.items():
        parts += [heading, "", head, "|---|---|---|"]
        for file in sorted((ROOT / "queries" / folder).glob("*.rq")):
            query = library.parse(file.read_text(encoding="utf-8"), path=str(file))
            parameters = ", ".join(f"`{parameter.name}`" for parameter in query.params)
            name = query.id if folder == "competency" else file.stem
            last = query.severity if folder == "hygiene" else parameters
            parts.append(f"| `{name}` | {query.question or query.title} | {last} |")
        parts.append("")
    return "\n".join(parts)


def test_the_guide_lists_every_question(update_golden: bool) -> None:
    text = GUIDE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    whole = before + BEGIN + table() + END + after
    if update_golden:
        GUIDE.write_text(whole, encoding="utf-8")
    assert GUIDE.read_text(encoding="utf-8") == whole, "run pytest tests/queries/test_guide.py --update-golden"


def test_the_examples_of_the_guide_exist() -> None:
    import re

    text = GUIDE.read_text(encoding="utf-8")
    names = {file.stem for file in (ROOT / "queries").rglob("*.rq")}
    ids = {name[:4].upper() for name in names if name.startswith("cq")}
    for name in re.findall(r"^    ctkg query ([\w-]+)(?= |$)", text, re.MULTILINE):
        assert name.startswith("-") or name in ids | names or name == "my-question", name


def test_the_sparql_of_the_guide_parses() -> None:
    import re

    from pyoxigraph import Store

    blocks = re.findall(r"```sparql\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert len(blocks) >= 2
    for block in blocks:
        Store().query(block)
