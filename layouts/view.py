"""How a page is drawn, as the address says it: which layer, which cells, which panels as tables.

What is asked is ``data_access.filters``; this is only how it is shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import parse_qsl, urlencode

from data_access.filters import MAX_QUERY, Filters, shown
from data_access.wording import listed

LAYERS = ("wards", "old-wards", "lsoas", "cells")
RESOLUTIONS = (8, 9, 10)
MEASURES = ("count", "rate")
DENOMINATORS = ("census-2021", "census-2011")
_MOST_TABLES = 20
# What each key is called when a value of it cannot be read.
_CALLED = {"layer": "layer of the map", "res": "size of cell", "measure": "measure", "against": "count of residents"}


@dataclass(frozen=True, slots=True)
class View:
    """How the question is shown.

    ``tables`` names the panels shown as tables, ``against`` the residents
    that stop and search is divided by, ``present`` the presentation mode.
    """

    layer: str = "wards"
    res: int = 9
    measure: str = "count"
    tables: tuple[str, ...] = ()
    against: str = "census-2021"
    present: bool = False
    notices: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def from_query(cls, query: object) -> View:
        """The view an address asks for; what cannot be read is left out and said, what is not text is the plain view."""
        text = query[:MAX_QUERY] if isinstance(query, str) else ""
        given = dict(parse_qsl(text.removeprefix("?")))
        notices: list[str] = []

        def one_of(key: str, allowed: tuple[str, ...], default: str) -> str:
            value = given.get(key, default)
            if value in allowed:
                return value
            notices.append(f"“{shown(value)}” is not a {_CALLED[key]}: it can be {listed(allowed, 'or')}.")
            return default

        tables = tuple(dict.fromkeys(word for word in given.get("tables", "").split(",") if word.replace("-", "").isalnum()))
        return cls(
            layer=one_of("layer", LAYERS, "wards"),
            res=int(one_of("res", tuple(map(str, RESOLUTIONS)), "9")),
            measure=one_of("measure", MEASURES, "count"),
            tables=tables[:_MOST_TABLES],
            against=one_of("against", DENOMINATORS, "census-2021"),
            present=given.get("present") == "1",
            notices=tuple(notices),
        )

    def to_query(self) -> str:
        """What differs from the default, for the end of an address; ``from_query`` reads it back."""
        plain = View()
        pairs = [
            ("layer", self.layer if self.layer != plain.layer else ""),
            ("res", str(self.res) if self.res != plain.res else ""),
            ("measure", self.measure if self.measure != plain.measure else ""),
            ("tables", ",".join(self.tables)),
            ("against", self.against if self.against != plain.against else ""),
            ("present", "1" if self.present else ""),
        ]
        return urlencode([(key, value) for key, value in pairs if value], safe=",")


def address(question: Filters, view: View) -> str:
    """The query string of a question shown in a way."""
    more = view.to_query()
    return f"?{question.to_query()}{'&' + more if more else ''}"
