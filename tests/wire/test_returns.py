"""The returns board and the letter, asked as a browser asks them, on a day that stands still."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from callbacks import data, returns
from data_access import months, settings
from data_access.briefings.control_totals import control_totals
from data_access.warehouse import Warehouse
from layouts.answer import Place
from layouts.ids import Ids
from layouts.written import written
from tests.borough import Record, build, records
from tests.wire.asking import words

TODAY = date(2023, 12, 1)
SEARCHES, CRIMES = "stop-and-search", "police-uk-crime"


def rows() -> list[Record]:
    """Searches to August, whose last month is a quarter of the usual; crimes to September."""
    found: list[Record] = []
    for place in range(20):  # January 2022 to August 2023
        month = months.address(months.shift(date(2022, 1, 1), place))
        found += records(0 if place == 19 else 30, month=month, gender="male")
        found += records(10, month=month)  # nobody's gender was written down
        found += records(5, source=CRIMES, month=month, crime_type="burglary")
    return found + records(5, source=CRIMES, month="2023-09", crime_type="burglary")


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Warehouse:
    states = [{"source": SEARCHES, "month": "2023-03", "state": "partial", "reason": "to the 17th only"}]
    return build(tmp_path_factory.mktemp("store"), rows(), states=states)


def told(warehouse: Warehouse, query: str = "", today: date = TODAY) -> dict[str, str]:
    """What the board says, by place."""
    drawn = returns.answering(warehouse, lambda: today).drawn(query)
    return {place.id: words(written(value)) for place, value in drawn.items()}


def letter(warehouse: Warehouse, query: str) -> str:
    drawn = returns.letter_answering(warehouse, settings.read({}), lambda: TODAY).drawn(query)
    return words(written(drawn[Place(Ids.LETTER)]))


def test_the_title_says_who_is_late(warehouse: Warehouse) -> None:
    """On 1 December September's day (28 November) has passed: crimes came, searches did not."""
    assert told(warehouse)[Ids.RETURNS_HEADLINE] == "One source is late: Stop and search"
    assert told(warehouse, today=date(2023, 11, 28))[Ids.RETURNS_HEADLINE].startswith("No source is late; one source has months")
    assert told(warehouse, today=date(2024, 1, 2))[Ids.RETURNS_HEADLINE].startswith("Two sources are late")


def test_what_is_long_overdue_is_not_supplied_and_never_called_whole(warehouse: Warehouse) -> None:
    said = told(warehouse, "until=2024-06", today=date(2025, 12, 1))
    assert said[Ids.RETURNS_HEADLINE].startswith("No source is late; two sources have months missing or in part")
    assert "long overdue: nothing after August 2023 has come" in said[Ids.RETURNS_BOARD]


def test_a_demonstration_has_a_day_of_its_own_and_never_ages(tmp_path: Path) -> None:
    """Crimes came up to September 2023, expected on 28 November: the day after it is the demonstration's."""
    store = build(tmp_path, rows(), demonstration=True)
    shown = [told(store, today=today) for today in (date(2023, 12, 1), date(2026, 11, 22), date(2060, 1, 1))]
    assert shown[0] == shown[1] == shown[2]
    assert "as it stands on 29 November 2023, the demonstration’s day" in shown[0][Ids.RETURNS_BOARD]
    assert "29 November 2023" not in told(warehouse_of(tmp_path / "real"), today=date(2060, 1, 1))[Ids.RETURNS_BOARD]


def warehouse_of(store: Path) -> Warehouse:
    return build(store, rows())


def test_the_late_source_stands_first_with_its_reasons(warehouse: Warehouse) -> None:
    board = told(warehouse)[Ids.RETURNS_BOARD]
    assert board.index("Stop and search") < board.index("Street crime, police.uk")
    assert "was due on 28 November 2023, 3 days ago" in board
    assert "to the 17th only" in board
    assert "not due yet" in board


def test_a_month_with_oddly_few_records_is_asked_about_and_nothing_else_changes(warehouse: Warehouse) -> None:
    assert "August 2023 partial? not known 10 records, 25 % of the usual 40" in told(warehouse)[Ids.RETURNS_BOARD]
    assert warehouse.coverage(SEARCHES)[-1].comparable


def test_fields_left_empty_are_shares_of_the_borough_s_records(warehouse: Warehouse) -> None:
    board = told(warehouse)[Ids.RETURNS_BOARD]
    assert "Stop and search: not recorded" in board
    assert "Gender 25 % 25 % 25 % 25 % 25 % 100 %" in board


def test_an_earlier_end_can_be_asked_for(warehouse: Warehouse) -> None:
    assert "September 2021 to August 2023" in told(warehouse, "until=2023-08")[Ids.RETURNS_BOARD]


def test_the_letter_tells_a_supplier_how_complete_they_are(warehouse: Warehouse) -> None:
    said = letter(warehouse, f"source={SEARCHES}")
    assert "Metropolitan Police, through police.uk" in said
    assert "Stop and search: seven of the ten months due in the last year are complete" in said
    assert "In the year before, eleven of eleven were complete; in the last year seven of ten." in said
    assert "Stop and search: disparity and outcomes, for scrutiny panels." in said
    assert "expected by day 28 of the month after next" in said


@pytest.mark.parametrize("query", ["", "source=ed-assaults", "source=nothing", "source=mps-vawg"])
def test_a_letter_to_nobody_offers_the_suppliers_there_are(query: str, warehouse: Warehouse) -> None:
    said = letter(warehouse, query)
    assert said.startswith("Which supplier is the letter to?")
    assert "Stop and search" in said


def test_before_anything_is_loaded_the_board_says_so(tmp_path: Path) -> None:
    assert told(build(tmp_path, []))[Ids.RETURNS_HEADLINE] == "No source is loaded, so no return is expected"


def test_data_and_methods_leads_to_the_board_and_shows_no_control_where_there_is_none(warehouse: Warehouse) -> None:
    assert control_totals(warehouse) == ()
    drawn = data.answering(warehouse).drawn("")
    assert "Met’s own figure" not in words(written(drawn[Place(Ids.DATA_HOLDINGS)]))
