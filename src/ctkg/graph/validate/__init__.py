"""SHACL validation behind one interface, with a fast engine and the reference engine."""

from ctkg.graph.validate.engines import ENGINES
from ctkg.graph.validate.entry import validate_entry
from ctkg.graph.validate.results import sorted_report
from ctkg.graph.validate.running import validate

__all__ = ["ENGINES", "sorted_report", "validate", "validate_entry"]
