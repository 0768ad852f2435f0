"""Whatever stands in a form: problems with their places, or an error of ctkg; never anything else."""

from __future__ import annotations

import csv
import io

import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ctkg import forms
from ctkg.errors import CtkgError

NAMES = sorted({"id", "kind", *(field.name for form in forms.kinds() for field in form.fields)})
VALUES = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["OSCE", "Skopje", "2019-02-30", "2019", "more than 40 experts", "12 injured", "id:state/KZ", "NO", "a@b", "-1"]
    ),
)
KEYS = st.one_of(st.sampled_from([*NAMES, "name", "person", "words", "group", "of", "count"]), st.text(max_size=8))
TREES = st.recursive(
    st.one_of(VALUES, st.none(), st.integers(), st.booleans(), st.floats(), st.dates()),
    lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(KEYS, inner, max_size=4)),
    max_leaves=8,
)
ENTRIES = st.builds(
    lambda kind, fields: {"id": "entry", "kind": kind, **fields},
    st.sampled_from([form.kind for form in forms.kinds()]),
    st.dictionaries(KEYS, TREES, max_size=8),
)


def read(data: bytes, form: str) -> None:
    try:
        entries = forms.read(data, name="form", form=form)
    except CtkgError as error:
        assert error.path == "form"
        return
    text = data.decode("utf-8-sig")
    for entry in entries:
        assert entry.problems or entry.quads
        for problem in entry.problems:
            assert 1 <= problem.line <= len(text.splitlines()) + 1
            assert problem.column >= 1
            assert problem.message and "\n" not in problem.message


@settings(max_examples=25, deadline=None)
@given(ENTRIES)
@example({"id": "entry", "kind": "workshop", "organizers": [[["OSCE"]]]})
def test_any_mapping(entry: dict[str, object]) -> None:
    read(yaml.safe_dump(entry, allow_unicode=True).encode("utf-8", "surrogatepass"), "yaml")


@settings(max_examples=25, deadline=None)
@given(st.lists(st.lists(st.one_of(VALUES, KEYS), min_size=1, max_size=5), min_size=1, max_size=4))
def test_any_table(rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream).writerows([["kind", *rows[0]], *(["workshop", *row] for row in rows[1:])])
    read(stream.getvalue().encode("utf-8", "surrogatepass"), "csv")


@settings(max_examples=25, deadline=None)
@given(st.binary(max_size=60), st.sampled_from(["yaml", "csv"]))
@example(b"a: &a [1]\nb: *a", "yaml")
@example(b"a: !!python/object:os.system x", "yaml")
@example(b"{{", "yaml")
@example(b"? [a]\n: b", "yaml")
@example(b"<<: {a: b}", "yaml")
@example(b"[" * 400, "yaml")
@example(b"\xff", "csv")
@example(b'a,"b', "csv")
@example(b"---\n---\n", "yaml")
@example(b"kind: workshop\n---\n- a", "yaml")
@example(b"kind,source.title,source\nworkshop,a,b", "csv")
@example(b"kind,quotes.2.words\nworkshop,a", "csv")
def test_any_bytes(data: bytes, form: str) -> None:
    read(data, form)
