"""Export and import of graphs; exports are deterministic, sorted and never half written."""

from ctkg.graph.export.formats import FORMATS, format_of
from ctkg.graph.export.reading import read
from ctkg.graph.export.writing import dumps, write

__all__ = ["FORMATS", "dumps", "format_of", "read", "write"]
