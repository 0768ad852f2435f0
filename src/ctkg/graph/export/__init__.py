"""Export and import of graphs; exports are deterministic, sorted and never half written."""

from ctkg.graph.export.formats import FORMATS, format_name, format_of
from ctkg.graph.export.reading import read
from ctkg.graph.export.writing import beside, dumps, write

__all__ = ["FORMATS", "beside", "dumps", "format_name", "format_of", "read", "write"]
