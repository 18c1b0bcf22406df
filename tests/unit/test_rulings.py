"""A state set by hand: what stands of many, how readers come to know, and what gives way to what."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest

from data_access import ledger, rulings
from data_access.errors import BadInput, NoSnapshot
from data_access.released import MonthCoverage, State
from data_access.rulings import Edition, Ruling, Said, Withdrawal

MARCH, APRIL, MAY = date(2026, 3, 1), date(2026, 4, 1), date(2026, 5, 1)
AT = datetime(2026, 6, 1, 23, 30)  # half past midnight on the 2nd in London
WITHDRAWN = Withdrawal(AT, "Ben", "the file was whole after all")


def ruling(number: int, state: State, since: date, until: date, withdrawn: Withdrawal | None = None) -> Ruling:
    return Ruling("mps-vawg", since, until, state, f"reason {number}", AT, "Ada", number, withdrawn)


def test_of_two_marks_on_a_month_the_later_stands_and_a_withdrawn_one_never() -> None:
    found = rulings.edition_of(
        [
            ruling(3, State.DEFECTIVE, MAY, MAY, WITHDRAWN),
            ruling(2, State.COMPLETE, APRIL, APRIL),
            ruling(1, State.PARTIAL, MARCH, MAY),
        ]
    )
    day = date(2026, 6, 2)
    assert found.of("mps-vawg") == {
        MARCH: Said(State.PARTIAL, "reason 1", day),
        APRIL: Said(State.COMPLETE, "reason 2", day),
        MAY: Said(State.PARTIAL, "reason 1", day),
    }
    assert found.number == 3 + 1, "three were set and one withdrawn"
    assert found.of("stop-and-search") == {}


def test_a_withdrawal_makes_another_edition_although_fewer_states_stand() -> None:
    one = ruling(1, State.PARTIAL, MARCH, MARCH)
    assert rulings.edition_of([one]).number < rulings.edition_of([ruling(1, State.PARTIAL, MARCH, MARCH, WITHDRAWN)]).number


@pytest.mark.parametrize("shown", [State.COMPLETE, State.PARTIAL, State.DEFECTIVE, State.NO_LOCATIONS])
@pytest.mark.parametrize("said", [State.LATE, State.MISSING, State.NOT_COLLECTED])
def test_that_nothing_came_gives_way_to_records_that_did(shown: State, said: State) -> None:
    entry = MonthCoverage(MARCH, shown)
    assert rulings.told(entry, Said(said, "the system is down", MAY)) is entry


@pytest.mark.parametrize("said", [State.PARTIAL, State.DEFECTIVE, State.PROVISIONAL])
def test_what_somebody_says_of_records_stands_over_what_the_files_show(said: State) -> None:
    told = rulings.told(MonthCoverage(MARCH, State.COMPLETE), Said(said, "one of two sites", MAY))
    assert (told.state, told.reason, told.since) == (said, "one of two sites", MAY)
    assert told.found == MonthCoverage(MARCH, State.COMPLETE)
    assert told.why == "one of two sites (set by hand on 1 May 2026; by its files: complete)"


def test_a_month_said_to_be_complete_shows_what_its_files_say() -> None:
    shown = MonthCoverage(MARCH, State.PARTIAL, "to the 17th only", date(2026, 3, 17))
    told = rulings.told(shown, Said(State.COMPLETE, "nothing happened after the 17th", MAY))
    assert told.comparable
    assert told.why == "nothing happened after the 17th (set by hand on 1 May 2026; by its files: to the 17th only)"


def test_a_provisional_month_may_be_compared_and_a_partial_one_may_not() -> None:
    assert MonthCoverage(MARCH, State.PROVISIONAL).comparable
    assert not MonthCoverage(MARCH, State.PARTIAL).comparable


def test_what_is_published_is_read_again_and_the_same_is_not_written_twice(tmp_path: Path) -> None:
    edition = rulings.edition_of([ruling(1, State.PARTIAL, MARCH, APRIL)])
    assert rulings.read(tmp_path) == Edition()
    assert rulings.publish(edition, tmp_path)
    before = rulings.stamp(tmp_path)
    assert rulings.read(tmp_path) == edition
    assert not rulings.publish(edition, tmp_path)
    assert rulings.stamp(tmp_path) == before != ()
    assert [path.name for path in tmp_path.iterdir()] == [rulings.FILE]


@pytest.mark.parametrize("text", ["", "{", "[]", '{"edition": 1}', '{"edition": 1, "months": [{"source": "x"}]}', "\xff"])
def test_a_damaged_file_is_never_taken_for_no_states(text: str, tmp_path: Path) -> None:
    (tmp_path / rulings.FILE).write_text(text, encoding="latin-1")
    with pytest.raises(NoSnapshot, match="--states"):
        rulings.read(tmp_path)
    assert rulings.publish(Edition(), tmp_path), "what is damaged is written again"
    assert rulings.read(tmp_path) == Edition()


def test_the_ledger_keeps_every_mark_and_its_withdrawal_and_withdraws_once(tmp_path: Path) -> None:
    with ledger.opened(ledger.address_of(tmp_path)) as book:
        book.ruling(ruling(0, State.PARTIAL, MARCH, APRIL))
        book.ruling(ruling(0, State.LATE, MAY, MAY))
        book.withdraw(1, WITHDRAWN)
        first, second = book.rulings()
        assert (first.number, first.withdrawn, first.state) == (1, WITHDRAWN, State.PARTIAL)
        assert (second.number, second.withdrawn, second.until) == (2, None, MAY)
        for number in (1, 3, 0, -1):
            with pytest.raises(BadInput, match="nothing was withdrawn"):
                book.withdraw(number, WITHDRAWN)
        assert book.rulings() == (first, second)
