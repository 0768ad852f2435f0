"""The ontology of a store as terms with what it says of each: for pages about it, not for reasoning."""

from __future__ import annotations

from ctkg.graph.glossary.concerning import Constraint, Rule, constraints, rules
from ctkg.graph.glossary.reading import read
from ctkg.graph.glossary.terms import Glossary, Module, Term

__all__ = ["Constraint", "Glossary", "Module", "Rule", "Term", "constraints", "read", "rules"]
