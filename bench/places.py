"""How often is a place in words found, how often rightly, and how fast?

On 5,000 labelled texts (``place_texts``) made from a made-up gazetteer, and
from the published one where LION_REAL_DATA names its folder.
"""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import hypot
from pathlib import Path

from bench import place_gazetteer, place_homes, place_kinds
from bench.measures import Budgets, Measure, Part
from bench.place_texts import Labelled, labelled, rows_of
from data_access.ingest.placing.geocode import gazetteer_from, geocoder_from
from geo import crs
from geo.places.answers import Answer, Band

HOME_SEEDS = (811, 812)  # of the second set of homes; others were looked at
SEEDS = (301, 302, 303)  # others were looked at while the rules were written; these were not
REAL = ("gazetteer/lewisham_police_uk_map_points.csv", "lookups/code_point_open_2025_lewisham_3km.csv")


@dataclass(frozen=True, slots=True)
class Calibration:
    """Answers beside what was meant."""

    asked: Sequence[Labelled]
    answered: Sequence[Answer]
    seconds: float

    def right(self, asked: Labelled, answer: Answer) -> bool:
        """Whether the answer's point is at what was meant."""
        if answer.point is None or not asked.spots:
            return False
        east, north = crs.to_national_grid([answer.point.lat], [answer.point.lng])
        return min(hypot(east.item() - x, north.item() - y) for x, y in asked.spots) <= asked.within_m

    def band(self, *bands: Band) -> tuple[int, int]:
        """Answers in these bands, and how many of them are right."""
        pairs = [(a, b) for a, b in zip(self.asked, self.answered, strict=True) if b.band in bands]
        return len(pairs), sum(self.right(a, b) for a, b in pairs)

    def recall(self, kind: str = "") -> tuple[int, int]:
        """Texts that name one place (of one kind), and how many were rightly answered, street or better."""
        pairs = [(a, b) for a, b in zip(self.asked, self.answered, strict=True) if a.spots and kind in {"", a.kind}]
        return len(pairs), sum(b.band.street_or_better and self.right(a, b) for a, b in pairs)

    def wrong(self) -> list[tuple[Labelled, Answer]]:
        """Answers, street or better, that are not where it was."""
        pairs = zip(self.asked, self.answered, strict=True)
        return [(a, b) for a, b in pairs if b.band.street_or_better and not self.right(a, b)]

    def homes_placed(self, *, misspelt: bool) -> tuple[int, int]:
        """Texts that speak of a home, in a word as it is written or in one that is misspelt, and how many got a point."""
        kind = "misspelt home" if misspelt else "home"
        points = [b.point for a, b in zip(self.asked, self.answered, strict=True) if a.kind == kind]
        return len(points), sum(point is not None for point in points)


def calibration(points: Path, codes: Path, *, seed: int, count: int = 5_000) -> Calibration:
    """Ask everything once, from cold."""
    asked = labelled(rows_of(points, codes), count, seed)
    geocoder = geocoder_from(gazetteer_from([points, codes], borough=["Lewisham"]))
    start = time.process_time()
    answered = [geocoder.find(each.text) for each in asked]
    return Calibration(asked, answered, time.process_time() - start)


def second_homes(points: Path, codes: Path, *, seed: int, count: int = 2_500) -> tuple[int, int]:
    """Homes written by another hand, and how many of them got a point."""
    geocoder = geocoder_from(gazetteer_from([points, codes], borough=["Lewisham"]))
    texts = place_homes.homes([name for name, _ in rows_of(points, codes).streets], count, seed)
    return len(texts), sum(geocoder.find(text).point is not None for text in texts)


def others(points: Path, codes: Path, kind: str, *, seed: int, count: int = 1_500) -> Calibration:
    """The words of other partners than hospitals."""
    asked = place_kinds.texts_of(kind, rows_of(points, codes), count, seed)
    geocoder = geocoder_from(gazetteer_from([points, codes], borough=["Lewisham"]))
    start = time.process_time()
    return Calibration(asked, [geocoder.find(each.text) for each in asked], time.process_time() - start)


BETTER = (Band.EXACT, Band.JUNCTION, Band.STREET)


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    """Precision, recall and speed, on the made-up gazetteer and on the published one."""
    yield from _of("made-up", *place_gazetteer.written(folder / "places"), limits=budgets["geocoder"])
    if named := os.environ.get("LION_REAL_DATA"):
        yield from _of("published", *(Path(named) / each for each in REAL), limits=budgets["geocoder"])
    else:
        yield Part("geocoder").beside("published gazetteer", "not measured: LION_REAL_DATA is not set")


def _of(which: str, points: Path, codes: Path, *, limits: Mapping[str, float]) -> Iterator[Measure]:
    part = Part("geocoder")
    runs = [calibration(points, codes, seed=seed) for seed in SEEDS]
    asked, right = _sum([run.band(*BETTER) for run in runs])
    meant, found = _sum([run.recall() for run in runs])
    yield part.at_least(
        f"{which}: precision, street or better", right / asked, limits["precision"], more=f" of {asked:,} answers"
    )
    yield part.at_least(f"{which}: recall, street or better", found / meant, limits["recall"], more=f" of {meant:,}")
    for band in (*BETTER, Band.AREA):
        given, good = _sum([run.band(band) for run in runs])
        if band is not Band.AREA:
            yield part.beside(f"{which}: … {band.value}", f"precision {good / max(given, 1):.3f} of {given:,} answers")
        else:
            yield part.beside(f"{which}: … {band.value}", f"{given:,} answers")
    for kind in ("street", "junction", "postcode", "landmark"):
        texts, good = _sum([run.recall(kind) for run in runs])
        yield part.beside(f"{which}: recall of {kind} texts", f"{good / max(texts, 1):.3f} of {texts:,}")
    kinds = Counter(asked.kind for run in runs for asked, _ in run.wrong())
    yield part.beside(f"{which}: wrong answers by what was meant", ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))
    homes, placed = _sum([run.homes_placed(misspelt=False) for run in runs])
    yield part.at_most(f"{which}: homes given a point", placed, limits["homes"], "{:.0f}", f" of {homes:,}")
    homes, placed = _sum([run.homes_placed(misspelt=True) for run in runs])
    yield part.at_most(f"{which}: misspelt homes given a point", placed, limits["homes"], "{:.0f}", f" of {homes:,}")
    homes, placed = _sum([second_homes(points, codes, seed=seed) for seed in HOME_SEEDS])
    yield part.at_most(f"{which}: homes of a second set given a point", placed, limits["homes"], "{:.0f}", f" of {homes:,}")
    for kind in place_kinds.KINDS:
        told = [others(points, codes, kind, seed=seed) for seed in SEEDS]
        given, good = _sum([run.band(*BETTER) for run in told])
        words, found = _sum([run.recall() for run in told])
        told_words = f"precision {good / max(given, 1):.3f} of {given:,} answers, recall {found / max(words, 1):.3f} of {words:,}"
        yield part.beside(f"{which}: a {kind}", told_words)
    speed = sum(len(run.asked) for run in runs) / sum(run.seconds for run in runs)
    yield part.at_least(f"{which}: texts a second on one core", speed, limits["per_second"], "{:,.0f}")


def _sum(pairs: Sequence[tuple[int, int]]) -> tuple[int, int]:
    return sum(first for first, _ in pairs), sum(second for _, second in pairs)
