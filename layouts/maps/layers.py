"""The layers a map can show: areas of several kinds, and cells; each with its word in the address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.catalogue import Source
from layouts.view import View


@dataclass(frozen=True, slots=True)
class Layer:
    """A kind of area: its word in the address, its dimension, and what it is called.

    ``title`` stands on the control, ``each`` finishes "searches in each …",
    ``head`` heads the table's column, ``one`` and ``plural`` are said in
    sentences, ``whose`` where nobody has counted their residents.
    """

    word: str
    key: str
    title: str
    each: str
    head: str
    one: str
    plural: str
    whose: str


AREAS = (
    Layer("wards", "ward", "Wards", "ward", "Ward", "ward", "wards", "today’s wards"),
    Layer(
        "old-wards",
        "old_ward",
        "Wards until 2022",
        "ward as it was until May 2022",
        "Ward until 2022",
        "ward",
        "wards",
        "the wards of before May 2022",
    ),
    Layer(
        "lsoas",
        "lsoa",
        "Small areas",
        "small census area (LSOA, about 1,600 people)",
        "Small area",
        "small area",
        "small areas",
        "small areas (LSOAs)",
    ),
)
BY_KEY = {layer.key: layer for layer in AREAS}
CELLS = "cells"


def mapped_by(source: Source, view: View, drawn: Sequence[str]) -> str:
    """What the map is coloured by: the layer asked for, else the first kind of area; "" for a source without places.

    ``drawn`` are the kinds of area the source can be drawn by. Cells are no
    finer than its points allow.
    """
    if view.layer == CELLS and source.finest_cell:
        return f"h3_{min(view.res, source.finest_cell)}"
    offered = {layer.word: layer.key for layer in AREAS if layer.key in drawn}
    return offered.get(view.layer) or next(iter(offered.values()), "")
