"""Which source's layout is headed like this?"""

from __future__ import annotations

from functools import cache

from data_access.catalogue import SOURCES
from data_access.catalogue.layouts import Layout

HALF = 0.5


@cache
def csv_layouts() -> tuple[Layout, ...]:
    return tuple(layout for source in SOURCES.values() for layout in source.layouts if layout.reader == "csv")


def layout_of(header: tuple[str, ...]) -> Layout | None:
    """The declared layout this first row heads; None where it is none of them."""
    return next((layout for layout in csv_layouts() if layout.heads(header)), None)


def layout(source: str, name: str) -> Layout:
    """A source's layout by its name."""
    return next(each for each in SOURCES[source].layouts if each.name == name)


def nearest(header: tuple[str, ...]) -> Layout | None:
    """The layout that shares most of its columns with a first row that is none of them, where that is half of them.

    Of several that share all of theirs, the one that has most: a layout may hold another.
    """

    def share(known: Layout) -> float:
        return len(set(known.heading) & set(header)) / len(known.heading)

    best = max(csv_layouts(), key=lambda known: (share(known), len(known.heading)))
    return best if share(best) >= HALF else None
