"""What was planted in the partners' files of the demonstration borough?

Levels, shares and the few things a method should find again. Where not said
otherwise, counts are Poisson and follow the borough's own places: assaults
cluster where the street files have violence.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from data_access import months
from data_access.sample.truth import LAST, LAST_YEAR

SITES = ("ED001", "UC002")  # a hospital in the minimum layout, an urgent-care site with the local extras
SECOND_SITE = 0.35  # of the attendances
NOT_SENT = months.shift(LAST, -8)  # the second site sent nothing for this month
BLANK_SINCE = months.shift(LAST, -5)  # from then on it mostly left the place blank
BLANK, BLANK_LATER = 0.10, 0.60
WORDS_SINCE = LAST_YEAR  # from then on ambulances, buses and the council say in words where it was
WITHOUT_POINT = 0.25  # of those rows: only the words tell
AT_HOME = {"ambulance-assaults": 0.2, "bus-incidents": 0.0, "council-asb": 0.15}  # of their words speak of a home
KNIFE = 0.08
METHODS = {
    "Fist": 0.40,
    "Foot": 0.10,
    "Head": 0.04,
    "Knife": KNIFE,
    "Other sharp object": 0.03,
    "Glass": 0.03,
    "Bottle": 0.05,
    "Blunt object": 0.07,
    "Pushed": 0.10,
    "Other": 0.05,
    "": 0.05,
}
SETTINGS = {
    "Street": 0.42,
    "Licensed premises": 0.14,
    "Home": 0.18,
    "Other's home": 0.04,
    "Transport": 0.06,
    "School": 0.03,
    "Workplace": 0.03,
    "Park": 0.05,
    "Unknown": 0.05,
}
REPORTED = {"Yes": 0.52, "No": 0.33, "": 0.15}
ASSAILANTS = {"1": 0.62, "2": 0.15, "3+": 0.15, "": 0.08}
SEXES = {"M": 0.68, "F": 0.31, "": 0.01}
ETHNICITIES = {"White": 0.38, "Black": 0.30, "Asian": 0.07, "Mixed": 0.07, "Other": 0.04, "Not stated": 0.14}


@dataclass(frozen=True, slots=True)
class Feed:
    """Records of one partner: ``monthly`` on average, ``kinds`` by the file's own words, with their shares."""

    monthly: float
    kinds: Mapping[str, float]


FEEDS: Mapping[str, Feed] = {
    "ed-assaults": Feed(64, METHODS),
    "ambulance-assaults": Feed(70, {"Assault": 0.86, "Stabbing": 0.08, "Gunshot": 0.01, "Sexual assault": 0.05}),
    "btp-incidents": Feed(
        38,
        {
            "Violence against the person": 0.33,
            "Theft of passenger property": 0.37,
            "Public order": 0.2,
            "Antisocial behaviour": 0.1,
        },
    ),
    "bus-incidents": Feed(55, {"Assault": 0.15, "Disturbance": 0.62, "Criminal damage": 0.15, "Missile": 0.08}),
    "council-asb": Feed(240, {"Personal": 0.18, "Nuisance": 0.57, "Environmental": 0.25}),
}


@dataclass(frozen=True, slots=True)
class Return:
    """A monthly count of the borough.

    ``levels`` are the average numbers by the file's own words. ``stock``: the
    same people are counted again each month, so that it hardly moves.
    ``closed`` are calendar months in which nothing happens, ``changes`` factors
    that hold from the last twelve months on.
    """

    column: str
    levels: Mapping[str, float]
    stock: bool = False
    closed: tuple[int, ...] = ()
    changes: Mapping[str, float] = field(default_factory=dict)


RETURNS: Mapping[str, Return] = {
    "probation-caseload": Return(
        "Supervision", {"Community order": 560, "Suspended sentence order": 310, "Post-release licence": 480}, stock=True
    ),
    "youth-justice-caseload": Return(
        "Intervention", {"Prevention": 64, "Out-of-court disposal": 38, "Court order": 71}, stock=True
    ),
    "first-time-entrants": Return("Route", {"Youth caution": 4, "Sentenced in court": 5}),
    "drug-and-alcohol": Return("Main substance", {"Opiates": 640, "Other drugs": 260, "Alcohol": 410}, stock=True),
    "school-exclusions": Return("Kind", {"Permanent exclusion": 3, "Suspension": 190}, closed=(8,), changes={"Suspension": 1.25}),
    "housing-need": Return("Duty", {"Prevention duty": 95, "Relief duty": 130, "Main duty": 70}),
    "domestic-abuse-referrals": Return("Referral", {"Domestic abuse service": 210, "MARAC": 52, "MARAC again": 15}),
    "children-looked-after": Return("Status", {"Looked after": 430}, stock=True),
}
# Injury collisions a month; deaths are left out, as everywhere here.
COLLISIONS = {"Serious": 13.0, "Slight": 52.0}
# They reach back to when the wards were others.
COLLISIONS_FIRST, NEW_WARDS = date(2021, 5, 1), date(2022, 5, 1)

# Of a hundred asked, how many said so, by neighbourhood: the north trusts the police least.
NEIGHBOURHOODS = {"Lewisham - Central": 2, "Lewisham - North": -6, "Lewisham - South": 0, "Southwark - East": -3}
WITHOUT_WARD = 0.01  # of the police's offences: in the borough's figure, in no ward's


def as_json(totals: Mapping[str, int]) -> dict[str, object]:
    """The planted truth of the partners' files; ``totals`` are the records or the sum of counts in each source's files."""
    return {
        "monthly": {key: feed.monthly for key, feed in FEEDS.items()},
        "kinds": {key: dict(feed.kinds) for key, feed in FEEDS.items()},
        "second_site": {
            "code": SITES[1],
            "share": SECOND_SITE,
            "not_sent": months.address(NOT_SENT),
            "place_left_blank": {"before": BLANK, "after": BLANK_LATER, "since": months.address(BLANK_SINCE)},
        },
        "places_in_words": {"since": months.address(WORDS_SINCE), "without_point": WITHOUT_POINT, "at_home": AT_HOME},
        "suspensions": {"since": months.address(LAST_YEAR), "factor": RETURNS["school-exclusions"].changes["Suspension"]},
        "neighbourhoods": NEIGHBOURHOODS,
        "collisions": {"since": months.address(COLLISIONS_FIRST), "by_todays_wards_since": months.address(NEW_WARDS)},
        "totals": dict(sorted(totals.items())),
    }


def changed(each: Return, word: str, month: date) -> float:
    """How many times its usual level a return's count is in a month."""
    if month.month in each.closed:
        return 0.0
    return each.changes.get(word, 1.0) if month >= LAST_YEAR else 1.0


def summary() -> tuple[str, ...]:
    return (
        f"Assaults at {SITES[1]}: nothing for {months.words(NOT_SENT)}, most places blank from {months.words(BLANK_SINCE)}.",
        f"Ambulances, buses and the council say in words where it was from {months.words(WORDS_SINCE)}.",
        f"School suspensions: +25% from {months.words(LAST_YEAR)}.",
    )
