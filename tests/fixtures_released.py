"""Small made-up answers for drawing. Only tests may construct ``Released``."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime

from data_access import months
from data_access.catalogue import DIMENSIONS, MEASURES, SOURCES
from data_access.released import Coverage, MonthCoverage, Provenance, Released, Row, State, Status

SINCE, UNTIL = date(2022, 10, 1), date(2023, 9, 1)
FIRST = date(2021, 6, 1)
JANUARY, DECEMBER = date(2022, 1, 1), date(2022, 12, 1)

# Searches a month, June 2021 to September 2023: January 2022 was never published.
MONTHLY = (490, 404, 371, 394, 482, 440, 499, None, 490, 690, 440, 475, 531, 413, 475, 341,
           374, 254, 126, 365, 296, 303, 386, 389, 384, 455, 426, 355)  # fmt: skip


def month_states() -> tuple[MonthCoverage, ...]:
    """28 months: January 2022 missing, December 2022 to the 17th."""
    return tuple(_entry(month) for month in months.between(FIRST, UNTIL))


def _entry(month: date) -> MonthCoverage:
    if month == JANUARY:
        return MonthCoverage(month, State.MISSING, "not published")
    if month == DECEMBER:
        return MonthCoverage(month, State.PARTIAL, "stops on the 17th", date(2022, 12, 17))
    return MonthCoverage(month, State.COMPLETE)


def released(
    by: Sequence[str],
    counts: Mapping[tuple[str, ...], int | None],
    *,
    source: str = "stop-and-search",
    coverage: Sequence[MonthCoverage] = (),
    names: Mapping[str, str] | None = None,
) -> Released:
    """An answer with these numbers; None is withheld."""
    rows = tuple(Row(keys, value, Status.WITHHELD if value is None else Status.SHOWN) for keys, value in counts.items())
    entries = tuple(coverage) or tuple(entry for entry in month_states() if entry.month >= SINCE)
    return Released(
        by=tuple(DIMENSIONS[key] for key in by),
        rows=rows,
        total=None,
        source=SOURCES[source],
        measure=MEASURES["count"],
        since=entries[0].month,
        until=entries[-1].month,
        coverage=Coverage(entries),
        provenance=Provenance("2026-11-01-abcdef01", datetime(2026, 11, 1, 9, 30, tzinfo=UTC), demonstration=False),
        question="Searches, October 2022 to September 2023, all of Lewisham",
        address="source=stop-and-search&since=2022-10&until=2023-09",
        names=names or {},
    )


def one(by: str, **counts: int | None) -> Released:
    """A breakdown by one dimension: ``one("ethnicity", black=1320, unknown=1264)``; _ stands for - in slugs."""
    return released([by], {(slug.replace("_", "-"),): value for slug, value in counts.items()})


def monthly() -> Released:
    shown = zip(months.between(FIRST, UNTIL), MONTHLY, strict=True)
    return released(
        ["month"], {(months.address(month),): value for month, value in shown if value is not None}, coverage=month_states()
    )


def objects() -> Released:
    return one(
        "object", unknown=6, controlled_drugs=2295, offensive_weapons=837, stolen_goods=710, evidence_of_offences=179,
        article_for_theft=20, firearms=51, fireworks=15, threaten_or_harm=6, psychoactive_substances=4,
    )  # fmt: skip


def ethnicities() -> Released:
    return one("ethnicity", unknown=1264, asian=120, black=1320, mixed=164, other=76, white=1179)


def ages_and_genders() -> Released:
    female = {"10-17": 35, "18-24": 66, "25-34": 82, "over-34": 156, "unknown": 32}
    male = {"under-10": 1, "10-17": 577, "18-24": 912, "25-34": 804, "over-34": 985, "unknown": 408}
    counts: dict[tuple[str, ...], int | None] = {(age, "female"): value for age, value in female.items()}
    counts |= {(age, "male"): value for age, value in male.items()}
    counts |= {("18-24", "other"): 3, ("25-34", "unknown"): 62}
    return released(["age", "gender"], counts)


def hours_and_weekdays() -> Released:
    """Busiest on weekday afternoons; a few rows without a time."""
    days = DIMENSIONS["weekday"].slugs[1:]
    counts: dict[tuple[str, ...], int | None] = {}
    for day, slug in enumerate(days):
        for hour in range(24):
            near = max(0, 7 - abs(hour - 16.5)) ** 2 * (1.4 if day < 5 else 0.9)
            counts[(str(hour), slug)] = int(near + (day * 7 + hour * 5) % 11)
    counts[("unknown", "unknown")] = 9
    return released(["hour", "weekday"], counts)
