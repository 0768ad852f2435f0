"""Results of an engine, and how they become findings."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ctkg.iris import compact
from ctkg.model import Finding

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")


#: Stands for every blank node: their labels differ from run to run.
BLANK = "[]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """One SHACL validation result, in the words that both engines share.

    Attributes:
        focus: IRI, :data:`BLANK`, or lexical form.
        path: IRI, SPARQL path, or empty.
        value: IRI or lexical form, or empty.
        shape: IRI of the nearest shape that has one.
        component: local name of the constraint component; the IRI of one that SHACL does not define.
        severity: ``Violation``, ``Warning`` or ``Info``.
        messages: what the shape says; empty where it says nothing.
    """

    focus: str
    path: str
    value: str
    shape: str
    component: str
    severity: str
    messages: tuple[str, ...]

    def finding(self, document: str = "") -> Finding:
        """The result as a finding."""
        return Finding(
            check=self.shape,
            severity=self.severity.casefold() if self.severity in ("Info", "Warning") else "violation",
            focus=self.focus,
            path=self.path,
            value=self.value,
            message=self.messages[0] if self.messages else self._default(),
            component=self.component,
            document=document,
        )

    def _default(self) -> str:
        rule = _WORD.sub(" ", self.component.removesuffix("ConstraintComponent")).casefold()
        what = f" of {compact(self.path)}" if self.path else ""
        return f"breaks the rule '{rule}'{what} in {compact(self.shape)}; correct the value or the statement."
