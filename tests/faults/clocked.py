"""The load's command, run by another clock: python -m tests.faults.clocked 2020-01-01T00:00:00+00:00 ARGUMENT..."""

from __future__ import annotations

import sys
from datetime import datetime

import time_machine

from data_access.ingest.__main__ import main

if __name__ == "__main__":
    with time_machine.travel(datetime.fromisoformat(sys.argv[1]), tick=True):
        sys.exit(main(sys.argv[2:]))
