"""What a page's one callback sends: new contents for places of its frame, in one piece of text.

One store (``Ids.ANSWER``) takes the whole answer, and ``assets/fill.js`` puts each value where
it belongs: a property written by Dash itself costs a visit to every component
of the page. Text, because Dash would otherwise walk through every number of it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import NamedTuple

from layouts.written import written

CHILDREN, FIGURES, PAINT = "children", "figures", "paint"


class Place(NamedTuple):
    """Where one value goes: an element's children or attribute, the page's figures, a map's paint."""

    id: str
    what: str = CHILDREN


class Same:
    """Stands for a value that stays as it is on screen."""


SAME = Same()


def answered(values: Mapping[Place, object]) -> str:
    """``[[id, what, value], …]`` as text; what is ``SAME`` is not sent."""
    told = [
        [place.id, place.what, written(value) if place.what == CHILDREN else value]
        for place, value in values.items()
        if value is not SAME
    ]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))
