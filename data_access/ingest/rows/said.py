"""Which rows say in words where it was, and must those words be looked up?

A row with coordinates needs no words, but for one question: whether they speak
of a home, which is never on a map. A row whose kind of place is somebody's
home is never looked up, and has no point, whatever else it says. What is left
keeps its words in the form that may be kept until they are found.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import numpy.typing as npt

from data_access.catalogue import DIMENSIONS
from data_access.ingest.rows import records
from data_access.ingest.rows.records import Texts
from geo.places.text import kept_form

LONGEST = 200  # letters: more is a story, not a place, and is not looked up
_CONFIDENCE, _SETTING = DIMENSIONS["confidence"], DIMENSIONS["setting"]
HOME, NOT_FOUND = (_CONFIDENCE.code(slug) or 0 for slug in ("home", "not-found"))
HOMES = tuple(_SETTING.code(slug) or 0 for slug in ("home", "other-home"))


def words_for_places(texts: Texts | None, columns: Mapping[str, object]) -> dict[str, object]:
    """``said``, ``confidence`` and the point of a batch whose other columns are known; nothing where no words are given."""
    if texts is None:
        return {}
    lat, lng, setting = np.asarray(columns["lat"]), np.asarray(columns["lng"]), columns.get("setting")
    size = len(texts)
    homes: npt.NDArray[np.bool_] = np.isin(setting, HOMES) if isinstance(setting, np.ndarray) else np.zeros(size, dtype=np.bool_)
    said = ["" if home else text for text, home in zip(texts, homes.tolist(), strict=True)]
    long = np.array([len(text) > LONGEST for text in said], dtype=np.bool_)
    told = np.select([homes, long & np.isnan(lat)], [HOME, NOT_FOUND], 0)
    point = {"lat": np.where(homes, np.nan, lat), "lng": np.where(homes, np.nan, lng)}
    return {"said": records.labels(said, _kept), "confidence": told.astype(np.int16), **point}


def _kept(text: str) -> str | None:
    kept = kept_form(text)
    return kept if len(text) <= LONGEST and any(map(str.isalnum, kept)) else None
