"""What is given at the desk is kept whole or not at all, by one at a time, and nothing leads out of its folder."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from data_access.errors import BadInput, LoadBusy
from data_access.history import GivenFile, Held
from data_access.ingest.desk import incoming
from data_access.uploads import Incoming, MonthTotal, Reason, Refused, Step, Trial, Wrong


def given(store: Path, upload: str, name: str, content: bytes = b"a,b\n1,2\n", size: int | None = None) -> Incoming:
    return incoming.keep(store, upload, name, io.BytesIO(content), size=len(content) if size is None else size)


@pytest.fixture
def begun(tmp_path: Path) -> str:
    return incoming.begin(tmp_path, "Ada Analyst").id


def everything(store: Path) -> list[str]:
    return sorted(path.relative_to(store).as_posix() for path in store.rglob("*") if path.is_file())


def test_files_are_kept_as_they_came_in_the_order_given(tmp_path: Path, begun: str) -> None:
    given(tmp_path, begun, "zebra.csv", b"\x00\xff binary")
    one = given(tmp_path, begun, "July – “all” €.csv")
    assert one.names == ("zebra.csv", "July – “all” €.csv")
    assert (one.author, one.step, one.held, one.result) == ("Ada Analyst", Step.COMING, False, None)
    assert incoming.path_of(tmp_path, begun, "zebra.csv").read_bytes() == b"\x00\xff binary"
    assert incoming.paths_of(tmp_path, one) == [tmp_path / "incoming" / begun / "given" / name for name in one.names]


def test_an_id_is_long_and_random_and_its_folder_is_nobody_elses(tmp_path: Path) -> None:
    ids = {incoming.begin(tmp_path, "Ada").id for _ in range(5)}
    assert len(ids) == 5
    assert all(len(one) == 32 for one in ids)
    assert {one.id for one in incoming.listed(tmp_path)} == ids
    assert (tmp_path / "incoming" / ids.pop() / "given").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "upload", ["", "..", "../..", ".", "0" * 31, "0" * 33, "G" * 32, "0" * 31 + "/", "０" * 32, "a" * 32, "a" * 32 + "\n"]
)
def test_what_is_no_id_of_an_upload_reaches_nothing(tmp_path: Path, begun: str, upload: str) -> None:
    before = everything(tmp_path)
    for deed in (
        incoming.read,
        incoming.discard,
        lambda store, one: incoming.path_of(store, one, "a.csv"),
        lambda store, one: given(store, one, "a.csv"),
    ):
        with pytest.raises(BadInput, match="no such upload"):
            deed(tmp_path, upload)
    assert everything(tmp_path) == before


LEADING = ["", ".", "..", "../a.csv", "/etc/passwd", "a/b.csv", "a\\b.csv", "C:a.csv", ".hidden"]
ODD = ["a\0.csv", "a\n.csv", "\x1b[2J.csv", " a.csv", "\u202e.csv", "x" * 201, "é" * 101]


@pytest.mark.parametrize("name", [*LEADING, *ODD])
def test_a_name_that_leads_elsewhere_is_refused(tmp_path: Path, begun: str, name: str) -> None:
    before = everything(tmp_path)
    with pytest.raises(BadInput, match="name cannot be used"):
        given(tmp_path, begun, name)
    assert everything(tmp_path) == before


def test_a_file_that_does_not_come_whole_is_not_kept(tmp_path: Path, begun: str) -> None:
    with pytest.raises(BadInput, match="did not come whole"):
        given(tmp_path, begun, "a.csv", b"half", size=9)
    assert incoming.read(tmp_path, begun).names == ()
    assert incoming.read(tmp_path, begun).held is False
    assert not any("part" in name for name in everything(tmp_path))


def test_no_more_is_read_than_was_announced(tmp_path: Path, begun: str) -> None:
    given(tmp_path, begun, "a.csv", b"four and more", size=4)
    assert incoming.path_of(tmp_path, begun, "a.csv").read_bytes() == b"four"


def test_a_name_twice_or_one_file_too_many_is_refused(tmp_path: Path, begun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    given(tmp_path, begun, "a.csv")
    with pytest.raises(BadInput, match="Two files have one name"):
        given(tmp_path, begun, "a.csv")
    monkeypatch.setattr(incoming, "MOST_FILES", 1)
    with pytest.raises(BadInput, match="1 files at most"):
        given(tmp_path, begun, "b.csv")


def test_one_upload_too_many_is_refused_and_published_ones_make_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "MOST_WAITING", 1)
    first = incoming.begin(tmp_path, "Ada")
    with pytest.raises(BadInput, match="1 uploads wait already"):
        incoming.begin(tmp_path, "Ada")
    incoming.write(tmp_path, replace(first, step=Step.PUBLISHED))
    assert incoming.begin(tmp_path, "Ada").id != first.id
    with pytest.raises(BadInput, match="no such upload"):
        incoming.read(tmp_path, first.id)


def test_a_file_that_was_not_given_is_nowhere(tmp_path: Path, begun: str) -> None:
    given(tmp_path, begun, "a.csv")
    for name in ("b.csv", "../state.json", "", "state.json"):
        with pytest.raises(BadInput, match="no such file"):
            incoming.path_of(tmp_path, begun, name)


def test_an_upload_has_one_hand_on_it_at_a_time(tmp_path: Path, begun: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incoming, "PATIENCE_S", 0.1)
    with incoming.held(tmp_path, begun):
        assert incoming.read(tmp_path, begun).held
        for deed in (incoming.discard, lambda store, one: given(store, one, "a.csv")):
            with pytest.raises(LoadBusy, match="Something is under way"):
                deed(tmp_path, begun)
    incoming.discard(tmp_path, begun)
    assert everything(tmp_path) == []


def test_a_run_whose_process_is_gone_is_stopped_and_says_so(tmp_path: Path, begun: str) -> None:
    one = incoming.read(tmp_path, begun)
    for step, words in ((Step.TRYING, "dry run was stopped"), (Step.PUBLISHING, "the history says")):
        incoming.write(tmp_path, replace(one, step=step))
        stopped = incoming.read(tmp_path, begun)
        assert stopped.step is Step.STOPPED
        assert words in stopped.trouble


def test_a_process_that_inherits_the_lock_holds_it_until_it_ends(tmp_path: Path, begun: str) -> None:
    with incoming.held(tmp_path, begun) as descriptor:
        incoming.write(tmp_path, replace(incoming.read(tmp_path, begun), step=Step.TRYING))
        waits = [sys.executable, "-c", "import sys; sys.stdin.read()"]
        process = subprocess.Popen(waits, stdin=subprocess.PIPE, pass_fds=(descriptor,))
    assert incoming.read(tmp_path, begun).step is Step.TRYING
    os.kill(process.pid, 9)
    process.communicate()
    assert incoming.read(tmp_path, begun).step is Step.STOPPED


def test_what_a_dry_run_found_is_read_as_it_was_written(tmp_path: Path, begun: str) -> None:
    found = Trial(
        "a.duckdb",
        True,
        (GivenFile("a.csv", "f" * 64, "layout", 5, 4, 1, 0, "loaded"),),
        (Refused("b.csv", "no known layout", unknown=True),),
        ("notes.txt",),
        ("a.csv",),
        (
            Reason(
                "a.csv",
                "f" * 64,
                "stop-and-search",
                "Gender",
                "unknown category",
                "do",
                1,
                (Wrong(2, "x"),),
                False,
                True,
                ("male",),
            ),
        ),
        (MonthTotal("stop-and-search", "2023-05", Held(1), Held(2, 3, 4), None),),
        (("old.csv", "a.csv"),),
        ("a note",),
        1.5,
    )
    incoming.write_result(tmp_path, replace(incoming.read(tmp_path, begun), result=found))
    assert incoming.read(tmp_path, begun).result == found
