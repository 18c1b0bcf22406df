"""Shares and changes in words: never far from their number."""

from __future__ import annotations

import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_access.wording import NBSP
from layouts.fractions import degree, relative, share_of, share_words

SEARCHES = ("search", "searches")
NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}


def plain(words: str) -> str:
    return words.replace(NBSP, " ")


def meant(words: str) -> tuple[float, float]:
    """The range of shares that a phrase may stand for."""
    if found := re.fullmatch(r"(\w+) in (\w+)", words):
        value = NUMBERS[found[1]] / NUMBERS[found[2]]
        return value - 0.02 - 1e-9, value + 0.02 + 1e-9
    if found := re.fullmatch(r"(\d+) %", words):
        return int(found[1]) / 100 - 0.005, int(found[1]) / 100 + 0.005
    ranges = {
        "all": (1, 1),
        "none": (0, 0),
        "half": (0.5, 0.5),
        "about half": (0.48, 0.52),
        "nearly half": (0.45, 0.5),
        "more than half": (0.5, 0.58),
        "under 1 %": (0, 0.01),
        "over 99 %": (0.99, 1),
    }
    return ranges[words]


@given(whole=st.integers(1, 40_000), portion=st.floats(0, 1))
def test_a_share_in_words_is_never_far_from_its_number(whole: int, portion: float) -> None:
    part = round(portion * whole)
    words = plain(share_words(part, whole))
    low, high = meant(words)
    assert low <= part / whole <= high
    assert (words == "all") == (part == whole)
    assert (words == "none") == (part == 0)


@given(ratio=st.floats(0.01, 30))
def test_a_change_in_words_is_never_far_from_its_number(ratio: float) -> None:
    words = plain(relative(ratio))
    parts = {"a fifth": 0.2, "a quarter": 0.25, "a third": 1 / 3, "two thirds": 2 / 3, "three quarters": 0.75}
    if found := re.fullmatch(r"about (.*) (more|fewer) than", words):
        said = 1 + parts[found[1]] * (1 if found[2] == "more" else -1)
        assert said == pytest.approx(ratio, abs=0.0201)
    elif found := re.fullmatch(r"(\d+) % (more|fewer) than", words):
        assert 1 + int(found[1]) / 100 * (1 if found[2] == "more" else -1) == pytest.approx(ratio, abs=0.0051)
    elif found := re.fullmatch(r"([\d.,]+) times as many as", words):
        assert float(found[1]) == pytest.approx(ratio, rel=0.06)
    elif found := re.fullmatch(r"about (\w+) times as many as", words):
        assert NUMBERS[found[1]] == pytest.approx(ratio, rel=0.07)
    else:
        near = {
            "about half as many again as": 1.5,
            "about half as many as": 0.5,
            "about twice as many as": 2.0,
            "slightly more than": 1.0025,
            "slightly fewer than": 0.9975,
            "over 99 % fewer than": 0.0,
            "as many as": 1.0,
        }
        assert near[words] == pytest.approx(ratio, abs=0.13)


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (3687, 4058, "Nine in ten searches were"),
        (2295, 4117, "More than half of searches were"),
        (2700, 4123, "Two in three searches were"),
        (826, 4123, "One search in five was"),
        (7, 100, "7 % of searches were"),
        (4, 4, "All searches were"),
        (0, 4, "No searches were"),
        (1, 1, "The only search was"),
        (1, 4123, "Under 1 % of searches were"),
    ],
)
def test_shares_read_as_people_say_them(part: int, whole: int, words: str) -> None:
    assert plain(share_of(part, whole, SEARCHES)) == words


def test_degrees() -> None:
    assert [degree(ratio) for ratio in (1.08, 1.2, 2.5, 0.93, 0.82, 0.4, math.inf)] == [
        "a little higher", "higher", "much higher", "a little lower", "lower", "much lower", "higher",
    ]  # fmt: skip
