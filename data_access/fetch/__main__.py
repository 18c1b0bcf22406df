"""``python -m data_access.fetch police-uk | boundaries | mps-ward``: fetch published files, ready to be loaded.

Exit 0: fetched, or nothing new. 1: something was refused or could not be had.
2: the command makes no sense. 75: another fetch is running. 130: stopped with Ctrl-C.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from data_access import months, settings
from data_access.errors import BadInput, LoadBusy, NotFetched
from data_access.fetch import jobs, manifest, police, publishers
from data_access.fetch.asking import Asker, agent
from data_access.fetch.clock import Clock
from data_access.fetch.console import show
from data_access.fetch.jobs import Errand, Report
from data_access.fetch.publishers import PoliceUk
from data_access.ingest.__main__ import BUSY, OK, REFUSED, STOPPED, USAGE
from data_access.ingest.console import Progress, plain
from data_access.ingest.stored import lock
from data_access.settings import Settings

FOLDER = "downloads"
_FORCE = re.compile(r"[a-z]+(-[a-z]+)*", re.ASCII)
_BUSY_WORDS = "Another fetch into this folder is running"


def main(arguments: Sequence[str] | None = None, *, clock: Clock | None = None) -> int:
    """Run the command; the exit code."""
    given = parser().parse_args(arguments)
    progress = Progress()
    try:
        ours, known = settings.read(), publishers.read(Path(given.publishers or publishers.FILE))
        folder = Path(given.to) if given.to else ours.store / FOLDER
        wish = _wish(given, ours, known.police_uk) if given.what == "police-uk" else None
        with lock.held(folder, file=".fetch.lock", busy=_BUSY_WORDS):
            asker = Asker(known.manners, agent(ours.contact), clock or Clock())
            errand = Errand(asker, known, ours, manifest.read(folder), progress, given.again)
            report = _report(given.what, errand, wish)
        progress.done()
        show(report, folder / given.what, _loads(folder / given.what, wish, ours))
        return OK if report.ok else REFUSED
    except (LoadBusy, NotFetched) as wrong:
        print(f"\n{plain(str(wrong))}", file=sys.stderr)
        return BUSY if isinstance(wrong, LoadBusy) else REFUSED
    except BadInput as wrong:
        print(plain(str(wrong)), file=sys.stderr)
        return USAGE
    except OSError as wrong:
        print(f"\nThe fetch failed: {plain(str(wrong))}. What is whole is kept.", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("\nStopped. What has come is kept: the same command goes on from here.", file=sys.stderr)
        return STOPPED


def _report(what: str, errand: Errand, wish: police.Wish | None) -> Report:
    if wish is not None:
        return police.police_uk(errand, wish)
    return jobs.boundaries(errand) if what == "boundaries" else jobs.mps_ward(errand)


def _loads(folder: Path, wish: police.Wish | None, ours: Settings) -> list[tuple[Path, str]]:
    """The folders to load, and for which force: no stop and search file names its own."""
    if wish is None:
        return [(folder, "")]
    found = [(folder / force, "" if force == ours.force else force) for force in wish.forces]
    return [(path, force) for path, force in found if path.is_dir()]


def _wish(given: argparse.Namespace, ours: Settings, known: PoliceUk) -> police.Wish:
    forces = tuple(dict.fromkeys(given.force or [ours.force]))
    for force in forces:
        if not _FORCE.fullmatch(force):
            raise BadInput(
                f"--force is “{force}”.", expected="a force as police.uk spells it, such as metropolitan", do="correct --force"
            )
    since = _month("--since", given.since)
    until = _month("--until", given.until) if given.until else None
    if since < known.first_month or (until is not None and until < since):
        asked = f"{given.since} to {given.until}" if until else given.since
        expected = f"months from {months.address(known.first_month)} on, the earlier one first"
        raise BadInput(f"The months asked for are {asked}.", expected=expected, do="correct --since and --until")
    return police.Wish(forces, since, until, given.keep_archives)


def _month(option: str, text: str) -> date:
    month = months.parse(text)
    if month is None:
        raise BadInput(f"{option} is “{text}”.", expected="a month such as 2023-01", do=f"correct {option}")
    return month


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(
        prog="python -m data_access.fetch",
        description="Fetch published files from their publishers: whole, checked, and ready to be loaded.",
    )
    commands.add_argument("what", choices=("police-uk", "boundaries", "mps-ward"), help="which files")
    commands.add_argument("--since", metavar="YYYY-MM", default="", help="police-uk: the first month; required there")
    commands.add_argument("--until", metavar="YYYY-MM", default="", help="police-uk: the last month (default: the newest)")
    commands.add_argument(
        "--force", metavar="SLUG", action="append", help="police-uk: whose files; may be repeated (default: partnership.toml's)"
    )
    commands.add_argument("--keep-archives", action="store_true", help="police-uk: keep the monthly archives, some 1.7 GB each")
    commands.add_argument("--to", metavar="DIR", help="where the files go (default: downloads in LION_STORE, else var/downloads)")
    commands.add_argument("--again", action="store_true", help="fetch although the files are here")
    commands.add_argument("--publishers", metavar="FILE", help="other addresses than those of data_access/fetch/publishers.toml")
    return commands


if __name__ == "__main__":
    sys.exit(main())
