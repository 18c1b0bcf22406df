"""The sentences over whole pages: what changed, where is most, and is it fair."""

from __future__ import annotations

from datetime import date

from data_access import months
from data_access.analytics.movements import movements
from data_access.analytics.proportionality import actions, not_stated_by_month, proportionality, share
from data_access.analytics.rates import overall, rate
from data_access.analytics.verdict import verdict
from data_access.verdicts import Verdict, VerdictKind
from data_access.wording import NBSP
from layouts import changes, headlines
from tests.unit.answers import answer, coverage

SINCE, UNTIL = date(2022, 10, 1), date(2023, 9, 1)


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def change(now: int, before: int, *, loaded: str = "2021-10") -> Verdict:
    covered = coverage(loaded, "2023-09")
    counts = {entry.month: now if entry.month >= SINCE else before for entry in covered}
    return verdict(counts, covered, since=SINCE, until=UNTIL)


def test_the_overview_names_what_clearly_changed_the_surest_first() -> None:
    parts = [("violence", change(1080, 1000)), ("robbery", change(96, 100)), ("vehicle crime", change(300, 380))]
    assert headlines.overview(("recorded crime", change(2400, 2420)), parts) == (
        "Recorded crime is level with last year. Vehicle crime is lower, violence is a little higher."
    )
    assert headlines.overview(("recorded crime", change(2400, 1000)), []) == "Recorded crime is much higher than last year."
    assert headlines.changed("robbery", change(5, 6)) == "Robbery shows no clear change from last year"
    assert headlines.changed("robbery", change(0, 0)) == "Robbery is too rare to compare with last year"
    assert headlines.changed("robbery", change(9, 9, loaded="2022-10")) == "Robbery cannot be compared with last year"


def test_a_ward_is_set_beside_the_borough_only_where_it_differs() -> None:
    level, borough = change(220, 222), rate("borough", 28_620, 305_309)
    assert headlines.ward(level, rate("w", 2663, 19_234), borough, "Lewisham") == (
        "Crime here is level with last year. For each resident there is about half as much again as across Lewisham."
    )
    assert headlines.ward(level, rate("w", 94, 1000), borough, "Lewisham").endswith("is about as much as across Lewisham.")
    assert headlines.ward(level, None, borough, "Lewisham") == "Crime here is level with last year."


def test_kinds_are_as_few_as_make_more_than_half() -> None:
    assert headlines.kinds(answer("crime_type", [("violence-against-the-person", 40), ("theft", 30), ("drugs", 30)])) == (
        "Mostly violence against the person and theft"
    )
    assert headlines.kinds(answer("crime_type", [("theft", 3)])) == "Only theft"
    assert headlines.kinds(answer("crime_type", [])) == "No searches were recorded"


def test_how_many_ward_changes_stand_out() -> None:
    covered = coverage("2021-10", "2023-09")
    rows = [
        ((ward, months.address(entry.month)), 90 if ward == "A" and entry.month >= SINCE else 30)
        for ward in "ABCD"
        for entry in covered
    ]
    found = movements(answer("ward,month", rows, covered=covered), since=SINCE, until=UNTIL)
    assert headlines.stand_out(found) == "One ward change stands out from chance"
    assert headlines.tested_together(found) == (
        "4 comparisons were tested together; 1 looked different one at a time, 1 stands once that is allowed for, "
        "and the intervals are as wide as that needs."
    )
    calm = movements(answer("ward,month", [row for row in rows if row[0][0] != "A"], covered=covered), since=SINCE, until=UNTIL)
    assert headlines.stand_out(calm) == "No ward change stands out from chance"
    alone = movements(answer("ward,month", rows, covered=covered[12:]), since=SINCE, until=UNTIL)
    assert headlines.stand_out(alone) == "Ward changes cannot be told: the year before is not loaded"
    assert headlines.tested_together(alone) == ""


def test_rates_are_highest_only_where_they_clearly_are() -> None:
    names = {"a": "Lewisham Central", "b": "Deptford", "c": "Evelyn"}
    wards = [rate("a", 2580, 10_000), rate("b", 2100, 10_000), rate("c", 600, 10_000)]
    assert headlines.highest_rates(wards, overall(wards, "all"), names) == "Rates are highest in Lewisham Central and Deptford"
    one = [wards[0], *wards[2:], rate("d", 600, 10_000)]
    assert headlines.highest_rates(one, overall(one, "all"), names) == "The rate is highest in Lewisham Central"
    even = [rate(key, 600, 10_000) for key in "abc"]
    assert headlines.highest_rates(even, overall(even, "all"), names) == "No ward’s rate is clearly above the borough’s"
    assert headlines.highest_rates([], None, names) == "No rate can be given"


RESIDENTS = {"white": 154_765, "black": 80_466, "asian": 26_906, "mixed": 24_267, "other": 14_164}
STATED = {"unknown": 1264, "white": 1179, "black": 1320, "mixed": 164, "other": 76, "asian": 120}


def test_disparity_is_said_with_its_unknown_and_its_bounds() -> None:
    found, released = proportionality(STATED, RESIDENTS), answer("ethnicity", list(STATED.items()))
    assert plain(headlines.disparity(found, released)) == (
        "Where ethnicity was stated, Black people were searched at 2.2 times the rate of White people"
    )
    assert headlines.disparity_doubt(found, released, ("the 2011 census", found)) == (
        "But three in ten of the 4,123 searches give no ethnicity. If they were all White the ratio would be 1.0; "
        "if all Black, 4.2. Against the 2011 census it is 2.2."
    )
    assert (
        headlines.highest_group(found, released) == "Searches per 1,000 residents are highest for Black people on what was stated"
    )


def test_no_disparity_is_claimed_where_the_interval_does_not_show_one() -> None:
    released = answer("ethnicity", [])
    level = proportionality({"white": 60, "black": 30}, RESIDENTS)
    assert headlines.disparity(level, released) == (
        "Where ethnicity was stated, no group was searched clearly more often than White people"
    )
    assert headlines.disparity_doubt(level, released) == "Every search states an ethnicity."
    few = proportionality({"white": 12, "black": 12, "unknown": 90}, RESIDENTS)
    assert headlines.disparity(few, released) == "Too few searches state an ethnicity to compare groups"
    nothing = proportionality({"unknown": 9}, RESIDENTS)
    assert headlines.disparity(nothing, released) == "Too few searches state an ethnicity to compare groups"
    assert headlines.disparity_doubt(nothing, released) == "But all of the 9 searches give no ethnicity."
    assert headlines.disparity_doubt(proportionality({}, RESIDENTS), released) == "No searches were recorded."
    assert headlines.highest_group(nothing, released) == "No searches state an ethnicity"


def test_groups_whose_rates_the_interval_cannot_part_are_named_together() -> None:
    released = answer("ethnicity", [])
    shared = proportionality(
        {"white": 302, "black": 259, "asian": 12, "other": 22}, {"white": 7023, "black": 6315, "asian": 1550, "other": 479}
    )
    assert headlines.highest_group(shared, released) == (
        "Searches per 1,000 residents are highest for people of Other ethnicity, White people and Black people on what was stated"
    )
    alike = proportionality({"white": 300, "black": 150}, {"white": 10_000, "black": 5000})
    assert headlines.highest_group(alike, released) == "No group’s rate is clearly the highest on what was stated"


def test_the_share_not_stated_and_its_range() -> None:
    rows = [(("2022-10", "unknown"), 22), (("2022-10", "white"), 78), (("2022-11", "unknown"), 42), (("2022-11", "white"), 58)]
    by_month = not_stated_by_month(answer("month,ethnicity", rows))
    assert plain(headlines.not_stated(share("unknown", 64, 200), by_month)) == (
        "32 % have no stated ethnicity; it has ranged from 22 to 42 % a month"
    )
    assert plain(headlines.not_stated(share("unknown", 64, 200), by_month[:1])) == "32 % have no stated ethnicity"
    assert headlines.not_stated(share("unknown", 0, 0), ()) == "No searches were recorded"


def test_action_and_whether_groups_differ() -> None:
    none = "no-further-action"
    rows = [(("black", "arrest"), 34), (("black", none), 66), (("white", "arrest"), 32), (("white", none), 68)]
    assert headlines.led_to_action(actions(answer("ethnicity,outcome", rows))) == (
        "One search in three led to action, with no clear difference between stated groups"
    )
    assert headlines.led_to_action(actions(answer("ethnicity,outcome", []))) == "No search has a recorded outcome"


def test_a_change_that_is_not_clear_is_level_only_when_a_large_one_can_be_ruled_out() -> None:
    assert changes.level(change(500, 500))
    assert not changes.level(change(4, 4))
    assert change(4, 4).kind is VerdictKind.NO_CLEAR_CHANGE
