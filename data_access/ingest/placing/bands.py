"""How surely were the rows placed whose places are in words?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import pyarrow as pa
import pyarrow.compute as pc

from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.placing.placing import SUPPLIED
from data_access.place_review import Bands
from data_access.wording import thousands

_CONFIDENCE = DIMENSIONS["confidence"]
_WORDED = {source.code: source for source in SOURCES.values() if source.worded}


def bands_of(kept: Iterable[Candidate]) -> tuple[Bands, ...]:
    """Of each source with words, how many rows of this load stand in which band."""
    counted: dict[int, Counter[int]] = {}
    for each in kept:
        if each.table is not None and each.source in _WORDED:
            counted.setdefault(each.source, Counter()).update(_counts(each.table))
    return tuple(Bands(_WORDED[code], _by_slug(counts)) for code, counts in sorted(counted.items()))


def _counts(table: pa.Table) -> dict[int, int]:
    given = pc.and_(pc.equal(table["confidence"], 0), pc.is_finite(table["lat"]))
    told = pc.if_else(given, pa.scalar(SUPPLIED, pa.int16()), table["confidence"])
    return {int(each["values"]): each["counts"] for each in pc.value_counts(told).to_pylist()}


def _by_slug(counts: Counter[int]) -> dict[str, int]:
    return {slug: counts[code] for code, slug in enumerate(_CONFIDENCE.slugs) if counts[code]}


def words(bands: Bands) -> str:
    """How many rows of this load stand in each band: ``… a street, from words 412; a home, never placed 96``."""
    told = "; ".join(f"{_CONFIDENCE.label(slug).lower()} {thousands(count)}" for slug, count in bands.counts.items())
    return f"Places of {bands.source.title}, this load: {told}."
