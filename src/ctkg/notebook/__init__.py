"""What Jupyter shows of results, descriptions, reports and small graphs: HTML and SVG with every text escaped.

No script, no style sheet, no request: what is made here stands in a notebook as it is. It knows nothing of what it
shows: the types that can be shown (``ctkg.graph.query.Result`` ...) hand it texts, in their ``_repr_mimebundle_``.
"""

from __future__ import annotations

from ctkg.notebook.drawing import Edge, Node, graph
from ctkg.notebook.markup import Cell, Table, bundle, notes, section, tree

__all__ = ["Cell", "Edge", "Node", "Table", "bundle", "graph", "notes", "section", "tree"]
