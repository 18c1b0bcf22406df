"""Is this a published file that Lion knows but does not use yet?

Such a file in a folder is listed by its title and otherwise left alone: it is
neither an error nor a promise, and the reason is told. A heading is matched
whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

# Headings matched whole.
EXACT: Mapping[tuple[str, ...], str] = {
    ("LSOA11CD", "WD22NM_proposed", "WD22CD_proposed"): "lookup, LSOA 2011 to ward 2022",
    (
        "Postcode7",
        "Postcode8",
        "PostcodeNatural",
        "IntroductionDate",
        "TerminationDate",
        "Usertype",
        "OA11CD",
        "LSOA11CD",
        "MSOA11CD",
        "LAD19CD",
        "WD22CD_proposed",
    ): "lookup, postcode to census area and ward",
    (
        "lsoa11_name",
        "lsoa11_code",
        "change_code",
        "lsoa21_name",
        "lsoa21_code",
        "ltla22_name",
        "ltla22_code",
    ): "lookup, LSOA 2011 to LSOA 2021",
    (
        "lsoa21_name",
        "lsoa21_code",
        "ward24_name",
        "ward24_code",
        "ltla24_name",
        "ltla24_code",
    ): "lookup, LSOA 2021 to ward 2024",
}


# Why nothing reads a file, by the first word of its title.
REASONS: Mapping[str, str] = {
    "lookup": "Records are placed by the areas' shapes; a lookup is a best fit, and its totals would differ.",
    "gazetteer": "It is for finding places that are written in words, not for counting.",
    "police.uk": "It holds no records.",
    "LSOA": "Nothing is placed in these areas: figures of them are kept by their codes.",
    "MSOA": "Nothing is counted by these areas.",
}

# The police.uk API's other answers, by the keys of their records.
ANSWERS: Mapping[frozenset[str], str] = {
    frozenset({"url", "name"}): "police.uk API, crime categories",
    frozenset({"id", "name"}): "police.uk API, forces or neighbourhoods",
    frozenset({"date", "stop-and-search"}): "police.uk API, months available",
    frozenset({"category", "date", "person_id", "crime"}): "police.uk API, outcomes",
    frozenset({"latitude", "longitude"}): "police.uk API, a neighbourhood's boundary",
}


def known_layout(header: Sequence[str]) -> str | None:
    """The title of the published table that this first row heads; None where it is none of them."""
    return EXACT.get(tuple(header))


def reason(title: str) -> str:
    """Why a known file is not used, as a sentence."""
    return REASONS.get(title.partition(" ")[0].rstrip(","), "")


def known_answer(keys: frozenset[str]) -> str | None:
    """The title of the API answer whose records have exactly ``keys``; None where it is none of them."""
    return ANSWERS.get(keys)
