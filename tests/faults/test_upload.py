"""A process that works on an upload may be killed at any moment: the upload says so, and can be tried again."""

from __future__ import annotations

import io
import os
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from data_access import settings, snapshot
from data_access.ingest.desk import incoming, line, reception
from data_access.ingest.desk.attending import start
from data_access.ingest.desk.telling import Telling
from data_access.ingest.files.stages import SWAPPING, WRITING
from data_access.ingest.loading.load import load
from data_access.ingest.stored import lock, whole
from data_access.settings import Settings
from data_access.uploads import Incoming, Step, Work
from tests.evil.made_up import searches
from tests.loading import put
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.faults


@pytest.fixture
def our(tmp_path: Path) -> Settings:
    return replace(settings.read({}), store=tmp_path / "store")


def given(our: Settings, name: str = "may.csv", text: str = "") -> str:
    upload = incoming.begin(our.store, "Ada").id
    content = (text or searches()).encode()
    incoming.keep(our.store, upload, name, io.BytesIO(content), size=len(content))
    return upload


def ended(our: Settings, upload: str) -> Incoming:
    """The upload once nothing is at it any more."""
    until = time.monotonic() + PATIENCE_S
    while incoming.read(our.store, upload).held:
        assert time.monotonic() < until, "the process never ended"
        time.sleep(0.05)
    return incoming.read(our.store, upload)


def test_an_upload_is_tried_and_published_by_processes_of_their_own_that_give_way_to_others(our: Settings) -> None:
    upload = given(our)
    process = start(our, upload, Step.TRYING, lambda one: one)
    assert incoming.read(our.store, upload).step is Step.TRYING, "from the first moment on"
    until = time.monotonic() + PATIENCE_S
    while os.getpriority(os.PRIO_PROCESS, process) < 10 and time.monotonic() < until:  # nice takes a moment to begin
        time.sleep(0.01)
    assert os.getpriority(os.PRIO_PROCESS, process) >= 10
    tried = ended(our, upload)
    assert (tried.step, tried.trouble) == (Step.TRIED, "")
    assert not snapshot.exists(our.store)
    assert reception.act({"act": "publish", "id": upload, "before": "", "note": "first"}, "Ben", our) == ""
    second = reception.act({"act": "publish", "id": upload, "before": ""}, "Ben", our)
    assert "under way" in str(second) or "Nothing was published" in str(second)  # as the first is still at it, or has ended
    published = ended(our, upload)
    assert (published.step, published.author, published.trouble, published.names) == (Step.PUBLISHED, "Ben", "", ())
    assert [published.progress] == [path.name for path in snapshot.kept(our.store)], "once"


@pytest.mark.parametrize("step", [Step.TRYING, Step.PUBLISHING])
def test_a_process_that_is_killed_is_seen_to_be_gone_and_another_may_begin(our: Settings, step: Step) -> None:
    upload = given(our)
    os.kill(start(our, upload, step, lambda one: one), signal.SIGKILL)
    stopped = ended(our, upload)
    assert stopped.step is Step.STOPPED
    assert stopped.trouble
    assert not snapshot.exists(our.store)
    assert reception.act({"act": "try", "id": upload}, "", our) == ""
    assert ended(our, upload).step is Step.TRIED


def test_a_file_that_nobody_could_read_fails_in_words_and_a_process_that_cannot_begin_says_so(
    our: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = given(our)
    put(tmp_path / "none", {"nice": "no program"})
    monkeypatch.setenv("PATH", str(tmp_path / "none"))
    start(our, upload, Step.TRYING, lambda one: one)
    failed = ended(our, upload)
    assert failed.step is Step.FAILED
    assert failed.trouble.startswith("It could not be started")


# -- one line of work ---------------------------------------------------------------------------------


def standing(our: Settings, upload: str) -> Incoming:
    return incoming.read(our.store, upload)


def until(what: Callable[[], object], words: str) -> None:
    end = time.monotonic() + PATIENCE_S
    while not what():
        assert time.monotonic() < end, words
        time.sleep(0.02)


def test_what_meets_another_load_waits_its_turn_in_sight_and_then_goes_on_by_itself(our: Settings) -> None:
    with lock.held(our.store, by="Carol"):
        first, second = given(our), given(our, "again.csv")
        for upload in (first, second):
            start(our, upload, Step.TRYING, lambda one: one)
        until(lambda: "Waiting for the load begun" in standing(our, first).progress, "the first never said for whom it waits")
        assert standing(our, first).progress.endswith(" by Carol")
        until(
            lambda: "Waiting for the dry run begun" in standing(our, second).progress,
            "the second does not stand behind the first",
        )
        assert standing(our, second).progress.endswith(" by Ada")
        assert not snapshot.exists(our.store)
    assert [ended(our, upload).step for upload in (first, second)] == [Step.TRIED, Step.TRIED]


def test_a_work_that_is_killed_while_it_waits_is_out_of_the_line(our: Settings) -> None:
    with lock.held(our.store):
        first, second = given(our), given(our, "again.csv")
        killed = start(our, first, Step.TRYING, lambda one: one)
        start(our, second, Step.TRYING, lambda one: one)
        assert [one.id for one in line.ahead(our.store, standing(our, second))] == [first]
        os.kill(killed, signal.SIGKILL)
        until(lambda: not standing(our, first).held, "the killed one still holds its place")
        assert line.ahead(our.store, standing(our, second)) == ()
    assert ended(our, second).step is Step.TRIED
    assert standing(our, first).step is Step.STOPPED


def test_a_work_that_waits_is_stopped_by_whoever_asks_and_can_be_tried_again(our: Settings) -> None:
    upload = given(our)
    assert "nothing to stop" in str(reception.act({"act": "stop", "id": upload}, "Ben", our))
    with lock.held(our.store):
        start(our, upload, Step.TRYING, lambda one: one)
        assert str(reception.act({"act": "stop", "id": upload}, "Ben", our)).startswith("It is being stopped")
        stopped = ended(our, upload)
    assert (stopped.step, stopped.trouble) == (Step.FAILED, "Stopped by Ben. Nothing was published.")
    assert reception.act({"act": "try", "id": upload}, "", our) == ""
    assert ended(our, upload).step is Step.TRIED


def test_a_publication_that_is_stopped_stays_tried_and_the_store_is_as_it_was(our: Settings) -> None:
    upload = given(our)
    start(our, upload, Step.TRYING, lambda one: one)
    tried = ended(our, upload)
    with lock.held(our.store):
        reception.act({"act": "publish", "id": upload, "before": ""}, "Ben", our)
        reception.act({"act": "stop", "id": upload}, "Ada", our)
        stopped = ended(our, upload)
    assert (stopped.step, stopped.stale, stopped.result) == (Step.TRIED, False, tried.result)
    assert stopped.trouble == "Stopped by Ada. Nothing was published."
    assert not snapshot.exists(our.store)


def test_once_readers_are_about_to_see_it_nothing_is_stopped(our: Settings) -> None:
    upload = given(our)
    with incoming.held(our.store, upload):
        one = replace(standing(our, upload), step=Step.PUBLISHING)
        tell = Telling(our.store, one)
        tell(SWAPPING)
        assert standing(our, upload).firm
        tell.stop("Ben")  # would end this very process
        assert "cannot be stopped" in str(reception.act({"act": "stop", "id": upload}, "Ben", our))
    assert standing(our, upload).step is Step.STOPPED


def test_how_far_a_work_has_come_is_told_in_rows_and_since_when(our: Settings) -> None:
    upload = given(our)
    with incoming.held(our.store, upload):
        tell = Telling(our.store, replace(standing(our, upload), step=Step.TRYING))
        tell("may.csv", 2_000)
        one = standing(our, upload)
        assert (one.progress, one.done, one.whole, one.firm) == ("Reading may.csv", 2_000, 0, False)
        tell(WRITING, 300, 1_000)
        one = standing(our, upload)
        assert (one.progress, one.done, one.whole) == ("Writing the snapshot", 300, 1_000)
        assert one.began is not None


@pytest.mark.parametrize("moment", [0.0, 0.4, 0.9, 1.6, 2.6])
def test_placing_again_and_an_undo_may_be_killed_at_any_moment(our: Settings, tmp_path: Path, moment: float) -> None:
    upload = given(our)
    start(our, upload, Step.TRYING, lambda one: one)
    ended(our, upload)
    reception.act({"act": "publish", "id": upload, "before": ""}, "Ben", our)
    assert ended(our, upload).step is Step.PUBLISHED
    again = given(our, "june.csv", searches().replace("2023-05", "2023-06"))
    start(our, again, Step.TRYING, lambda one: one)
    before = snapshot.current(our.store).name
    assert ended(our, again).step is Step.TRIED
    reception.act({"act": "publish", "id": again, "before": before}, "Ben", our)
    assert ended(our, again).step is Step.PUBLISHED
    latest = snapshot.current(our.store).name
    for work, shown in ((Work.PLACE, ""), (Work.UNDO, latest)):
        fresh = incoming.begin(our.store, "Ben", work, shown=shown)
        process = start(our, fresh.id, Step.PUBLISHING, lambda one: one)
        time.sleep(moment)
        with suppress(ProcessLookupError):
            os.kill(process, signal.SIGKILL)
        assert ended(our, fresh.id).step in {Step.STOPPED, Step.PUBLISHED}
        assert whole.health(our.store).whole
        assert snapshot.current(our.store).name in {before, latest}
    assert load([], our.store, our).ok, "the next load sweeps what was left, and goes on"
    assert whole.health(our.store).whole
