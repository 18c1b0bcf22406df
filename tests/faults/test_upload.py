"""A process that works on an upload may be killed at any moment: the upload says so, and can be tried again."""

from __future__ import annotations

import io
import os
import signal
import time
from dataclasses import replace
from pathlib import Path

import pytest

from data_access import settings, snapshot
from data_access.ingest.desk import incoming, reception
from data_access.ingest.desk.attending import start
from data_access.settings import Settings
from data_access.uploads import Incoming, Step
from tests.evil.made_up import searches
from tests.loading import put
from tests.patience import PATIENCE_S

pytestmark = pytest.mark.faults


@pytest.fixture
def our(tmp_path: Path) -> Settings:
    return replace(settings.read({}), store=tmp_path / "store")


def given(our: Settings, name: str = "may.csv") -> str:
    upload = incoming.begin(our.store, "Ada").id
    content = searches().encode()
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
