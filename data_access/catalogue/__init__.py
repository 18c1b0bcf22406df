"""Everything that has a name: dimensions, measures, sources, caveats.

Controls, queries, titles, downloads and the reference pages all read this one
catalogue, so a new category is one entry here and one test. A source is a
file, read here as data.
"""

from data_access.catalogue import figure_files
from data_access.catalogue.caveats import CAVEATS, Caveat
from data_access.catalogue.code_lists import Value
from data_access.catalogue.declarations import declared
from data_access.catalogue.dimensions import DIMENSIONS, REPORT_KEYS, Dimension, Kind
from data_access.catalogue.figures import FigureKind, FigureSource, Indicator
from data_access.catalogue.measures import MEASURES, Measure
from data_access.catalogue.sources import Shape, Source

SOURCES: dict[str, Source] = declared()
# Publishers of figures that are no records: indicators, and what rates divide by.
FIGURES: dict[str, FigureSource] = figure_files.declared()

__all__ = [
    "CAVEATS",
    "DIMENSIONS",
    "FIGURES",
    "MEASURES",
    "REPORT_KEYS",
    "SOURCES",
    "Caveat",
    "Dimension",
    "FigureKind",
    "FigureSource",
    "Indicator",
    "Kind",
    "Measure",
    "Shape",
    "Source",
    "Value",
]
