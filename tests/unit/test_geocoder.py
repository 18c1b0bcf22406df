"""Places in words: what is answered, in which band, and when nothing is."""

from __future__ import annotations

import doctest
from types import ModuleType

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.places import choosing, homes, readings, words
from geo.places import text as place_text
from geo.places.answers import Answer, Band, Decision
from geo.places.gazetteer import Alias
from geo.places.text import key_of
from tests.unit.place_names import POSTCODES, at, geocoder

FINDS = geocoder()


def find(text: str) -> Answer:
    return FINDS.find(text)


# The kinds of text that hospitals send: a shop on a street, a junction, a postcode, an area, a home.
@pytest.mark.parametrize(
    ("text", "band", "name"),
    [
        ("outside McDonalds ostwick high st", Band.STREET, "Ostwick High Street"),
        ("jct Rushlow Grn/Brownmere Rd", Band.JUNCTION, "Rushlow Green and Brownmere Road"),
        ("SE13 1AB", Band.EXACT, "SE13 1AB"),
        ("Catwell bus stop opp Tesco", Band.AREA, "Catwell"),
        ("home", Band.NONE, ""),
    ],
)
def test_each_kind_of_text_gets_its_band(text: str, band: Band, name: str) -> None:
    answer = find(text)
    assert (answer.band, answer.name) == (band, name)


@pytest.mark.parametrize(
    "text",
    [
        "OSTWICK HIGH STREET",
        "high st, ostwick",
        "ostwick hgih street",
        "Ostwik High St",
        "o/s 112a Ostwick High St.",
        "OstwickHigh street",
        "ost wick high st",
        "the Ostwick High Street (KFC) late",
    ],
)
def test_a_street_is_found_however_it_is_written(text: str) -> None:
    answer = find(text)
    assert (answer.band, answer.name) == (Band.STREET, "Ostwick High Street")


@pytest.mark.parametrize(
    "text", ["ostwick high st (towards Catwell)", "Ostwick High Street, twds Catwell", "ostwick high st towards SE13"]
)
def test_the_way_somebody_went_is_not_where_it_was(text: str) -> None:
    assert (find(text).band, find(text).name) == (Band.STREET, "Ostwick High Street")
    assert find("towards catwell").band is Band.AREA, "alone it is all that is known"


def test_a_long_street_is_answered_by_its_middle_and_says_how_far_it_reaches() -> None:
    answer = find("ostwick high street")
    assert answer.point == at(300)
    assert answer.spread_m == pytest.approx(300, abs=5)
    assert "within 300 m" in answer.reason


def test_st_is_a_saint_before_a_name_and_a_street_after_one() -> None:
    assert find("st hildas gr").name == "St Hilda's Grove"


def test_two_streets_that_meet_are_answered_where_they_come_nearest() -> None:
    answer = find("corner of brownmere road and rushlow green")
    assert answer.point == pytest.approx(at(-550, 150), abs=1e-3)
    assert answer.spread_m > 250


def test_streets_far_apart_do_not_meet_and_get_no_point() -> None:
    answer = find("jct larkfen rd / rushlow green")
    assert (answer.band, answer.point) == (Band.NONE, None)
    assert "apart" in answer.reason
    assert {"Larkfen Road", "Rushlow Green"} <= {candidate.name for candidate in answer.candidates}


def test_one_name_in_two_places_is_not_guessed() -> None:
    answer = find("station rd")
    assert answer.band is Band.NONE
    assert [candidate.point for candidate in answer.candidates] == [at(2500), at(-2500)]


@pytest.mark.parametrize("text", ["station rd, northend", "station road se12"])
def test_an_area_or_a_postcode_district_tells_two_streets_apart(text: str) -> None:
    answer = find(text)
    assert (answer.band, answer.point) == (Band.STREET, at(2500))


def test_a_street_that_is_not_in_the_area_beside_it_gets_no_point() -> None:
    answer = find("larkfen road catwell")
    assert answer.band is Band.NONE
    assert "not in Catwell" in answer.reason


def test_two_streets_of_one_name_beside_each_other_are_an_area() -> None:
    answer = find("larkfen")
    assert answer.band is Band.AREA
    assert "Larkfen Road or Larkfen Close" in answer.reason or "Larkfen Close or Larkfen Road" in answer.reason


def test_another_kind_of_street_is_another_street() -> None:
    answer = find("brownmere avenue")
    assert answer.band is Band.NONE
    assert "Brownmere Road" in [candidate.name for candidate in answer.candidates]


@pytest.mark.parametrize("text", ["park", "ostwick", "supermarket", "in the street", "bus stop", "", "??", "n/k", "high street"])
def test_what_says_no_place_gets_no_point(text: str) -> None:
    assert find(text).band is Band.NONE


def test_a_kind_of_place_is_called_one() -> None:
    assert find("Supermarket").reason == "“supermarket” is a kind of place, and there are many"


def test_a_street_in_another_town_is_not_the_one_here() -> None:
    answer = find("larkfen road, croydon")
    assert answer.band is Band.NONE
    assert "Croydon" in answer.reason


def test_a_postcode_and_a_street_that_contradict_each_other_get_no_point() -> None:
    assert find("ostwick high st SE6 1AB").band is Band.NONE
    assert find("ostwick high st SE13 1AB").point == POSTCODES["SE131AB"]


def test_an_unknown_postcode_is_never_moved_to_a_known_one() -> None:
    answer = find("SE13 1ZZ")
    assert answer.band is Band.AREA
    assert "does not hold SE13 1ZZ" in answer.reason
    assert find("CR0 2AB").band is Band.NONE


@pytest.mark.parametrize("text", ["se131ab", "SE13-1AB", "SE13 IAB", "shop at se13  1ab,"])
def test_a_postcode_is_read_however_it_is_typed(text: str) -> None:
    assert find(text).name == "SE13 1AB"


def test_a_station_needs_its_word() -> None:
    assert find("ostwick stn").band is Band.EXACT
    assert find("outside ostwick train station").name == "Ostwick station"
    assert find("ostwick").band is Band.NONE


def test_a_numbered_road_is_too_long_for_a_point_of_its_own() -> None:
    assert find("A2099").band is Band.AREA


def test_a_word_that_is_also_a_relation_still_names_a_street() -> None:
    assert find("in round hill").name == "Round Hill"


def test_words_that_were_not_understood_are_said() -> None:
    assert find("Tesco larkfen road").unread == ("tesco",)


HOMES = (
    *("home", "Home address", "at hmoe", "his flat", "flat 4, larkfen road", "12 Larkfen Road (home)", "victim's address"),
    *("larkfen road - house", "partners house SE13 1AB", "residance", "private dwelling, ostwick high st", "hoem", "n.f.a."),
    *("Ostwick station, then home", "Manor House Gardens, his house", "where she lives, larkfen road", "friend's place"),
    *("at hme, larkfen road", "hom adress, larkfen rd", "own house larkfen road", "ptn's home", "friends flat SE13 1AB"),
    *(
        "hole larkfen road",
        "the hose 12 larkfen road",
        "larkfen road (hpem)",
        "her hose, larkfen road",
        "fat 12, larkfen road",
        "flat12b larkfen road",
        "ptnshome, larkfen road",
    ),
    *("larkfen road, bac gardn", "at mums, larkfen road", "in his rooom - larkfen road", "homeof friend, larkfen road"),
    *("ho me, larkfen road", "wherehe livess, larkfen road", "freinds lpace on larkfen road", "care rome, larkfen road"),
)


@pytest.mark.parametrize("text", HOMES)
def test_a_home_is_never_put_on_the_map(text: str) -> None:
    answer = find(text)
    assert (answer.band, answer.point, answer.candidates, answer.home) == (Band.NONE, None, (), True)


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(["home", "his flat", "victim's address", "residence"]),
    st.sampled_from(["larkfen road", "SE13 1AB", "ostwick stn"]),
)
def test_a_home_beside_any_place_has_no_point(home: str, place: str) -> None:
    for text in (f"{home}, {place}", f"{place} ({home})", f"{place.upper()} {home.upper()}"):
        assert find(text).point is None


@pytest.mark.parametrize(
    "text",
    [
        *("Home Park Lane", "Manor House Gardens", "walking home along Larkfen Road", "Home Bargains, Larkfen Road"),
        *("pavement, Larkfen Road", "hotel, Larkfen Road", "late, Larkfen Road", "the warehouse, Larkfen Road"),
    ],
)
def test_what_only_sounds_like_a_home_is_a_place(text: str) -> None:
    assert find(text).band is Band.STREET


def test_an_alias_says_what_people_here_mean() -> None:
    finds = geocoder(Alias("the strip", "Ostwick High Street"), Alias("the Tesco", "SE12 1AA"))
    assert finds.find("outside tesco").point == POSTCODES["SE121AA"]
    assert finds.find("on the strip").name == "Ostwick High Street"


def test_an_alias_of_nothing_known_is_refused() -> None:
    with pytest.raises(KeyError, match="Nowhere Road"):
        geocoder(Alias("x", "Nowhere Road"))


def test_a_corrected_text_is_right_the_next_time() -> None:
    text = "by the clock, Ostwick"
    assert find(text).band is Band.NONE
    finds = geocoder(remembered={key_of(text): Decision("Clock Tower", at(310))})
    answer = finds.find("By the clock  OSTWICK")
    assert (answer.band, answer.point, answer.remembered) == (Band.EXACT, at(310), True)


def test_a_text_remembered_as_no_place_gets_no_point() -> None:
    finds = geocoder(remembered={key_of("larkfen rd"): Decision("", None, Band.NONE)})
    assert finds.find("Larkfen Road").band is Band.NONE


def test_a_home_stays_a_home_whatever_is_remembered() -> None:
    finds = geocoder(remembered={key_of("home, larkfen rd"): Decision("Larkfen Road", at(1000))})
    assert finds.find("home, larkfen rd").point is None


def test_a_decision_without_a_point_is_none_and_one_with_a_point_is_not() -> None:
    with pytest.raises(ValueError):
        Decision("x", None, Band.EXACT)
    with pytest.raises(ValueError):
        Answer(Band.NONE, "x", at(0))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_gets_an_answer_with_a_reason(text: str) -> None:
    answer = find(text)
    assert answer.reason
    assert (answer.point is None) is (answer.band is Band.NONE)


_WORDS = [
    "larkfen",
    "road",
    "rd",
    "ostwick",
    "high",
    "st",
    "station",
    "jct",
    "/",
    ",",
    "opp",
    "SE13",
    "SE13 1AB",
    "catwell",
    "green",
]


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(_WORDS), max_size=8))
def test_the_same_words_are_always_answered_alike_whatever_their_case(said: list[str]) -> None:
    text = " ".join(said)
    assert find(text) == find(text)
    assert find(text).point == find(text.upper()).point


@settings(max_examples=1_000, deadline=None)
@given(st.text(max_size=40) | st.text(alphabet="ost/&@;,.'|- 1ab", max_size=20))
def test_what_is_remembered_does_not_hang_on_spaces_or_case(text: str) -> None:
    assert key_of(key_of(text)) == key_of(text)
    assert key_of(f"  {text}  ") == key_of(text)


@pytest.mark.parametrize("module", [choosing, homes, readings, place_text, words], ids=lambda module: module.__name__)
def test_the_examples_in_the_manual_of_each_module_hold(module: ModuleType) -> None:
    outcome = doctest.testmod(module)
    assert outcome.attempted > 0
    assert outcome.failed == 0
