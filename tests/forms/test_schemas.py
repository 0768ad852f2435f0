"""The JSON Schema takes what the reader takes, and refuses what no reader of names is needed to refuse."""

from __future__ import annotations

import json
import sys
from functools import cache
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from ctkg import forms
from ctkg.forms.schemas import dumps

HERE = Path(__file__).resolve().parent
_SPEC = spec_from_file_location("form_trees", HERE / "trees.py")
assert _SPEC and _SPEC.loader
trees = module_from_spec(_SPEC)
sys.modules["form_trees"] = trees
_SPEC.loader.exec_module(trees)

KINDS = [form.kind for form in forms.kinds()]
#: Bad examples that are bad for what an editor can know: shape, type, presence, choice.
TYPED = (
    "adoption/bad-missing-adopter",
    "adoption/bad-negative-vote",
    "adoption/bad-number-with-words",
    "adoption/bad-unknown-vote-field",
    "adoption/bad-vote-in-words",
    "arrest/bad-name-of-the-arrested",
    "attack/bad-attribution-as-text",
    "attack/bad-attribution-to-nobody",
    "attack/bad-harm-of-no-kind",
    "attack/bad-organizers-are-no-field",
    "conference/bad-bad-id",
    "conference/bad-unknown-field-in-place",
    "conference/bad-words-and-more",
    "event/bad-place-without-name",
    "incident/bad-count-in-words",
    "incident/bad-missing-date",
    "incident/bad-unknown-qualifier",
    "launch/bad-missing-kind",
    "launch/bad-output-without-name",
    "meeting/bad-mapping-where-name",
    "meeting/bad-not-a-date",
    "meeting/bad-several-where-one",
    "organization/bad-missing-name",
    "organization/bad-short-acronym",
    "person/bad-missing-post",
    "person/bad-two-names",
    "resolution/bad-neither-true-nor-false",
    "resolution/bad-number-is-a-text",
    "resolution/bad-number-of-zero",
    "roundtable/bad-list-in-list",
    "roundtable/bad-missing-date",
    "seminar/bad-missing-source",
    "seminar/bad-wrong-address",
    "statement/bad-quote-without-speaker",
    "training/bad-empty-organizer",
    "training/bad-long-title",
    "training/bad-negative-days",
    "treaty-action/bad-missing-state",
    "visit/bad-date-with-time",
    "visit/bad-missing-id",
    "workshop/bad-missing-organizer",
    "workshop/bad-unknown-field",
    "workshop/bad-wrong-type",
)


@pytest.fixture(scope="module")
def every() -> Draft202012Validator:
    found = forms.schema()
    Draft202012Validator.check_schema(found)
    return Draft202012Validator(found)


@cache
def of(kind: str) -> Draft202012Validator:
    return Draft202012Validator(forms.schema(kind))


def tree(name: str) -> object:
    (found,) = trees.documents((HERE / "examples" / f"{name}.yaml").read_text(encoding="utf-8"))
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_a_good_example_and_the_examples_of_all_fields_are_taken(kind: str, every: Draft202012Validator) -> None:
    for entry in (tree(f"{kind}/good"), *trees.documents(forms.example(kind))):
        assert list(of(kind).iter_errors(entry)) == []
        assert every.is_valid(entry)


@pytest.mark.parametrize("name", TYPED)
def test_what_an_editor_can_know_is_refused(name: str, every: Draft202012Validator) -> None:
    assert not of(name.partition("/")[0]).is_valid(tree(name))
    assert not every.is_valid(tree(name))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_form_lacks_just_what_is_needed(kind: str) -> None:
    (empty,) = trees.documents(forms.template(kind))
    faults = {str(error.absolute_path[0]) for error in of(kind).iter_errors(empty)}
    assert faults == {"id", *(field.name for field in forms.form(kind).fields if field.required)}


def test_a_schema_is_the_same_in_every_run_and_offers_what_there_is() -> None:
    text = dumps(forms.schema("workshop"))
    assert text == dumps(forms.schema("workshop"))
    offered = json.loads(text)["$defs"]["concept-threat-InfrastructureSector"]["anyOf"][0]["enum"]
    assert offered == [label for label, _ in sorted((name, key) for key, name in forms.allowed("workshop", "sectors"))]
    assert "Energy" in offered
