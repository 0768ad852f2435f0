"""Small charts as SVG, made on the server: bars, stacked bars, periods of office, steps; each with its table.

Templates show one by ``{% from "charts.html" import chart %}{{ chart(made) }}``, with ``charts.css``. Horizontal places
are percentages of the width that the page gives, so that letters keep their size on a phone; there is no inline style.
"""

from __future__ import annotations

from ctkg.serve.charts.axis import Axis
from ctkg.serve.charts.bars import Bar, bars, by_year, stacked
from ctkg.serve.charts.chart import Cell, Chart
from ctkg.serve.charts.lanes import Mark, lanes
from ctkg.serve.charts.periods import Period, periods
from ctkg.serve.charts.steps import cumulative

__all__ = [
    "Axis", "Bar", "Cell", "Chart", "Mark", "Period", "bars", "by_year", "cumulative", "lanes", "periods", "stacked",
]  # fmt: skip
