"""The method cards: each question a figure answers, how, and how it may mislead."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Method:
    """One card: the reader's question, the answer in words, and where the method comes from."""

    question: str
    words: tuple[str, ...]
    source: str


METHODS: tuple[Method, ...] = (
    Method(
        "Is this change real?",
        (
            (
                "Each month is paired with the same month a year before. A month that is not complete, or a pair that a "
                "change of recording system lies between, is left out and named. The two sums are compared by an exact test "
                "for two counts."
            ),
            (
                "Crime varies from month to month by more than chance alone, so the test is widened by how much these months "
                "vary. “Higher” or “lower” is said only when a change of that size would come up less than one time in twenty"
                " in a series that had not changed. The interval drawn crosses “same” exactly when the verdict is “no clear "
                "change”."
            ),
            "It may mislead: a rise can be a rise in reporting or in searching; and no test says why.",
        ),
        "Przyborowski and Wilenski 1940, doi:10.1093/biomet/31.3-4.313",
    ),
    Method(
        "Which of many changes stand out?",
        (
            (
                "Looking at some two hundred wards and types at once, about ten would look changed by luck alone. All are "
                "tested together, and only as many are called real as keep the share of false alarms under one in twenty. The"
                " intervals are widened to match."
            ),
        ),
        "Benjamini and Hochberg 1995, doi:10.1111/j.2517-6161.1995.tb02031.x; Benjamini and Yekutieli 2005",
    ),
    Method(
        "What is a rate per 1,000 residents?",
        (
            (
                "Records in the period asked, divided by the people who live there, times 1,000. It is not adjusted for how "
                "long the period is."
            ),
            (
                "It may mislead: many people harmed in town centres live elsewhere, so rates there read high, and the "
                "estimate of residents misses homes built since."
            ),
        ),
        "Residents: Office for National Statistics",
    ),
    Method(
        "How is disparity in stop and search worked out?",
        (
            (
                "Searches of people who stated an ethnicity, divided by residents of that group, beside the same for White "
                "people. Not stated is shown as itself, and the ratio is given again as if all of it were one group or the "
                "other: the truth lies between."
            ),
            "It may mislead: people searched may live elsewhere, and a person searched twice counts twice.",
        ),
        "Exact intervals for ratios of two counts (Clopper and Pearson 1934, doi:10.1093/biomet/26.4.404)",
    ),
    Method(
        "Why are there no finer cells for police.uk data?",
        (
            (
                "The publisher moves every point to one of a fixed list of places. Cells of about 0.1 km² hold several of "
                "them; finer ones would map the list, not the crime."
            ),
        ),
        "data.police.uk, About: location anonymisation",
    ),
    Method(
        "How are counts shown on wards of another time?",
        (
            (
                "Wards change, as London’s did in May 2022. Records with a point are counted in either set. Counts that were "
                "published by ward are shared out: each ward’s count is divided among the wards it cuts through as its "
                "postcodes are, as if every postcode had as many residents and crime were where they live."
            ),
            (
                "Such figures are estimates, said with “about” and marked in titles, tables and files. How far off they are "
                "is measured on records whose point is known, at every load, and stands with each. Nothing is compared with "
                "them."
            ),
            "It may mislead: where crime gathers at one corner of a ward, an estimate for the wards that share it is wrong.",
        ),
        "Postcodes: Code-Point Open, Ordnance Survey",
    ),
)
