"""Small charts as SVG, made by us: they print, go into a document, follow the theme and need no script.

No Django here. Texts come in the reader's language; every chart carries a description in words and a table
with the same figures. Series differ in dash and marker as well as in colour, so a chart also reads in
grey. All drawings are 400 units wide, so that their letters stay readable on a phone.
"""

from meerwaarde.platform.layout.charts.bars import Bar, bars
from meerwaarde.platform.layout.charts.country import Around, Dot, MapWords, Province, country
from meerwaarde.platform.layout.charts.dots import DotRow, dots
from meerwaarde.platform.layout.charts.drawing import Chart, ChartTable, LegendEntry, Series
from meerwaarde.platform.layout.charts.gantt import GanttBar, GanttGroup, Period, gantt
from meerwaarde.platform.layout.charts.line import line
from meerwaarde.platform.layout.charts.matrix import Matrix, MatrixRow
from meerwaarde.platform.layout.charts.radar import radar
from meerwaarde.platform.layout.charts.web import Band, poster, web

__all__ = [
    "Around",
    "Band",
    "Bar",
    "Chart",
    "ChartTable",
    "Dot",
    "DotRow",
    "GanttBar",
    "GanttGroup",
    "LegendEntry",
    "MapWords",
    "Matrix",
    "MatrixRow",
    "Period",
    "Province",
    "Series",
    "bars",
    "country",
    "dots",
    "gantt",
    "line",
    "poster",
    "radar",
    "web",
]
