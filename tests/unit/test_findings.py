"""The sentences over figures: true of the numbers, whatever the numbers are."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access import months
from data_access.analytics.comparison import comparison
from data_access.catalogue import DIMENSIONS
from data_access.released import Released, State
from data_access.wording import NBSP
from layouts import findings, headlines
from tests.unit.answers import answer, coverage

SEARCHES = ("search", "searches")
SINCE, UNTIL = date(2022, 10, 1), date(2023, 9, 1)
GAPS = {"2022-01": (State.MISSING, ""), "2022-12": (State.PARTIAL, "to the 17th only")}


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def searches(now: int, before: int, covered: tuple[str, str] = ("2021-06", "2023-09")) -> Released:
    months_covered = coverage(*covered, GAPS)
    rows = [
        (months.address(e.month), now if e.month >= SINCE else before) for e in months_covered if e.state is not State.MISSING
    ]
    return answer("month", rows, covered=months_covered)


def headline(now: int, before: int, covered: tuple[str, str] = ("2021-06", "2023-09")) -> str:
    released = searches(now, before, covered)
    return plain(findings.trend_against(comparison(released, since=SINCE, until=UNTIL), released))


def test_the_trend_says_how_many_and_against_the_year_before() -> None:
    assert headline(363, 480) == "4,356 searches, about a quarter fewer than the year before"
    assert headline(480, 363) == "5,760 searches, about a third more than the year before"
    assert headline(400, 400) == "4,800 searches, level with the year before"
    assert headline(4, 4) == "48 searches, no clear change from the year before", "so few could hide a large change"
    assert headline(0, 0) == "No searches were recorded, nor the year before"
    assert headline(0, 10) == "No searches were recorded, against 100 the year before"
    assert headline(9, 2) == "108 searches, 70 more than the year before"
    assert headline(9, 0) == "108 searches, where there were none the year before"
    assert headline(363, 480, ("2022-10", "2023-09")) == "4,356 searches; the year before cannot be compared"


def test_where_only_some_months_can_be_compared_the_title_says_which_so_that_the_total_is_not_thought_to_have_changed() -> None:
    kept = {"2022-10": 40, "2022-11": 40, "2022-12": 40}
    covered = coverage("2021-10", "2023-09", {f"2022-{month:02}": (State.MISSING, "") for month in range(1, 10)})
    rows = [(months.address(e.month), kept.get(months.address(e.month), 30)) for e in covered if e.state is not State.MISSING]
    released = answer("month", rows, covered=covered)
    said = plain(findings.trend_against(comparison(released, since=SINCE, until=UNTIL), released))
    assert said == "390 searches; October to December no clear change from the year before"
    whole = coverage("2021-10", "2023-09")
    gone = {f"2022-{month:02}": (State.MISSING, "") for month in range(1, 10)}
    few = answer("month", [(month, 30) for month in ("2021-10", "2022-10")], covered=coverage("2021-10", "2022-10", gone))
    said = plain(findings.trend_against(comparison(few, since=date(2022, 1, 1), until=date(2022, 10, 1)), few))
    assert said == "30 searches; the year before cannot be compared", "which months hardly matters then"
    two_years = answer("month", [(months.address(e.month), 30 if e.month < SINCE else 60) for e in whole], covered=whole)
    said = plain(findings.trend_against(comparison(two_years, since=date(2021, 10, 1), until=UNTIL), two_years))
    assert said == "1,080 searches; October 2022 to September 2023 about twice as many as the year before"


def test_nothing_is_commonest_in_months_that_lack_whole_kinds_or_are_known_to_be_wrong() -> None:
    drugs = [("controlled-drugs", 30), ("offensive-weapons", 10)]

    def said(gaps: dict[str, tuple[State, str]]) -> str:
        return findings.leading(answer("object", drugs, covered=coverage("2022-10", "2023-09", gaps)))

    assert said({}).startswith("Three in four searches")
    partial = {f"2022-{month}": (State.PARTIAL, "burglary only") for month in (10, 11, 12)}
    assert said(partial) == "No finding: Oct 2022 to Dec 2022 burglary only"
    longer = dict.fromkeys(partial, (State.PARTIAL, "burglary only; part of the force's file, not known to be all"))
    assert said(longer) == said(partial), "the first reason is said where all of them are too long"
    assert said({"2022-10": (State.PARTIAL, "burglary only")}).startswith("Three in four searches"), "one month in twelve"
    assert said(dict.fromkeys(partial, (State.MISSING, ""))).startswith("Three in four searches"), (
        "what is not there skews nothing"
    )
    assert said({"2022-10": (State.PARTIAL, "to the 17th only"), "2022-12": (State.PARTIAL, "to the 17th only")})


def test_one_search_is_one_search_and_nothing_supplied_is_not_nought() -> None:
    assert findings.trend(answer("month", [("2022-11", 1)])) == "1 search"
    assert findings.trend(answer("month", [])) == "No searches were recorded"
    assert findings.trend(answer("month", [("2021-11", 7), ("2022-11", 3)])) == "3 searches", "only the months asked"
    gone = coverage("2022-10", "2023-09", {months.address(m): (State.MISSING, "") for m in months.between(SINCE, UNTIL)})
    assert findings.trend(answer("month", [], covered=gone)) == "Searches were not supplied for this period"
    assert findings.trend(answer("month", [("2022-11", None)])) == "Some months of searches are withheld"


def test_what_is_commonest_is_said_of_those_that_state_it() -> None:
    drugs = [("unknown", 6), ("controlled-drugs", 2295), ("offensive-weapons", 837), ("stolen-goods", 985)]
    assert findings.leading(answer("object", drugs)) == "More than half of searches were for drugs"
    ended = [("no-further-action", 2700), ("arrest", 892), ("penalty-notice", 531)]
    assert findings.leading(answer("outcome", ended)) == "Two in three searches were followed by no further action"
    crimes = [("violence-and-sexual-offences", 33), ("burglary", 30), ("robbery", 36)]
    assert findings.leading(answer("crime_type", crimes, source="police-uk-crime")) == "36 % of crimes were robbery".replace(
        " %", f"{NBSP}%"
    )
    assert findings.leading(answer("ward", [("E05013714", 3), ("E05013715", 1)], names={"E05013714": "Evelyn"})) == (
        "Three in four searches were in Evelyn"
    )


def test_when_much_is_not_known_that_is_the_finding() -> None:
    stated = [("unknown", 1264), ("black", 1320), ("white", 1179), ("mixed", 164), ("asian", 120), ("other", 76)]
    assert findings.leading(answer("ethnicity", stated)) == "For three in ten, ethnicity was not stated"
    assert findings.leading(answer("ethnicity", [("unknown", 12)])) == "For all 12 searches, ethnicity was not stated"
    assert findings.leading(answer("ethnicity", [("unknown", 1)])) == "For the only search, ethnicity was not stated"
    some = findings.leading(answer("ethnicity", [("unknown", 10), ("black", 60), ("white", 30)]))
    assert some == "Where ethnicity is known, two in three searches were of Black people"


def test_ties_nothing_one_value_and_withheld_values_have_sentences_of_their_own() -> None:
    assert findings.leading(answer("object", [])) == "No searches were recorded"
    assert findings.leading(answer("object", [("firearms", 1)])) == "The only search was for firearms"
    assert findings.leading(answer("object", [("firearms", 9)])) == "All searches were for firearms"
    assert findings.leading(answer("object", [("firearms", 9), ("fireworks", 9)])) == "Firearms and fireworks are level"
    four = [(slug, 2) for slug in ("firearms", "fireworks", "crossbows", "stolen-goods")]
    assert findings.leading(answer("object", four)) == "Firearms, fireworks and crossbows are level, with one more"
    assert (
        findings.leading(answer("object", [("firearms", None), ("fireworks", 9)]))
        == "Some counts are withheld, so no share is given"
    )


def test_who_was_searched() -> None:
    rows = [(("18-24", "male"), 3687), (("18-24", "female"), 371), (("unknown", "unknown"), 65)]
    assert findings.people(answer("age,gender", rows)) == "Nine in ten people searched were male"
    even = [(("18-24", "male"), 3), (("10-17", "female"), 3)]
    assert findings.people(answer("age,gender", even)) == "As many people searched were male as female"
    assert findings.people(answer("age,gender", [(("18-24", "unknown"), 30)])) == "For all 30 searches, gender was not given"


def hourly(counts: dict[int, int], rest: int) -> Released:
    return answer("hour,weekday", [((str(hour), "monday"), counts.get(hour, rest)) for hour in range(24)])


def test_when_searches_peak() -> None:
    assert findings.peak(hourly({16: 400, 17: 380}, 120)) == "Searches peak from 4 to 6 pm"
    assert findings.peak(hourly({23: 400, 0: 380}, 120)) == "Searches peak from 11 pm to 1 am"
    assert findings.peak(hourly({11: 400}, 120)) == "Searches peak from 11 am to noon"
    assert findings.peak(hourly({0: 400}, 120)) == "Searches peak from midnight to 1 am"
    assert findings.peak(hourly(dict.fromkeys(range(14, 20), 400), 120)) == "Searches are most frequent from 2 to 8 pm"
    assert findings.peak(hourly({}, 100)) == "No hour stands out for searches"
    assert findings.peak(hourly({16: 9}, 1)) == "Too few searches to say when they peak"
    assert findings.peak(answer("hour,weekday", [(("unknown", "monday"), 9)])) == "For all 9 searches, hour was not recorded"
    assert findings.peak(answer("hour,weekday", [])) == "No searches were recorded"


def test_where_searches_are_concentrated() -> None:
    cells = [("89194ad3107ffff", 6), ("89194ad310bffff", 5), ("89194ad310fffff", 5), ("89194ad3113ffff", 4)]
    many = [(f"89194ad{i:04x}ffff", 1) for i in range(80)]
    assert findings.concentration(answer("h3_9", [*cells, *many])) == "One search in five was in four cells"
    assert findings.concentration(answer("h3_9", cells)) == "Three in ten searches were in one cell"
    assert findings.concentration(answer("h3_9", [])) == "No searches were recorded"
    assert findings.concentration(answer("h3_9", [("unknown", 5)])) == "For all 5 searches, the place was not known"


@pytest.mark.parametrize("say", [findings.leading, headlines.kinds])
@given(
    counts=st.lists(
        st.tuples(st.integers(0, 19), st.one_of(st.none(), st.integers(0, 50))), max_size=8, unique_by=lambda pair: pair[0]
    )
)
def test_any_answer_has_a_sentence(say: Callable[[Released], str], counts: list[tuple[int, int | None]]) -> None:
    slugs = DIMENSIONS["crime_type"].slugs
    said = say(answer("crime_type", [(slugs[i], count) for i, count in counts], source="police-uk-crime"))
    assert said
    assert said[0].isupper() or said[0].isdigit()
    assert not {"None", "nan", "inf"} & set(said.split())


@given(counts=st.dictionaries(st.integers(0, 23), st.integers(0, 300), max_size=24))
def test_any_day_has_a_peak_or_a_reason(counts: dict[int, int]) -> None:
    assert findings.peak(hourly(counts, 0)).split()[0] in {"Searches", "No", "Too"}
