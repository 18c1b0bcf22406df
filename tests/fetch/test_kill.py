"""A fetch killed half way leaves half a file under a hidden name, and the next one goes on with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time

import pytest

from tests.fetch.conftest import Bench
from tests.fetch.publisher import Answer
from tests.fetch.test_faults import ASKED, FILES, HALF, NOTE, PART, PATH, ZIP, ready

pytestmark = pytest.mark.faults


def test_a_killed_fetch_is_gone_on_with(bench: Bench) -> None:
    ready(bench.publisher, Answer(ZIP, cut=HALF, stall=True), Answer(ZIP))
    command = [sys.executable, "-m", "data_access.fetch", *ASKED, "--to", str(bench.folder), "--publishers", str(bench.addresses)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=dict(os.environ)) as process:
        part = bench.folder / PART
        while process.poll() is None and not (part.exists() and part.stat().st_size == HALF):
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
    assert bench.disk().keys() == {PART, NOTE}

    assert bench.run(*ASKED).code == 0
    assert bench.publisher.ranges(PATH) == ["", f"bytes={HALF}-"]
    assert list(bench.disk()) == FILES
