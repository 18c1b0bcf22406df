"""Which of Lion's categories does a published word mean?

As its source's file says, for every vintage. A word that stands in no table is
a bad row ("unknown category"): it is never taken for "Other", and a blank is
never taken for "no further action".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data_access.catalogue import DIMENSIONS, Dimension
from data_access.catalogue.dimensions import area_number
from data_access.catalogue.layouts import Field

UNSEEN, NO_AREA = -1, 0
# "Black or Black British - Caribbean (B1)": what stands in brackets at the end.
_ENDING = re.compile(r"\(([^()]+)\)$")
# Whole years to the band they fall into; the ages that somebody may be.
_BANDS = ((10, "0-9"), (18, "10-17"), (25, "18-24"), (35, "25-34"), (50, "35-49"), (65, "50-64"), (121, "65-and-over"))


class Words:
    """Published words, without regard to case or outer blanks, as codes; unknown words as -1."""

    def __init__(self, codes: Mapping[str, int], endings: Mapping[str, int] | None = None) -> None:
        self.codes, self.endings = dict(codes), dict(endings or {})

    def code(self, words: str) -> int:
        ending = _ENDING.search(words.strip()) if self.endings else None
        found = self.endings.get(ending[1]) if ending else None
        return self.codes.get(words.strip().casefold(), UNSEEN) if found is None else found


class Years(Words):
    """Ages in whole years as bands; a blank is not given."""

    def code(self, words: str) -> int:
        text = words.strip()
        if not text.isascii() or not text.isdigit() or len(text) > 3:
            return super().code(words)
        band = next((slug for limit, slug in _BANDS if int(text) < limit), "")
        return DIMENSIONS["age_group"].code(band) or UNSEEN


class Areas(Words):
    """GSS codes of one kind, or names in the source's own table, as numbers; 0 where the table says there is none."""

    def __init__(self, field: Field, starts: str) -> None:
        named = {words: area_number(slug) or NO_AREA for words, slug in (field.words or {}).items()}
        super().__init__(named)
        self.starts = starts

    def code(self, words: str) -> int:
        text = words.strip()
        if text.casefold() in self.codes:
            return self.codes[text.casefold()]
        return area_number(text) or UNSEEN if text.startswith(self.starts) else UNSEEN


def words_of(field: Field, dimension: Dimension | None = None) -> Words:
    """What one coded field's words mean; ``dimension`` where its list is not the program's own."""
    dimension = dimension or DIMENSIONS[field.to]
    codes = {slug: code for code, slug in enumerate(dimension.slugs)}
    found: dict[str, int] = {}
    if field.labels:
        found |= {value.label.casefold(): code for code, value in enumerate(dimension.values) if code}
    found |= {words: codes[slug] for words, slug in (field.words or {}).items()}
    kind = Years if "years" in field.forms else Words
    return kind(found, {ending: codes[slug] for ending, slug in (field.endings or {}).items()})
