"""From what was written to what is meant: every value read by its field, every name resolved, every fault noted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ctkg.forms import values, wording
from ctkg.forms.model import Field, Form, Match, Spot
from ctkg.forms.naming import Names, Node, Wanted
from ctkg.forms.values import Wrong, shown
from ctkg.forms.written import Fields, Items, Text, Written
from ctkg.graph.names import suggestion
from ctkg.iris import term
from ctkg.model import Finding

_TERRITORY, _PLACE = term("Territory"), term("Place")


@dataclass(frozen=True, slots=True, kw_only=True)
class Value:
    """One value of a field: a literal, a node, words without a node, or a node that is described in place.

    Attributes:
        text: the literal as text, the label of the node, or the words.
        literal: text, number or truth value; None where it is none.
        language: of a name.
        iri: of a node that was named.
        words: True where :attr:`text` are the words of ``{words: ...}``.
        record: what describes the node in place.
    """

    field: Field
    spot: Spot
    text: str = ""
    literal: str | int | bool | None = None
    language: str = ""
    iri: str = ""
    words: bool = False
    record: Record | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """The values of one node, in the order of its form."""

    form: Form
    spot: Spot
    values: tuple[Value, ...]

    def of(self, name: str) -> list[Value]:
        """The values of one field."""
        return [value for value in self.values if value.field.name == name]

    def first(self, name: str) -> Value | None:
        """The first value of one field."""
        return next(iter(self.of(name)), None)


@dataclass(slots=True)
class Reading:
    """One entry while it is read: where names are looked up, and what was found and found wrong."""

    names: Names
    file: str
    kind: str = ""
    focus: str = ""
    matches: list[Match] = field(default_factory=list)
    problems: list[Finding] = field(default_factory=list)

    def record(self, form: Form, written: Fields, above: str = "", skipped: Iterable[str] = ()) -> Record:
        """Read a mapping by ``form``; ``above`` is the name of the field that it stands under."""
        spot = Spot(written.line, written.column, above)
        self._unknown(form, written, above, skipped)
        read: dict[str, list[Value]] = {}
        countries: list[str] = []
        # Countries first: they tell cities of one name apart.
        for one in sorted(form.fields, key=lambda each: each.classes != (_TERRITORY,)):
            node = written.values.get(one.name)
            place = Spot(*at(written.keys.get(one.name), spot), _under(above, one.name))
            if node is not None and not node.empty:
                read[one.name] = self._values(one, node, place, countries)
                countries += [value.iri for value in read[one.name] if one.classes == (_TERRITORY,) and value.iri]
            elif one.required:
                self.wrong(one, place, wording.missing(one))
        self._order(form, read)
        return Record(
            form=form, spot=spot, values=tuple(value for one in form.fields for value in read.get(one.name, ()))
        )

    def wrong(self, one: Field | None, spot: Spot, message: str, value: str = "") -> None:
        """Note a fault."""
        self.problems.append(
            Finding(
                check="form",
                severity="violation",
                focus=self.focus,
                path=one.path if one else "",
                value=value,
                message=message,
                file=self.file,
                line=spot.line,
                column=spot.column,
                field=spot.field,
            )
        )

    def _unknown(self, form: Form, written: Fields, above: str, skipped: Iterable[str]) -> None:
        known = [one.name for one in form.fields]
        for name, key in written.keys.items():
            if name not in known and name not in skipped:
                spot = Spot(key.line, key.column, _under(above, name))
                hint = suggestion(name, known) or f"; there are: {', '.join(known)}"
                self.wrong(None, spot, f"this form has no field {shown(name)}{hint}")
        for key in written.repeated:
            spot = Spot(key.line, key.column, _under(above, key.value))
            self.wrong(None, spot, f"the field {key.value} stands here twice; join its values in one list")

    def _order(self, form: Form, read: dict[str, list[Value]]) -> None:
        """Dates that run backwards; compared as precisely as both are stated."""
        for one in form.fields:
            later = next((each for each in form.fields if one.not_after and each.path == one.not_after), None)
            if later is None:
                continue
            for first in read.get(one.name, ()):
                for last in read.get(later.name, ()):
                    length = min(len(first.text), len(last.text))
                    if last.text[:length] < first.text[:length]:
                        said = f"{later.name} {last.text} is before {one.name} {first.text}; correct one of them"
                        self.wrong(later, last.spot, said, last.text)

    def _values(self, one: Field, node: Written, spot: Spot, countries: Sequence[str]) -> list[Value]:
        items: list[Written]
        if isinstance(node, Items):
            items = [item for item in node.items if not item.empty]
        elif isinstance(node, Text) and node.cell and one.several:
            items = [item for item in node.parts() if not item.empty]
        else:
            items = [node]
        if len(items) > 1 and not one.several:
            at = Spot(items[1].line, items[1].column, spot.field)
            self.wrong(one, at, f"{len(items)} values; this field takes one")
            items = items[:1]
        found = []
        for item in items:
            at = Spot(item.line, item.column, spot.field)
            try:
                found.append(self._value(one, item, at, countries))
            except Wrong as fault:
                self.wrong(one, at, str(fault), item.value[:200] if isinstance(item, Text) else "")
        # Said twice is said once.
        return list({(v.text, v.iri, v.words, v.record is None or id(v)): v for v in found}.values())

    def _value(self, one: Field, item: Written, spot: Spot, countries: Sequence[str]) -> Value:
        if isinstance(item, Items):
            raise Wrong("a list within a list; write the values below each other")
        if isinstance(item, Fields):
            return self._in_place(one, item, spot)
        match one.type:
            case "text":
                found = values.text(item.value, one)
                return Value(field=one, spot=spot, text=found, literal=found)
            case "name":
                found, language = values.name(item.value, one)
                return Value(field=one, spot=spot, text=found, literal=found, language=language)
            case "integer":
                number = values.integer(item.value, one)
                return Value(field=one, spot=spot, text=str(number), literal=number)
            case "boolean":
                truth = values.boolean(item.value, one)
                return Value(field=one, spot=spot, text=str(truth), literal=truth)
            case "date":
                found = values.date(item.value, one)
                return Value(field=one, spot=spot, text=found, literal=found)
            case "choice":
                found = values.choice(item.value, one)
                return Value(field=one, spot=spot, text=found, literal=found)
            case "form":
                return Value(field=one, spot=spot, record=self._short(one, item, spot))
            case _:
                return self._named(one, item, spot, countries)

    def _named(self, one: Field, item: Text, spot: Spot, countries: Sequence[str]) -> Value:
        name = " ".join(values.checked(item.value, one).split())
        wanted = Wanted(one.classes, one.scheme)
        found = self._candidates(name, wanted, countries)
        if not found:
            raise Wrong(wording.unknown(one, name, wanted, self.names, self.kind))
        if len(found) > 1:
            raise Wrong(wording.ambiguous(name, found))
        (node,) = found
        self.matches.append(Match(name, spot.field, node.iri, node.told, spot.line))
        return Value(field=one, spot=spot, text=node.label or name, iri=node.iri)

    def _candidates(self, name: str, wanted: Wanted, countries: Sequence[str]) -> tuple[Node, ...]:
        found = self.names.find(name, wanted)
        if _PLACE not in wanted.classes:
            return found
        if not found and ", " in name:
            # "Vienna, Austria"
            town, _, land = name.rpartition(", ")
            lands = self.names.find(land, Wanted((_TERRITORY,)))
            found = self.names.find(town, wanted)
            return self.names.narrowed(found, [lands[0].iri]) if len(lands) == 1 else ()
        if len(found) > 1 and countries:
            return self.names.narrowed(found, countries) or found
        return found

    def _in_place(self, one: Field, item: Fields, spot: Spot) -> Value:
        if one.words and "words" in item.values:
            return self._only_words(one, item, spot)
        if not one.forms:
            raise Wrong("one value is wanted here, no fields")
        fitting = [form for form in one.forms if form.key.name in item.values]
        if len(one.forms) == 1 and not fitting:
            fitting = [one.forms[0]]
        if not fitting:
            keys = " or ".join(f"{{{form.key.name}: ...}} ({form.label})" for form in one.forms)
            raise Wrong(f"it is not clear what this describes; write {keys}")
        record = self.record(fitting[0], item, spot.field)
        key = record.first(fitting[0].key.name)
        return Value(field=one, spot=spot, text=key.text if key else "", record=record)

    def _only_words(self, one: Field, item: Fields, spot: Spot) -> Value:
        words = item.values["words"]
        others = [name for name in item.values if name != "words"]
        if others:
            raise Wrong(f"{{words: ...}} stands alone; take out {', '.join(others)}")
        if not isinstance(words, Text) or words.empty:
            raise Wrong("words: takes a text")
        return Value(
            field=one,
            spot=Spot(words.line, words.column, spot.field),
            words=True,
            text=values.checked(words.value, one),
        )

    def _short(self, one: Field, item: Text, spot: Spot) -> Record:
        """What words that stand for a whole node mean: "more than 40 experts", "12 injured"."""
        form = one.forms[0]
        if not form.shorthand:
            needed = [each.name for each in form.fields if each.required] or [each.name for each in form.fields]
            raise Wrong(f"fields are wanted here, {{{', '.join(f'{name}: ...' for name in needed)}}}")
        qualifier, number, of = values.count(values.checked(item.value, one))
        if of.isdigit():
            raise Wrong(f"say who was counted, as in '{of} experts'")
        said: list[tuple[str, str | int | None]] = [("count", number), ("qualifier", qualifier)]
        if form.shorthand == "harm":
            words, _, harm = of.rpartition(" ")
            harms = next(each for each in form.fields if each.name == "harm").choices
            if harm not in harms:
                raise Wrong(f"say what happened to them, as in '12 injured'; one of: {', '.join(harms)}")
            said += [("harm", harm), ("of", words)]
        else:
            said.append(("of", of))
        read = {name: value for name, value in said if value not in (None, "")}
        return Record(
            form=form,
            spot=spot,
            values=tuple(
                Value(field=each, spot=spot, text=str(read[each.name]), literal=read[each.name])
                for each in form.fields
                if each.name in read
            ),
        )


def at(key: Text | None, otherwise: Spot) -> tuple[int, int]:
    """Line and column of a name; where it is not written, of what it is missing in."""
    return (key.line, key.column) if key else (otherwise.line, otherwise.column)


def _under(above: str, name: str) -> str:
    return f"{above}.{name}" if above else name
