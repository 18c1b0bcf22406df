"""Which source's layout is headed like this?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data_access.catalogue import DIMENSIONS, FIGURES, SOURCES, Dimension, Source
from data_access.catalogue.figures import FigureLayout
from data_access.catalogue.layouts import Layout

HALF = 0.5


@dataclass(frozen=True, slots=True)
class Catalogue:
    """What a file is read with: the program's own sources and code lists, or those with one more that is being tried."""

    sources: Mapping[str, Source]
    dimensions: Mapping[str, Dimension]


OURS = Catalogue(SOURCES, DIMENSIONS)


@dataclass(frozen=True, slots=True)
class Nearest:
    """A declared first row that is much like another, and whether its source is open."""

    heading: tuple[str, ...]
    open: bool


@cache
def csv_layouts() -> tuple[Layout, ...]:
    return tuple(layout for source in SOURCES.values() for layout in source.layouts if layout.reader == "csv")


@cache
def figure_layouts() -> tuple[FigureLayout, ...]:
    return tuple(layout for source in FIGURES.values() for layout in source.layouts)


def layout_of(header: tuple[str, ...]) -> Layout | None:
    """The declared layout of records this first row heads; None where it is none of them."""
    return next((layout for layout in csv_layouts() if layout.heads(header)), None)


def figure_layout_of(header: tuple[str, ...]) -> FigureLayout | None:
    """The declared layout of figures this first row heads; None where it is none of them."""
    return next((layout for layout in figure_layouts() if layout.heads(header)), None)


def layout(source: str, name: str) -> Layout:
    """A source's layout by its name."""
    return next(each for each in SOURCES[source].layouts if each.name == name)


def figure_layout(source: str, name: str) -> FigureLayout:
    """A layout of a source of figures by its name."""
    return next(each for each in FIGURES[source].layouts if each.name == name)


def nearest(header: tuple[str, ...]) -> Nearest | None:
    """The first row that shares most of its columns with one that is none of them, where that is half of them.

    Of several that share all of theirs, the one that has most: a layout may hold another.
    """
    known = [Nearest(each.heading, SOURCES[each.source].open) for each in csv_layouts()]
    known += [Nearest(each.headings[0], True) for each in figure_layouts()]

    def share(one: Nearest) -> float:
        return len(set(one.heading) & set(header)) / len(set(one.heading))

    best = max(known, key=lambda one: (share(one), len(one.heading)))
    return best if share(best) >= HALF else None
