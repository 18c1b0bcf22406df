"""What was planted in the demonstration borough?

Everything a method should find again is written here once, used by the
generator, and saved as ``planted_truth.json`` beside the files. Counts are
Poisson unless said otherwise, so a test knows how often chance alone would
look like a finding.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date

from data_access import months

SEED = 2026_09
FIRST, LAST = date(2023, 10, 1), date(2026, 9, 1)
MONTHS = tuple(months.between(FIRST, LAST))
LAST_YEAR = months.shift(LAST, -11)  # the last twelve months begin here


@dataclass(frozen=True, slots=True)
class HotSpot:
    """A place where ``crime_types`` are ``times`` as frequent, at every map point within ``radius_m``, as without it."""

    name: str
    ward: str
    lat: float
    lng: float
    radius_m: float
    crime_types: tuple[str, ...]
    times: float
    search_times: float


@dataclass(frozen=True, slots=True)
class Change:
    """From ``since`` on, ``crime_type`` in ``ward`` is ``factor`` times what it was; season and trend go on as before."""

    ward: str
    crime_type: str
    since: date
    factor: float


@dataclass(frozen=True, slots=True)
class NearRepeats:
    """``share`` of the crimes are followed by one more within these bounds, which may itself be followed."""

    crime_type: str
    share: float
    within_m: float
    within_days: int


HOT_SPOTS = (
    HotSpot(
        "Lewisham town centre",
        "E05013727",
        lat=51.4622,
        lng=-0.0125,
        radius_m=200,
        crime_types=("shoplifting", "theft-from-the-person", "violence-and-sexual-offences", "robbery"),
        times=5.0,
        search_times=3.0,
    ),
    HotSpot(
        "Deptford High Street",
        "E05013719",
        lat=51.4789,
        lng=-0.0263,
        radius_m=200,
        crime_types=("drugs", "robbery", "violence-and-sexual-offences", "anti-social-behaviour"),
        times=5.0,
        search_times=3.0,
    ),
    HotSpot(
        "Catford town centre",
        "E05013730",
        lat=51.4449,
        lng=-0.0204,
        radius_m=150,
        crime_types=("anti-social-behaviour", "public-order", "shoplifting", "violence-and-sexual-offences"),
        times=3.0,
        search_times=3.0,
    ),
)
RISE = Change("E05013724", "vehicle-crime", LAST_YEAR, 1.35)  # Hither Green
FALL = Change("E05013732", "anti-social-behaviour", LAST_YEAR, 0.70)  # Telegraph Hill
CHANGES = (RISE, FALL)
NEAR_REPEATS = NearRepeats("burglary", share=0.25, within_m=200, within_days=7)

# Stop and search: one month was never published, one stops early.
MISSING_SEARCHES = date(2024, 2, 1)
CUT_SEARCHES, CUT_THROUGH = date(2024, 8, 1), date(2024, 8, 17)

# Of all records, these have no coordinates.
CRIMES_UNPLACED = 0.015
SEARCHES_UNPLACED = 0.10

# Shares of people searched. They do not differ between wards or months: whatever differs there is chance.
SEARCHED_AGES = {"": 0.08, "under 10": 0.002, "10-17": 0.168, "18-24": 0.32, "25-34": 0.23, "over 34": 0.20}
SEARCHED_GENDERS = {"Male": 0.89, "Female": 0.10, "Other": 0.002, "": 0.008}
SEARCHED_ETHNICITIES = {"not stated": 0.30, "black": 0.33, "white": 0.23, "asian": 0.05, "mixed": 0.06, "other": 0.03}


def as_json() -> dict[str, object]:
    """The planted truth, with codes and dates as the files have them."""
    return {
        "about": "Invented records. What was put in on purpose, so that a method can be asked to find it.",
        "seed": SEED,
        "since": months.address(FIRST),
        "until": months.address(LAST),
        "hot_spots": [asdict(spot) for spot in HOT_SPOTS],
        "changes": [{**asdict(change), "since": months.address(change.since)} for change in CHANGES],
        "near_repeats": asdict(NEAR_REPEATS),
        "stop_and_search": {
            "missing_month": months.address(MISSING_SEARCHES),
            "month_cut_short": months.address(CUT_SEARCHES),
            "through": CUT_THROUGH.isoformat(),
            "ages": SEARCHED_AGES,
            "genders": SEARCHED_GENDERS,
            "self_defined_ethnicity": SEARCHED_ETHNICITIES,
        },
        "unplaced_share": {"police-uk-crime": CRIMES_UNPLACED, "stop-and-search": SEARCHES_UNPLACED},
        "no_change_elsewhere": "Every other ward and crime type follows its season and its borough-wide yearly trend alone.",
    }


def summary() -> tuple[str, ...]:
    """The planted truth in a few sentences, for whoever made the files."""
    near = f"within {NEAR_REPEATS.within_m:.0f} m and {NEAR_REPEATS.within_days} days"
    cut = f"{months.words(CUT_SEARCHES)} stops on the {CUT_THROUGH.day}th"
    return (
        f"Hot spots: {', '.join(spot.name for spot in HOT_SPOTS)}.",
        f"Vehicle crime in Hither Green: {RISE.factor - 1:+.0%} from {months.words(RISE.since)}.",
        f"Anti-social behaviour in Telegraph Hill: {FALL.factor - 1:+.0%} from {months.words(FALL.since)}.",
        f"Burglary: {NEAR_REPEATS.share:.0%} are followed by another {near}.",
        f"Stop and search: {months.words(MISSING_SEARCHES)} is missing, {cut}.",
    )
