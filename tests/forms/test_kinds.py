"""Every kind of entry has a form, and the example of every field is one that the field takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Quad, RdfFormat, parse

from ctkg import forms
from ctkg.bridge.events import EVENT_CLASSES
from ctkg.errors import UsageError
from ctkg.forms import Filled
from ctkg.forms.shapes import definitions
from ctkg.iris import graph, instance, term

KINDS = [form.kind for form in forms.kinds()]
HELD = ("workshop", "roundtable", "seminar", "conference", "meeting", "training", "exercise", "visit", "launch")


def read(text: str, **options: str) -> Filled:
    """The one entry of a YAML form."""
    (entry,) = forms.read(text.encode(), name="entry.yaml", form=options.get("form", "yaml"))
    return entry


def test_every_type_of_event_of_the_flat_view_has_a_form() -> None:
    classes = {form.cls for form in forms.kinds()}
    assert {term(name) for name in EVENT_CLASSES.values()} <= classes
    assert {term(name) for name in ("Organization", "Person", "Instrument", "TreatyAction", "DisruptedPlot")} <= classes


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_put_into_every_field_as_its_example_is_taken(kind: str) -> None:
    entry = read(forms.example(kind))
    assert entry.problems == ()
    assert (entry.kind, entry.id) == (kind, f"fictional-{kind}")
    assert {quad.graph_name.value for quad in entry.quads} == {graph("document", entry.id)}  # type: ignore[union-attr]
    assert not any(isinstance(part, BlankNode) for quad in entry.quads for part in (quad.subject, quad.object))
    assert any(quad.subject.value == entry.focus for quad in entry.quads)  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("form", ["yaml", "csv"])
def test_a_form_that_is_not_filled_in_is_refused_in_words_of_its_own(kind: str, form: str) -> None:
    (entry,) = forms.read(forms.template(kind, form).encode(), name="form", form=form)
    (problem,) = entry.problems
    assert problem.message.startswith(
        "this form is not filled in yet; write what is known behind the names, at least id,"
    )
    assert (entry.quads, entry.id) == ((), "")


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_explains_every_field(kind: str) -> None:
    text = forms.template(kind)
    for field in forms.form(kind).fields:
        at = text.index(f"\n{field.name}:")
        comment = text[text.rindex("\n\n", 0, at) : at]
        assert field.description in " ".join(comment.replace("\n#", "").split())
        assert ("Needed." in comment) == field.required
    assert max(map(len, text.splitlines())) <= 160


@pytest.mark.parametrize("kind", HELD)
def test_events_that_are_held_need_an_organiser_a_date_and_a_source(kind: str) -> None:
    needed = {field.name for field in forms.form(kind).fields if field.required}
    assert {"organizers", "start", "source"} <= needed


def test_every_field_is_written_to_a_property_that_the_ontology_or_a_standard_has() -> None:
    known = definitions()
    for form in forms.kinds():
        for field in form.fields:
            for iri in (field.path, field.words, *field.classes):
                assert not iri.startswith(term("")) or iri in known, f"{form.kind}.{field.name}: {iri}"


def test_an_unknown_kind_is_named_with_the_nearest_ones() -> None:
    with pytest.raises(UsageError, match=re.escape("there is no kind of entry 'worksop'; did you mean workshop?")):
        forms.template("worksop")


def test_statements_are_traced_to_the_line_that_they_come_from() -> None:
    text = forms.example("workshop")
    entry = read(text)
    lines = text.splitlines()
    event = instance("event", entry.id, "1")
    spot = entry.place(event, term("hasOrganizer"), instance("organization", "osce"))
    assert (lines[spot.line - 1], spot.field) == ("organizers: OSCE", "organizers")
    assert lines[spot.line - 1][spot.column - 1 :] == "OSCE"
    assert lines[entry.place(event, term("endDate")).line - 1].startswith("end:")
    assert lines[entry.place(instance("document", entry.id), term("sourceAddress")).line - 1].startswith("  address:")
    for quad in entry.quads:
        assert (_iri(quad, "subject"), quad.predicate.value, _iri(quad, "object")) in entry.places, quad


def _iri(quad: Quad, part: str) -> str:
    return str(getattr(quad, part).value)


def test_names_are_shown_with_what_they_were_understood_as() -> None:
    matches = {match.name: match for match in read(forms.example("workshop")).matches}
    assert matches["OSCE"].iri == instance("organization", "osce")
    assert matches["OSCE"].label == "Organization for Security and Co-operation in Europe"
    assert matches["UNSCR 2341"].iri == instance("instrument", "unscr-2341")


@pytest.mark.parametrize("kind", ["workshop", "organization", "treaty-action"])
def test_the_turtle_form_says_nothing_until_its_marks_are_taken_away(kind: str) -> None:
    text = forms.template(kind, "ttl")
    assert list(parse(text.encode(), format=RdfFormat.TURTLE)) == []
    bare = "\n".join(line.removeprefix("# ") for line in text.partition("\n\n")[2].splitlines())
    said = {quad.triple for quad in parse(bare.encode(), format=RdfFormat.TURTLE)}
    assert said == {quad.triple for quad in read(forms.example(kind)).quads}


def test_the_example_of_the_guide_is_taken(repository: Path) -> None:
    page = (repository / "docs" / "guide" / "entries.md").read_text(encoding="utf-8")
    entry = read(page.split("```yaml\n")[1].split("```")[0])
    assert entry.problems == ()
    assert {match.name for match in entry.matches} >= {"OSCE", "UNSCR 2341", "border security"}
    for form in forms.kinds():
        for field in form.fields:
            for inner in field.forms if field.type == "thing" else ():
                braces = "{" + ", ".join(f"{each.name}: ..." for each in inner.fields) + "}"
                assert braces in page, f"{inner.label}: {braces}"
