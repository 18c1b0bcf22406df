"""Everything that has a name: dimensions, measures, sources, caveats.

Controls, queries, titles, downloads and the reference pages all read this one
catalogue, so a new category is one entry here and one test.
"""

from data_access.catalogue.caveats import CAVEATS, Caveat
from data_access.catalogue.code_lists import Value
from data_access.catalogue.dimensions import DIMENSIONS, REPORT_KEYS, Dimension, Kind
from data_access.catalogue.measures import MEASURES, Measure
from data_access.catalogue.sources import SOURCES, Shape, Source

__all__ = [
    "CAVEATS",
    "DIMENSIONS",
    "MEASURES",
    "REPORT_KEYS",
    "SOURCES",
    "Caveat",
    "Dimension",
    "Kind",
    "Measure",
    "Shape",
    "Source",
    "Value",
]
