"""``python -m data_access.ingest PATH...``: load files into the store, or look at what was loaded.

Exit 0: published, undone, looked at, or nothing new. 1: a file was refused or a
folder held none, nothing published; there is nothing to go back to; or a snapshot
is damaged. 2: the command makes no sense. 75: another load is running. 130: stopped
with Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from sqlalchemy.exc import ProgrammingError

from data_access import ledger, settings
from data_access.errors import BadInput, Damaged, LionError, LoadBusy, NoSnapshot
from data_access.ingest import console
from data_access.ingest.arriving import control, corrections
from data_access.ingest.loading import recording
from data_access.ingest.loading.difference import difference
from data_access.ingest.loading.load import Options, load
from data_access.ingest.loading.undo import undo
from data_access.ingest.stored import agreement, states, totals, whole
from data_access.ingest.stored.faults import cause_of
from data_access.ingest.stored.store import ENGINE_FAULTS, opened
from data_access.settings import Settings

OK, REFUSED, USAGE, BUSY, STOPPED = 0, 1, 2, 75, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    commands = parser()
    given = commands.parse_args(arguments)
    try:
        return _done(commands, given)
    except LionError as wrong:
        print(console.plain(str(wrong)), file=sys.stderr)
        return BUSY if isinstance(wrong, LoadBusy) else USAGE if isinstance(wrong, BadInput) else REFUSED
    except (BrokenPipeError, ProgrammingError):  # nobody reads on; a mistake of ours
        raise
    except (OSError, *ENGINE_FAULTS) as wrong:
        print(f"\nThe load failed, and the store is as it was: {console.plain(cause_of(wrong))}", file=sys.stderr)
        return REFUSED
    except KeyboardInterrupt:
        print("\nStopped. Unless “Published” stands above, the store is as it was.", file=sys.stderr)
        return STOPPED


def _done(commands: argparse.ArgumentParser, given: argparse.Namespace) -> int:
    """What was asked for; the exit code."""
    ours = settings.read()
    store = Path(given.store) if given.store else ours.store
    if given.check:
        return _check(store, ours)
    if _only_looks(given):
        _look(given, store, ours)
        return OK
    if given.undo and given.paths:
        commands.error("--undo takes no files")
    if given.undo or given.states:
        return (_undo if given.undo else _republish)(given, store, ours)
    if given.withdraw_total is not None:
        return _withdraw(given, store, ours)
    if not given.paths or "" in given.paths:  # "" would be the folder one stands in
        commands.error("give at least one file or folder, and none that is empty")
    return _load(given, store, ours)


def _load(given: argparse.Namespace, store: Path, ours: Settings) -> int:
    options = Options(
        scope=given.scope,
        force=given.force,
        skip_bad_files=given.skip_bad_files,
        accept_bad_rows=given.accept_bad_rows,
        dry_run=given.dry_run,
        controls=control.read(Path(given.totals)) if given.totals else (),
    )
    author = ledger.author_named(given.by)
    progress = console.Progress()
    report = load([Path(path) for path in given.paths], store, ours, options=options, tell=progress)
    progress.done()
    console.show(report, given.force or ours.force, dry=given.dry_run)
    if report.snapshot:
        _say(recording.loaded(report, author, store, ours, controls=options.controls))
    elif options.controls and report.ok and not given.dry_run:
        _say(recording.given_alone(report, author, store, ours, options.controls))
    return OK if report.ok else REFUSED


def _undo(given: argparse.Namespace, store: Path, ours: Settings) -> int:
    author = ledger.author_named(given.by)
    undone = undo(store)
    taken = undone.before or "nothing, since the pointer was lost"
    print(console.plain(f"Published again: {undone.after}. Taken back: {taken}."))
    if undone.damage:
        print(console.plain(f"Because {undone.damage}. Load again what came after it: --loads lists it."))
    _say(recording.undone(undone, author, store, ours))
    return OK


def _republish(_given: argparse.Namespace, store: Path, ours: Settings) -> int:
    changed = states.republish(ours, store)
    print("Readers see the states set by hand as the ledger has them." if changed else "Readers saw them already.")
    return OK


def _withdraw(given: argparse.Namespace, store: Path, ours: Settings) -> int:
    """Hold loads to a supplier's total no more."""
    author = ledger.author_named(given.by)
    print(totals.withdraw(replace(ours, store=store), author, given.withdraw_total, given.note))
    return OK


def _check(store: Path, ours: Settings) -> int:
    """Look through every snapshot and the ledger."""
    found = whole.health(store)
    console.show_health(found, whole.way_on(store) if found.fault else "")
    address = ledger.address_of(store, ours.ledger)
    if not ledger.begun(address):
        print("There is no ledger yet.")
        return OK if found.whole else REFUSED
    with ledger.opened(address) as book:
        partings = list(agreement.partings(store, book))
    print(console.plain("\n".join(partings)) or "The ledger agrees with the store.")
    return OK if found.whole else REFUSED


def _say(trouble: str) -> None:
    if trouble:
        print(console.plain(trouble), file=sys.stderr)


def _only_looks(given: argparse.Namespace) -> bool:
    return (
        given.loads
        or given.history
        or given.list_rejected
        or given.list_corrections
        or given.list_totals
        or given.difference is not None
    )


def _look(given: argparse.Namespace, store: Path, ours: Settings) -> None:
    try:
        _looked(given, store, ours)
    except Damaged as fault:
        raise NoSnapshot(f"Nothing can be told: {fault}. {whole.way_on(store)}") from fault


def _looked(given: argparse.Namespace, store: Path, ours: Settings) -> None:
    if given.loads:
        with ledger.opened(ledger.address_of(store, ours.ledger)) as book:
            console.show_loads(book.entries())
        return
    if given.list_corrections:
        console.show_corrections(corrections.listed(store, ours))
        return
    if given.list_totals:
        console.show_totals(totals.listed(replace(ours, store=store)))
        return
    if given.difference is not None:
        if len(given.difference) not in {0, 2}:
            raise BadInput("--difference takes two snapshots, or none.", do="name both, or leave both out")
        console.show_difference(difference(store, *given.difference))
        return
    with opened(store) as before:
        if given.list_rejected:
            rows = before.arrow(_REJECTED).to_pylist() if before.path else []
            console.show_rejected(rows)
        else:
            console.show_history(sorted(before.files.values()))


_REJECTED = """
    SELECT f.name, q.line, q."column", q.rule, q.value, q."do"
    FROM old.quarantine q JOIN old.files f USING (file) ORDER BY q.file, q.line
"""


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(
        prog="python -m data_access.ingest",
        description="Load published files into the store: all of them, or none. Each is recognised by its content.",
    )
    commands.add_argument("paths", nargs="*", metavar="PATH", help="a file, an archive (.zip, .gz) or a folder")
    commands.add_argument("--store", metavar="DIR", help="where the snapshots lie (default: LION_STORE, else var)")
    commands.add_argument(
        "--scope",
        metavar="AREA[,TYPE]",
        default="",
        help="what the files cover, where their content cannot show it: force (all of it), extract, or a GSS code such as "
        "E09000023; then perhaps a comma and the only crime type they hold",
    )
    commands.add_argument("--force", metavar="SLUG", default="", help="whose stop and search files these are")
    commands.add_argument("--skip-bad-files", action="store_true", help="publish the other files when some are refused")
    commands.add_argument("--accept-bad-rows", action="store_true", help="load a file although over 1 %% of rows are unusable")
    _about_totals(commands)
    commands.add_argument("--dry-run", action="store_true", help="tell what a load would change, and publish nothing")
    commands.add_argument("--undo", action="store_true", help="take the last load back: publish the snapshot before it again")
    commands.add_argument(
        "--difference",
        nargs="*",
        metavar="SNAPSHOT",
        help="list which source, month, ward and crime type changed with the last load, or between two snapshots, by name",
    )
    commands.add_argument("--check", action="store_true", help="look through every kept snapshot, and compare the ledger")
    commands.add_argument("--by", metavar="NAME", default="", help="who is loading, for the ledger (default: the login name)")
    commands.add_argument("--loads", action="store_true", help="list who loaded or took back what, and when, from the ledger")
    commands.add_argument(
        "--states", action="store_true", help="write readers' copy of the states set by hand again, from the ledger"
    )
    commands.add_argument("--history", action="store_true", help="list every file the store has met, and what became of it")
    commands.add_argument("--list-rejected", action="store_true", help="list every row that was set aside, and why")
    commands.add_argument(
        "--list-corrections", action="store_true", help="list every value that is read instead of a file's own, by whom and why"
    )
    return commands


def _about_totals(commands: argparse.ArgumentParser) -> None:
    commands.add_argument("--totals", metavar="FILE", help="a CSV of what suppliers say they sent: publish only what comes to it")
    commands.add_argument("--list-totals", action="store_true", help="list the suppliers' totals that loads are held to")
    commands.add_argument("--withdraw-total", metavar="NUMBER", type=int, help="hold loads to it no more; --note says why")
    commands.add_argument("--note", metavar="WHY", default="", help="why a total is withdrawn")


def _to_the_end() -> int:
    """Run the command; a reader that has seen enough (``| head``) is no fault."""
    try:
        code = main()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    return code


if __name__ == "__main__":
    sys.exit(_to_the_end())
