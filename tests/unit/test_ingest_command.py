"""The command says how it ended: published or nothing new, refused, misused, or busy."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from data_access.ingest.__main__ import main
from data_access.ingest.stored import lock
from tests.evil.made_up import search, searches
from tests.loading import put
from tests.patience import PATIENCE_S


def test_published_then_nothing_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"a": searches()})
    command = [str(tmp_path / "a"), "--store", str(tmp_path / "store")]
    assert main(command) == 0
    first = capsys.readouterr().out
    assert "a: stop-and-search CSV: 5 rows, 5 loaded; loaded" in first
    assert "taken as metropolitan; --force SLUG says otherwise" in first
    assert "Published " in first
    assert main(command) == 0
    assert "Nothing new" in capsys.readouterr().out


def test_a_folder_without_files_is_refused_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "hollow" / "deeper").mkdir(parents=True)
    (tmp_path / "hollow" / ".hidden").write_text("not looked at")
    put(tmp_path, {"a": searches()})
    command = [str(tmp_path / "hollow"), str(tmp_path / "a"), "--store", str(tmp_path / "store")]
    assert main(command) == 1
    said = "".join(capsys.readouterr())
    assert f"{tmp_path / 'hollow'}: No files were found in this folder" in said
    assert "Nothing new" not in said
    assert main([*command, "--skip-bad-files"]) == 0
    assert "Published " in capsys.readouterr().out


def test_another_load_is_told_apart_and_says_who_runs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"a": searches()})
    holding = (
        "import sys; from pathlib import Path; from data_access.ingest.stored import lock\n"
        f"with lock.held(Path({str(tmp_path / 'store')!r})): print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen([sys.executable, "-c", holding], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"held\n"
        assert main([str(tmp_path / "a"), "--store", str(tmp_path / "store")]) == 75
        assert f"process {other.pid}, since " in capsys.readouterr().err
        other.communicate(b"")
    assert main([str(tmp_path / "a"), "--store", str(tmp_path / "store")]) == 0


def test_the_lock_is_free_again_after_a_load_that_failed(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), lock.held(tmp_path):
        raise ZeroDivisionError
    with lock.held(tmp_path):
        pass


@pytest.mark.parametrize("wrong", [["--scope", "Lewisham"], ["--scope", "force,weather"], ["--force", "starfleet"]])
def test_a_command_that_makes_no_sense_ends_with_two(
    tmp_path: Path, wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"a": searches()})
    assert main([str(tmp_path / "a"), "--store", str(tmp_path / "store"), *wrong]) == 2
    assert "To do: correct --" in capsys.readouterr().err
    assert not (tmp_path / "store" / "CURRENT").exists()


@pytest.mark.parametrize("wrong", [[], ["--nonsense"]])
def test_an_unreadable_command_ends_with_two(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as ending:
        main(wrong)
    assert ending.value.code == 2


def test_every_refusal_of_one_run_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path / "given", {"a": searches(), "b": "x,y\n1,2\n", "c": b""})
    assert main([str(tmp_path / "given"), "--store", str(tmp_path / "store")]) == 1
    said = capsys.readouterr().err
    assert "Refused: given/b, line 1" in said
    assert "Refused: given/c: The file is empty" in said
    assert "2 files refused, nothing published" in said


def test_rejected_rows_and_history_can_be_listed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"a": searches(search(Gender="Unheard of"), good=150)})
    store = ["--store", str(tmp_path / "store")]
    assert main([str(tmp_path / "a"), *store]) == 0
    capsys.readouterr()
    assert main(["--list-rejected", *store]) == 0
    assert "a, line 152, column “Gender”: unknown category: “Unheard of”. To do: check the spelling" in capsys.readouterr().out
    assert main(["--history", *store]) == 0
    assert "151 rows, 150 loaded, 1 rejected (--list-rejected); loaded" in capsys.readouterr().out


def test_a_reader_that_has_seen_enough_is_no_fault(tmp_path: Path) -> None:
    put(tmp_path, {f"{n}": searches(good=n + 1) for n in range(3)})
    given = " ".join(f"{tmp_path}/{n}" for n in range(3))
    command = f"{sys.executable} -m data_access.ingest {given} --store {tmp_path}/store 2>{tmp_path}/said | true"
    subprocess.run(["/bin/sh", "-c", command], check=True, timeout=PATIENCE_S)
    assert "Traceback" not in (tmp_path / "said").read_text()


def test_a_store_that_cannot_be_written_is_a_sentence_and_not_a_traceback(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"a": searches(), "store": ""})
    assert main([str(tmp_path / "a"), "--store", str(tmp_path / "store")]) == 1
    assert "The load failed, and the store is as it was: " in capsys.readouterr().err


def test_an_empty_path_is_not_the_folder_one_stands_in(tmp_path: Path) -> None:
    with pytest.raises(SystemExit, match="2"):
        main(["", "--store", str(tmp_path / "store")])


def test_a_load_that_is_stopped_says_that_nothing_changed(tmp_path: Path) -> None:
    put(tmp_path, {"a": searches(*[search()] * 200_000)})
    run = (
        "import signal, sys; from data_access.ingest.__main__ import main\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler); sys.exit(main(sys.argv[1:]))"
    )
    command = [sys.executable, "-c", run, str(tmp_path / "a"), "--store", str(tmp_path / "store")]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as load:
        assert load.stderr is not None
        assert load.stderr.readline().endswith("a\n"), "the file is being read now"
        load.send_signal(signal.SIGINT)
        said = load.stderr.read()
    assert load.returncode == 130
    assert "the store is as it was" in said
    assert "Traceback" not in said
    assert not (tmp_path / "store" / "CURRENT").exists()


def test_a_store_without_files_has_an_empty_history_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--history", "--store", str(tmp_path / "store")]) == 0
    assert capsys.readouterr().out == "No file has been loaded yet.\n"
