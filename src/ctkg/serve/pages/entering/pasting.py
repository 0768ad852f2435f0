"""From a written form to the inputs of a page: what somebody pastes as YAML can be gone on with field by field."""

from __future__ import annotations

from ctkg import forms
from ctkg.forms import Field, Form, yaml_form
from ctkg.forms.written import Fields, Items, Text, Written
from ctkg.serve.pages.entering.sheet import TYPED, WORDS


def typed(form: Form, written: Fields) -> dict[str, str]:
    """Values by the names of their inputs; what no field of the form has is left out."""
    found: dict[str, str] = {}
    own = written.values.get("id")
    if isinstance(own, Text):
        found["id"] = own.value
    _fields(form, written, "", found)
    return found


def _fields(form: Form, written: Fields, above: str, found: dict[str, str]) -> None:
    for each in form.fields:
        value = written.values.get(each.name)
        if value is None or value.empty:
            continue
        items = value.items if isinstance(value, Items) else [value]
        for number, item in enumerate((item for item in items if not item.empty), start=1):
            address = f"{above}/{each.name}:{number}" if above else f"{each.name}:{number}"
            _value(each, item, address, found)


def _value(of: Field, item: Written, address: str, found: dict[str, str]) -> None:
    if isinstance(item, Text):
        found[address + "?"], found[address] = TYPED, item.value
    elif isinstance(item, Fields):
        words = item.values.get("words")
        if of.words and isinstance(words, Text):
            found[address + "?"], found[address] = WORDS, words.value
            return
        fitting = [form for form in of.forms if form.key.name in item.values] or list(of.forms[:1])
        if fitting:
            found[address + "?"] = fitting[0].key.name
            _fields(fitting[0], item, address, found)


def example(form: Form) -> dict[str, str]:
    """The inputs of a form with the example of each field; what it says is made up."""
    (written,) = yaml_form.entries(forms.example(form.kind).encode(), form.kind)
    return typed(form, written)
