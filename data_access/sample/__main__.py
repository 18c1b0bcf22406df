"""Make the demonstration borough, and load it: ``python -m data_access.sample [--store DIR] [--files DIR]``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from data_access import settings
from data_access.errors import LionError, LoadBusy
from data_access.sample import partner_truth, truth
from data_access.sample.building import build


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(
        prog="python -m data_access.sample", description="Make the demonstration borough's files and load them."
    )
    commands.add_argument("--store", type=Path, metavar="DIR", help="the store to fill (default: LION_STORE, or var)")
    commands.add_argument("--files", type=Path, metavar="DIR", help="keep the files here (default: removed once loaded)")
    return commands


def main(arguments: Sequence[str] | None = None) -> int:
    """0 published, 1 refused, 2 usage, 75 another load is running."""
    given = parser().parse_args(arguments)
    started = time.monotonic()
    try:
        configured = settings.read()
        path = build(given.store or configured.store, configured, files=given.files, say=lambda words: print(f"  {words} …"))
    except LoadBusy as busy:
        print(busy, file=sys.stderr)
        return 75
    except LionError as refusal:
        print(refusal, file=sys.stderr)
        return 1
    print(f"Published {path.name} in {time.monotonic() - started:.0f} s. All of it is invented. Planted:")
    for sentence in (*truth.summary(), *partner_truth.summary()):
        print(f"  {sentence}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
