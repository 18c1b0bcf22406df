"""Street crime held against the Met's own figure: the difference is shown, not hidden."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access.briefings.control_totals import control_totals
from data_access.holdings import ControlTotal
from data_access.ingest.loading.load import Options
from data_access.warehouse import Warehouse
from layouts.pages import control_totals as page
from layouts.written import written
from tests.evil.made_up import crime, crimes
from tests.loading import IN_NORTH, Store, at, wards
from tests.wire.asking import words

MAY = date(2023, 5, 1)


def test_crime_without_antisocial_behaviour_stands_beside_the_borough_figure(tmp_path: Path) -> None:
    store = Store(tmp_path)
    burglaries = [crime(**at(IN_NORTH))] * 19
    quarrels = [crime(Crime_type="Anti-social behaviour", **at(IN_NORTH))] * 7
    met = "MajorText,MinorText,BoroughName,202305,202306\nROBBERY,ROBBERY OF PERSONAL PROPERTY,Lewisham,20,30\n"
    store.load(Options(scope="E09000023"), crimes=crimes(*burglaries, *quarrels, good=0), met=met, w=wards())
    assert control_totals(Warehouse(store.path)) == (ControlTotal(MAY, 19, 20),)


@pytest.mark.parametrize(
    ("counted", "expected", "said"),
    [
        (98, True, "−2.0 % yes"),
        (92, True, "−8.0 % yes"),
        (99, False, "−1.0 % no"),
        (91, False, "−9.0 % no"),
        (103, False, "+3.0 % no"),
    ],
)
def test_two_to_eight_per_cent_under_is_as_expected(counted: int, expected: bool, said: str) -> None:
    total = ControlTotal(MAY, counted, 100)
    assert total.expected is expected
    assert f"May 2023 {counted} 100 {said}" in words(written(page.control_totals([total])))


def test_where_there_is_nothing_to_hold_against_there_is_no_section() -> None:
    assert page.control_totals([]) == []
