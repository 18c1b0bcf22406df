"""What does the person who typed the command see at its end? What came, what did not, and what to type next."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from data_access.fetch.jobs import Report
from data_access.fetch.transfer import size_words
from data_access.ingest.console import plain


def show(report: Report, folder: Path, loads: Sequence[tuple[Path, str]]) -> None:
    """A line for each file, then what the fetch came to; last, the command that loads it.

    ``loads`` are the folders to load, each with the force it must be loaded
    for where that is not the partnership's own, else "".
    """
    for file, came in report.came:
        print(plain(f"{file.relative_to(folder)}: {size_words(came.size)}, SHA-256 {came.sha256}"))
    for note in report.notes:
        print(plain(note))
    for refusal in report.refused:
        print(f"Refused: {plain(str(refusal))}", file=sys.stderr)
    print(f"\n{_count(len(report.came))} fetched, {report.here:,} here already, {len(report.refused):,} refused.")
    if report.came or report.here:
        for path, force in loads:
            print(f"To load: {_python()} -m data_access.ingest {shlex.quote(str(path))}{f' --force {force}' if force else ''}")


def _count(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"


def _python() -> str:
    """The interpreter as one would type it here."""
    python, here = Path(sys.executable), Path.cwd()
    return shlex.quote(str(python.relative_to(here) if python.is_relative_to(here) else python))
