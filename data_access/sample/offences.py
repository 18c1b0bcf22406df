"""How much of each crime type is there, when in the year, where, and how does it end?"""

from __future__ import annotations

from dataclasses import dataclass

from data_access.sample.rhythm import Season

NO_SUSPECT = "Investigation complete; no suspect identified"
UNABLE = "Unable to prosecute suspect"
OPEN = "Under investigation"
COURT = "Awaiting court outcome"


@dataclass(frozen=True, slots=True)
class Offence:
    """One police.uk crime type.

    ``monthly`` is expected in the borough in an average month of the first
    year, before hot spots; ``trend`` is its yearly growth, borough-wide. In the
    middle of a town centre it is ``centre`` times as frequent as in a side
    street. ``outcomes`` are shares once an investigation has ended.
    """

    slug: str
    title: str
    monthly: float
    season: Season
    trend: float
    centre: float
    outcomes: dict[str, float]


_MOSTLY_UNSOLVED = {
    NO_SUSPECT: 0.80,
    UNABLE: 0.12,
    COURT: 0.03,
    "Status update unavailable": 0.03,
    "Offender given a caution": 0.02,
}
_AGAINST_PEOPLE = {
    NO_SUSPECT: 0.36,
    UNABLE: 0.44,
    COURT: 0.09,
    "Offender given a caution": 0.03,
    "Local resolution": 0.05,
    "Further investigation is not in the public interest": 0.03,
}
_FOUND_BY_POLICE = {
    "Offender given a drugs possession warning": 0.22,
    "Local resolution": 0.24,
    COURT: 0.24,
    UNABLE: 0.12,
    NO_SUSPECT: 0.08,
    "Offender given a caution": 0.06,
    "Action to be taken by another organisation": 0.04,
}

OFFENCES = (
    Offence("anti-social-behaviour", "Anti-social behaviour", 370, Season(7, 0.22), 0.0, 2.0, {}),
    Offence("bicycle-theft", "Bicycle theft", 34, Season(7, 0.30), -0.05, 2.5, _MOSTLY_UNSOLVED),
    Offence("burglary", "Burglary", 150, Season(12, 0.18), -0.04, 0.8, _MOSTLY_UNSOLVED),
    Offence("criminal-damage-and-arson", "Criminal damage and arson", 158, Season(6, 0.08), 0.0, 1.3, _MOSTLY_UNSOLVED),
    Offence("drugs", "Drugs", 85, Season(5, 0.06), 0.03, 2.5, _FOUND_BY_POLICE),
    Offence("other-crime", "Other crime", 30, Season(6, 0.04), 0.0, 1.0, _AGAINST_PEOPLE),
    Offence("other-theft", "Other theft", 165, Season(7, 0.06), 0.0, 2.5, _MOSTLY_UNSOLVED),
    Offence("possession-of-weapons", "Possession of weapons", 20, Season(5, 0.05), 0.0, 2.0, _FOUND_BY_POLICE),
    Offence("public-order", "Public order", 145, Season(7, 0.12), 0.0, 2.5, _AGAINST_PEOPLE),
    Offence("robbery", "Robbery", 78, Season(11, 0.12), 0.0, 2.5, _MOSTLY_UNSOLVED),
    Offence("shoplifting", "Shoplifting", 170, Season(12, 0.08), 0.06, 9.0, _MOSTLY_UNSOLVED),
    Offence("theft-from-the-person", "Theft from the person", 68, Season(12, 0.12), 0.0, 4.0, _MOSTLY_UNSOLVED),
    Offence("vehicle-crime", "Vehicle crime", 265, Season(11, 0.08), 0.0, 0.7, _MOSTLY_UNSOLVED),
    Offence("violence-and-sexual-offences", "Violence and sexual offences", 470, Season(7, 0.10), 0.0, 1.8, _AGAINST_PEOPLE),
)

# How much more or less there is in a ward than its residents alone would say.
WARD_LEVELS = {
    "E05013727": 1.9,  # Lewisham Central: shops and stations draw people from elsewhere
    "E05013719": 1.35,  # Deptford
    "E05013730": 1.3,  # Rushey Green
    "E05013728": 1.2,  # New Cross Gate
    "E05013721": 1.1,  # Evelyn
    "E05013714": 1.1,  # Bellingham
    "E05013715": 0.8,  # Blackheath
    "E05013729": 0.85,  # Perry Vale
    "E05013718": 0.8,  # Crofton Park
}
# Hither Green has streets of parked cars: enough vehicle crime for its rise to be found.
TYPE_LEVELS = {("E05013724", "vehicle-crime"): 1.4, ("E05013732", "anti-social-behaviour"): 1.2}
