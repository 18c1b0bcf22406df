"""The ledger keeps who did what, is brought up to date when it is opened, and never loses a load."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, inspect, text

from data_access import ledger, snapshot
from data_access.errors import BadInput
from data_access.history import Deed, Entry, GivenFile
from data_access.ingest.__main__ import main
from data_access.ledger.opening import engine_of, migrate
from data_access.ledger.places import digest_of, withdrawn
from data_access.ledger.tables import Base
from data_access.place_review import PlaceAnswer, Verdict
from tests.evil.made_up import search, searches
from tests.loading import put

FILE = GivenFile("a › b.csv", "f" * 64, "stop-and-search CSV", 5, 4, 1, 0, "loaded")
ENTRY = Entry(Deed.LOAD, datetime(2026, 11, 22, 8, 30), "Ada Analyst", "", "a.duckdb", (FILE, FILE), "first")


@pytest.fixture
def address(tmp_path: Path) -> str:
    return ledger.address_of(tmp_path)


def test_what_is_written_is_read_again_latest_first(address: str) -> None:
    later = Entry(Deed.UNDO, datetime(2026, 11, 23), "Ben", "b", "a")
    with ledger.opened(address) as book:
        book.record(ENTRY)
        book.record(later)
        assert book.entries() == (later, ENTRY)
        assert book.entries(last=1) == (later,)


def test_the_migrations_make_exactly_the_tables_that_the_program_declares(address: str) -> None:
    engine = engine_of(address)
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []
        kept = {"loads", "load_files", "corrections", "mappings", "rulings", "withdrawals", "place_answers"}
        kept |= {"held_totals", "total_withdrawals"}
        tables = {*kept, "alembic_version"}
        assert set(inspect(connection).get_table_names()) == tables
        connection.execute(text("ALTER TABLE loads ADD COLUMN extra TEXT"))
        assert len(compare_metadata(context, Base.metadata)) == 1, "a difference is found"
    engine.dispose()


def test_a_ledger_of_a_newer_version_is_refused_in_words_and_left_as_it_is(address: str) -> None:
    with ledger.opened(address) as book:
        book.record(ENTRY)
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(BadInput, match=r"newer version of Lion \(9999\).*To do: run that version"), ledger.opened(address):
        pass
    with engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"
        assert connection.execute(text("SELECT count(*) FROM loads")).scalar() == 1
    engine.dispose()


def test_several_who_open_a_new_ledger_at_once_make_it_once(address: str) -> None:
    code = f"from data_access import ledger\nwith ledger.opened({address!r}) as book: print(len(book.entries()))"
    running = [subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [(each.communicate()[0], each.returncode) for each in running] == [("0\n", 0)] * 4


@pytest.mark.parametrize("wrong", ["nonsense", "oracle-of-delphi://user:secret@host/x"])
def test_an_address_that_is_none_is_refused_without_repeating_its_password(wrong: str) -> None:
    with pytest.raises(BadInput, match="LION_LEDGER") as refusal, ledger.opened(wrong):
        pass
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize(("given", "kept"), [("  Ada   Analyst ", "Ada Analyst"), ("Zoë", "Zoë")])
def test_an_author_is_kept_as_a_plain_name(given: str, kept: str) -> None:
    assert ledger.author_named(given) == kept


@pytest.mark.parametrize("given", ["a" * 81, "Ada\x1b[2J", "\u202eadA"])
def test_a_name_that_would_command_a_terminal_or_never_ends_is_refused(given: str) -> None:
    with pytest.raises(BadInput, match="gives a name"):
        ledger.author_named(given)


def test_without_a_name_the_login_s_is_kept() -> None:
    assert ledger.author_named("")


def test_a_load_is_in_the_ledger_with_its_author_files_and_both_snapshots(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"a": searches(), "b": searches(search(Date="2023-06-10T10:00:00+00:00"), good=0)})
    store = ["--store", str(tmp_path / "store"), "--by", "Ada Analyst"]
    assert main([str(tmp_path / "a"), *store]) == 0
    first = snapshot.current(tmp_path / "store").name
    assert main([str(tmp_path / "a"), *store]) == 0, "nothing new: no entry"
    assert main([str(tmp_path / "b"), *store]) == 0
    with ledger.opened(ledger.address_of(tmp_path / "store")) as book:
        second, one = book.entries()
    assert (one.author, one.deed, one.before, one.after) == ("Ada Analyst", Deed.LOAD, "", first)
    assert [(file.name.rsplit("/")[-1], file.rows_in, file.rows_loaded, len(file.sha256)) for file in one.files] == [
        ("a", 5, 5, 64)
    ]
    assert (second.before, second.after) == (first, snapshot.current(tmp_path / "store").name)
    capsys.readouterr()
    assert main(["--loads", "--store", str(tmp_path / "store")]) == 0
    assert "Ada Analyst: loaded 1 file" in capsys.readouterr().out


def test_a_ledger_that_fails_loses_no_load_and_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, {"a": searches(), "broken.sqlite": "this is no database, and long enough to be told apart from one" * 9})
    monkeypatch.setenv("LION_LEDGER", f"sqlite:///{tmp_path}/broken.sqlite")
    assert main([str(tmp_path / "a"), "--store", str(tmp_path / "store")]) == 0
    said = capsys.readouterr()
    assert "Published " in said.out
    assert "It is not in the ledger: " in said.err
    assert snapshot.exists(tmp_path / "store")


def test_an_answer_about_a_place_is_added_and_never_altered_and_the_latest_stands(tmp_path: Path) -> None:
    def answer(verdict: Verdict, **more: object) -> PlaceAnswer:
        told = PlaceAnswer(digest_of("By the pond"), "by the pond", "", verdict, "Ada", datetime(2026, 10, 1))
        return replace(told, **more)  # type: ignore[arg-type]

    address = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    with ledger.opened(address) as book:
        for each in (answer(Verdict.NOWHERE), answer(Verdict.WARD, ward="E05013714"), answer(Verdict.HOME)):
            book.places.remember(each)
        standing = book.places.standing()
        assert [(each.verdict, each.said) for each in standing.values()] == [(Verdict.HOME, "")]
        book.places.remember(withdrawn(next(iter(standing.values())), "Ben"))
        assert book.places.standing() == {}
    with create_engine(address).connect() as connection:
        rows = connection.execute(text("SELECT verdict, said FROM place_answers ORDER BY id")).all()
    written = [("nowhere", "by the pond"), ("ward", "by the pond"), ("home", ""), ("withdrawn", "")]
    assert [tuple(row) for row in rows] == written
