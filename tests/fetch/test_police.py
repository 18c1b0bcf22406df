"""Forces' monthly files out of the police's archives: which are asked for, where they land, and that they load."""

from __future__ import annotations

import hashlib
import shlex
from pathlib import Path

import pytest

from data_access.ingest.__main__ import main as ingest
from tests.fetch import made_up
from tests.fetch.conftest import Bench
from tests.fetch.publisher import Answer, Publisher

HELD = ("2023-01", "2023-02", "2023-03")
NEWEST = made_up.archive(*(f"{month}/metropolitan" for month in HELD), "2023-03/btp")


def street(month: str, force: str = "metropolitan") -> str:
    return f"police-uk/{force}/{month}/{month}-{force}-street.csv"


def publish(publisher: Publisher, newest: str, **archives: bytes) -> None:
    """The months up to ``newest`` and these archives; names are months written with ``_``."""
    publisher.says("/months", Answer(made_up.months(newest)))
    publisher.says("/page", Answer(made_up.page(**archives)))
    for month, content in archives.items():
        publisher.says(f"/archive/{month.strip('_').replace('_', '-')}.zip", Answer(content))


def test_the_forces_months_are_taken_out_and_the_last_line_loads_them(bench: Bench, tmp_path: Path) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--force", "metropolitan", "--since", "2023-02")
    assert said.code == 0
    assert list(bench.disk()) == [street("2023-02"), street("2023-03")]
    assert "2 files fetched, 0 here already, 0 refused." in said.out
    command = shlex.split(said.out.strip().splitlines()[-1].removeprefix("To load: "))
    assert command[1:] == ["-m", "data_access.ingest", str(bench.folder / "police-uk/metropolitan")]
    assert ingest([*command[3:], "--store", str(tmp_path / "store")]) == 0


def test_every_file_is_listed_with_its_digest_and_where_it_came_from(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--since", "2023-03")
    kept = bench.kept()[street("2023-03")]
    content = bench.disk()[street("2023-03")]
    digest = hashlib.sha256(content).hexdigest()
    assert kept["sha256"] == digest
    assert f"metropolitan/2023-03/2023-03-metropolitan-street.csv: {len(content)} bytes, SHA-256 {digest}" in said.out
    assert kept["address"].endswith("/archive/2023-03.zip › 2023-03/2023-03-metropolitan-street.csv")
    assert kept["fetched_at"] == "2026-11-02T09:00:00Z"


def test_what_is_here_whole_is_not_fetched_again(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    asked = ("police-uk", "--since", "2023-02")
    assert bench.run(*asked).code == 0
    before = len(bench.publisher.asked)
    said = bench.run(*asked)
    assert said.code == 0
    assert "0 files fetched, 2 here already, 0 refused." in said.out
    assert said.out.strip().splitlines()[-1].startswith("To load: ")
    assert bench.publisher.paths()[before:] == ["/months"]
    bench.run(*asked, "--again")
    assert bench.publisher.paths()[before + 1 :] == ["/months", "/page", "/archive/2023-03.zip"]


def test_a_file_that_was_altered_or_lost_is_fetched_again(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    bench.run("police-uk", "--since", "2023-03")
    whole = bench.disk()[street("2023-03")]
    (bench.folder / street("2023-03")).write_bytes(whole.replace(b"Drugs", b"Bugs!"))
    assert bench.run("police-uk", "--since", "2023-03").code == 0
    assert bench.disk()[street("2023-03")] == whole
    (bench.folder / street("2023-03")).unlink()
    assert bench.run("police-uk", "--since", "2023-03").code == 0
    assert bench.disk()[street("2023-03")] == whole


def test_a_new_months_archive_revises_the_months_it_holds_and_leaves_older_ones(bench: Bench) -> None:
    older = made_up.archive("2022-12/metropolitan", "2023-01/metropolitan", "2023-02/metropolitan", words=" old")
    publish(bench.publisher, "2023-02", _2023_02=older)
    assert bench.run("police-uk", "--since", "2022-12").code == 0
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--since", "2022-12")
    assert said.code == 0
    assert "3 files fetched, 1 here already, 0 refused." in said.out
    assert {month: b" old" in bench.disk()[street(month)] for month in ("2022-12", *HELD)} == {
        "2022-12": True,
        "2023-01": False,
        "2023-02": False,
        "2023-03": False,
    }


def test_months_before_the_newest_archives_come_from_the_latest_archive_that_holds_them(bench: Bench) -> None:
    middle = made_up.archive("2022-11/metropolitan", "2022-12/metropolitan", "2023-01/metropolitan")
    publish(bench.publisher, "2023-03", _2023_03=NEWEST, _2023_01=middle)
    assert bench.run("police-uk", "--since", "2022-11").code == 0
    assert [path for path in bench.publisher.paths() if "archive" in path] == ["/archive/2023-03.zip", "/archive/2023-01.zip"]
    assert list(bench.disk()) == [street(month) for month in ("2022-11", "2022-12", *HELD)]


def test_a_month_that_is_not_published_yet_is_said_and_the_others_come(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--since", "2023-03", "--until", "2023-05")
    assert said.code == 0
    assert "Not published yet: 2023-04 to 2023-05. The newest month is 2023-03." in said.out
    assert list(bench.disk()) == [street("2023-03")]
    later = bench.run("police-uk", "--since", "2023-06")
    assert later.code == 0
    assert "Not published yet: 2023-06. The newest month is 2023-03." in later.out


def test_an_archive_that_lags_behind_the_list_of_months_is_said_and_the_one_before_it_taken(bench: Bench) -> None:
    publish(bench.publisher, "2023-04", _2023_03=NEWEST)
    said = bench.run("police-uk", "--since", "2023-02")
    assert said.code == 0
    assert "The archive of 2023-04 is not published yet." in said.out
    assert list(bench.disk()) == [street("2023-02"), street("2023-03")]


def test_an_older_archive_that_is_gone_is_said_and_the_others_come(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--since", "2022-12")
    assert said.code == 0
    assert "Not to be had: 2022-12. " in said.out
    assert "/archive/2023-02.zip: There is nothing at this address (404)." in said.out
    assert list(bench.disk()) == [street(month) for month in HELD]


def test_when_no_archive_is_there_at_all_the_command_has_failed(bench: Bench) -> None:
    publish(bench.publisher, "2023-03")
    said = bench.run("police-uk", "--since", "2023-02")
    assert said.code == 1
    assert "There is nothing at this address (404)" in said.err
    assert "if it has moved, correct publishers.toml" in said.err
    assert bench.disk() == {}


def test_two_forces_come_out_of_one_archive_and_a_month_without_a_file_is_said(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--force", "metropolitan", "--force", "btp", "--since", "2023-02")
    assert said.code == 0
    assert list(bench.disk()) == [street("2023-03", "btp"), street("2023-02"), street("2023-03")]
    loads = [line.rpartition("police-uk/")[2] for line in said.out.splitlines() if line.startswith("To load: ")]
    assert loads == ["metropolitan", "btp --force btp"]  # a stop and search file does not say whose it is
    assert "2023-02: btp has no file in the archive of 2023-03." in said.out
    assert bench.publisher.paths().count("/archive/2023-03.zip") == 1
    bench.run("police-uk", "--force", "metropolitan", "--force", "btp", "--since", "2023-02")
    assert bench.publisher.paths().count("/archive/2023-03.zip") == 1  # a month without a file is known to have none


def test_a_misspelt_force_names_the_others_and_the_archive_is_not_fetched_twice_for_it(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    said = bench.run("police-uk", "--force", "metropoliton", "--since", "2023-03")
    assert said.code == 1
    assert "The archive holds no file of “metropoliton”. Expected: one of btp, metropolitan, surrey." in said.err
    assert bench.run("police-uk", "--since", "2023-03").code == 0
    assert bench.publisher.paths().count("/archive/2023-03.zip") == 1
    assert list(bench.disk()) == [street("2023-03")]


def test_archives_are_kept_for_those_who_ask(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    assert bench.run("police-uk", "--since", "2023-03", "--keep-archives").code == 0
    assert bench.disk()[".archives/2023-03.zip"] == NEWEST
    assert bench.run("police-uk", "--since", "2023-01", "--keep-archives").code == 0
    assert bench.publisher.paths().count("/archive/2023-03.zip") == 1


def test_without_the_publishers_checksums_the_archive_is_checked_by_itself_and_that_is_said(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    bench.publisher.says("/page", Answer(b"<html>moved</html>"))
    said = bench.run("police-uk", "--since", "2023-03")
    assert said.code == 0
    assert "2023-03.zip: no checksum is published; checked by its length and contents." in said.out
    bench.publisher.says("/page", Answer(status=404))
    again = bench.run("police-uk", "--since", "2023-03", "--again")
    assert again.code == 0
    assert "The publisher's checksums could not be read. " in again.out


@pytest.mark.parametrize("answer", [b"<html></html>", b"[]", b'{"date": "2023-01"}', b'[{"month": "2023-01"}]'])
def test_a_list_of_months_that_lists_none_is_refused(bench: Bench, answer: bytes) -> None:
    bench.publisher.says("/months", Answer(answer))
    said = bench.run("police-uk", "--since", "2023-03")
    assert said.code == 1
    assert 'Expected: [{"date": "2024-01"}, …].' in said.err
    assert bench.disk() == {}


def test_an_archive_with_something_else_for_a_table_is_refused_and_not_kept(bench: Bench) -> None:
    publish(bench.publisher, "2023-03", _2023_03=made_up.archive("2023-03/metropolitan", words="\0"))
    said = bench.run("police-uk", "--since", "2023-03")
    assert said.code == 1
    assert "2023-03/2023-03-metropolitan-street.csv in the archive cannot be used. It is something else." in said.err
    assert bench.disk() == {}
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    assert bench.run("police-uk", "--since", "2023-03").code == 0
    assert list(bench.disk()) == [street("2023-03")]


def test_an_archive_damaged_within_is_refused_and_not_kept(bench: Bench) -> None:
    at = NEWEST.index(b"2023-03-metropolitan-street.csv") + 60
    damaged = NEWEST[:at] + bytes(byte ^ 0xFF for byte in NEWEST[at : at + 20]) + NEWEST[at + 20 :]
    publish(bench.publisher, "2023-03", _2023_03=damaged)
    said = bench.run("police-uk", "--since", "2023-01")
    assert said.code == 1
    assert "2023-03/2023-03-metropolitan-street.csv in the archive cannot be used. It is cut short or damaged" in said.err
    assert [name for name in bench.disk() if ".part" in name or name.endswith(".zip")] == []
    publish(bench.publisher, "2023-03", _2023_03=NEWEST)
    assert bench.run("police-uk", "--since", "2023-01").code == 0
    assert list(bench.disk()) == [street(month) for month in HELD]
