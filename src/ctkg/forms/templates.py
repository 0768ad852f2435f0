"""Forms to fill: what ``ctkg new`` prints."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from ctkg.errors import UsageError
from ctkg.forms.model import Field, Form
from ctkg.forms.schemes import concepts
from ctkg.forms.shapes import form as form_of

#: Ways in which a form is given to be filled.
TEMPLATES = ("yaml", "csv", "ttl")
#: Concepts of a scheme that are all listed; of a longer one so many are shown.
_ALL, _SHOWN = 10, 6
_WIDTH = 118
_TAKES = {
    "text": "Text",
    "name": "Name",
    "integer": "Whole number",
    "boolean": "true or false",
    "date": "Date, as 2019-11-19, 2019-11 or 2019",
    "thing": "Name or IRI",
    "document": "Fields",
}


def template(kind: str, form: str = "yaml") -> str:
    """An empty form of ``kind``; it is refused as it is, with words that say so.

    Args:
        kind: a word of :func:`ctkg.forms.forms`.
        form: ``yaml`` with comments, ``csv`` with one row, or ``ttl``: an example with every line commented out.

    Raises:
        UsageError: an unknown kind or ``form``.
    """
    if form not in TEMPLATES:
        raise UsageError(f"forms are given as {', '.join(TEMPLATES)}, not as {form!r}")
    found = form_of(kind)
    if form == "csv":
        return _csv(found)
    return _yaml(found) if form == "yaml" else _turtle(found)


def example(kind: str) -> str:
    """A YAML form of ``kind`` in which every field has its example; what it says is made up."""
    form = form_of(kind)
    lines = [f"id: fictional-{kind}", f"kind: {kind}"]
    for field in form.fields:
        nested = _nested(field)
        if field.examples:
            lines.append(f"{field.name}: {field.examples[0]}")
        elif nested:
            stems = ["  - ", "    "] if field.several else ["  ", "  "]
            values = [f"{each.name}: {each.examples[0]}" for each in nested.fields if each.examples]
            lines += [f"{field.name}:", *(f"{stems[bool(at)]}{value}" for at, value in enumerate(values))]
    return "\n".join(lines) + "\n"


def allowed(kind: str, name: str) -> list[tuple[str, str]]:
    """All values that a field takes, as the id of a concept and its name, or the word twice; by name.

    Raises:
        UsageError: there is no such field, or it takes no listed values.
    """
    form = form_of(kind)
    for field in _all_fields(form):
        if field.name == name and field.scheme:
            return list(concepts(field))
        if field.name == name and field.choices:
            return [(choice, choice) for choice in field.choices]
    listed = sorted({field.name for field in _all_fields(form) if field.scheme or field.choices})
    raise UsageError(f"{kind} has no field {name!r} with listed values; there are: {', '.join(listed)}")


def _all_fields(form: Form) -> Iterator[Field]:
    for field in form.fields:
        yield field
        for inner in field.forms:
            yield from _all_fields(inner)


def _yaml(form: Form) -> str:
    lines = [
        f"# yaml-language-server: $schema={form.kind}.schema.json",
        *_comment(
            f"That line is for editors that help with YAML, after: ctkg schema {form.kind} > {form.kind}.schema.json"
        ),
        "#",
        *_comment(f"Entry of the kind {form.kind}. {form.description}"),
        *_comment(
            "Write behind the colons what the source says, and leave empty what it does not say. Where a field takes "
            'several values, put each on a line of its own with "- " before it, or write [one, another]. Names are '
            "those of the reference data and of the store (ctkg search), or IRIs such as id:organization/osce. Put "
            "text that has a colon followed by a space, or begins with a mark, in quotation marks. "
            "Check the form with: ctkg validate FILE"
        ),
        *_legend(form),
        "",
        *_comment("Needed. A short name of the entry's own: letters, digits, hyphens."),
        "# Example: skopje-workshop-2019",
        "id:",
        f"kind: {form.kind}",
    ]
    for field in form.fields:
        lines += ["", *_explained(field, form.kind), f"{field.name}:"]
        nested = _nested(field)
        if nested and not field.several:
            for each in nested.fields:
                lines += [*_explained(each, form.kind, "  "), f"  {each.name}:"]
    return "\n".join(lines) + "\n"


def _nested(field: Field) -> Form | None:
    """The form of a field that is written as fields and not as a name."""
    return field.forms[0] if field.type in ("form", "document") and field.forms else None


def _legend(form: Form) -> list[str]:
    """How what is not known yet is described, once for all fields."""
    inner = {each.label: each for field in _all_fields(form) if field.type == "thing" for each in field.forms}
    if not inner:
        return []
    lines = [
        "#",
        *_comment("What the reference data and the store do not have is described where its name would stand:"),
    ]
    for label, each in sorted(inner.items()):
        lines += _comment(f"  {label}: {_braces(each)}")
    return lines


def _explained(field: Field, kind: str, indent: str = "") -> list[str]:
    parts = ("Needed." if field.required else "", field.description, _takes(field, kind), _described(field))
    lines = _comment(" ".join(part for part in parts if part), indent)
    return lines + ([f"{indent}# Example: {field.examples[0]}"] if field.examples else [])


def _takes(field: Field, kind: str) -> str:
    several = ", or several" if field.several else ""
    if field.choices:
        return f"One of: {', '.join(field.choices)}."
    if field.scheme:
        names = [label for _, label in concepts(field)]
        if len(names) <= _ALL:
            return f"One{several} of: {', '.join(names)}."
        listed = f"{', '.join(names[:_SHOWN])}; list them: ctkg new {kind} --values {field.name}"
        return f"One{several} of {len(names)}, such as {listed}."
    if field.type == "form":
        inner = field.forms[0]
        short = "Words" + several + ", or fields: " if inner.shorthand else "Fields" + several + ": "
        return f"{short}{_braces(inner)}." if field.several or inner.shorthand else "Fields."
    return f"{_TAKES[field.type]}{several}."


def _described(field: Field) -> str:
    ways = [f"{{{form.key.name}: ...}}" for form in field.forms] if field.type == "thing" else []
    ways += ["{words: ...}"] if field.words else []
    return f"Not known: {' or '.join(ways)}." if ways else ""


def _braces(form: Form) -> str:
    return "{" + ", ".join(f"{field.name}: ..." for field in form.fields) + "}"


def _comment(text: str, indent: str = "") -> list[str]:
    lines = [f"{indent}#"]
    for word in text.split():
        if len(lines[-1]) + 1 + len(word) > _WIDTH:
            lines.append(f"{indent}#")
        lines[-1] += f" {word}"
    return lines


def _csv(form: Form) -> str:
    columns = ["id", "kind"]
    for field in form.fields:
        nested = _nested(field)
        if nested and not nested.shorthand:
            stem = f"{field.name}.1" if field.several else field.name
            columns += [f"{stem}.{each.name}" for each in nested.fields]
        else:
            columns.append(field.name)
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(columns)
    writer.writerow(["", form.kind, *([""] * (len(columns) - 2))])
    return stream.getvalue()


def _turtle(form: Form) -> str:
    from ctkg.forms.reading import read
    from ctkg.graph.export import dumps

    (entry,) = read(example(form.kind).encode(), name=f"the example of {form.kind}", form="yaml")
    written = dumps((quad.triple for quad in entry.quads), "ttl").decode()
    head = _comment(
        f"Entry of the kind {form.kind}, as an example: what it says is made up. Take the marks from the lines that "
        f"you need, put what your source says in their place, and an id of its own for fictional-{form.kind}. "
        "Check it with: ctkg validate FILE"
    )
    return "\n".join([*head, "", *(f"# {line}".rstrip() for line in written.splitlines())]) + "\n"
