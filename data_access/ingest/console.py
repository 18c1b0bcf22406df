"""What does the person who typed the command see, while it runs and at its end?"""

from __future__ import annotations

import shutil
import sys
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date

from data_access import months
from data_access.catalogue import DIMENSIONS, FIGURES, SOURCES
from data_access.history import Correction, Deed, Difference, Entry, HeldTotal
from data_access.ingest.arriving.coverage import Covered
from data_access.ingest.loading.load import LoadReport
from data_access.ingest.placing import bands
from data_access.ingest.stored.store import Known
from data_access.ingest.stored.whole import Health
from data_access.released import STATE_WORDS, State
from data_access.schema import SOURCE_CODES

_SHOWN_LINES = 20


class Progress:
    """What is being read now, on stderr: one line rewritten on a terminal, a line each elsewhere."""

    def __init__(self) -> None:
        self.live = sys.stderr.isatty()

    def __call__(self, what: str, done: int = 0, whole: int = 0, /) -> None:
        if done and not self.live:  # one line for each thing is enough where lines stay
            return
        counted = f": {done:,} of {whole:,}" if whole else f": {done:,} rows" if done else ""
        what = plain(f"{what}{counted}")
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{what[-width:]:<{width}}", end="", file=sys.stderr, flush=True)
        else:
            print(what, file=sys.stderr, flush=True)

    def done(self) -> None:
        if self.live:
            width = shutil.get_terminal_size().columns - 1
            print(f"\r{'':<{width}}\r", end="", file=sys.stderr, flush=True)


def plain(text: str) -> str:
    """``text`` without characters that would command a terminal: a file's name or a cell may hold any."""
    return "".join(character if character.isprintable() else "�" for character in text)


def show(report: LoadReport, force: str, *, dry: bool = False) -> None:
    """A line for each file, then what the load came to."""
    for file in report.files:
        print(_line(file))
    for name in report.ignored:
        print(f"{plain(name)}: not data, ignored")
    for note in report.notes:
        print(plain(note))
    for refusal in report.refused:
        print(f"{'Skipped' if report.skipped else 'Refused'}: {plain(str(refusal))}", file=sys.stderr)
    if any(file.layout.startswith("stop") and file.rows_loaded for file in report.files):
        print(f"Stop and search files do not name their force: taken as {force}; --force SLUG says otherwise.")
    if not report.ok:
        number = _count(len(report.refused), "file")
        print(f"{number} refused, nothing published. To publish the rest: --skip-bad-files", file=sys.stderr)
    elif dry:
        _rehearsed(report)
    else:
        _summary(report)


def _line(file: Known) -> str:
    if file.fate.startswith("known"):
        return f"{plain(file.name)}: {file.layout}: recognised, not used by this version"
    repeated = f", {file.rows_repeated:,} repeated" if file.rows_repeated else ""
    rejected = f", {file.rows_rejected:,} rejected (--list-rejected)" if file.rows_rejected else ""
    counts = f"{file.rows_in:,} rows, {file.rows_loaded:,} loaded{repeated}{rejected}"
    return plain(f"{file.name}: {file.layout}: {counts}; {file.fate}")


def _bands(report: LoadReport) -> None:
    """How surely places in words were found."""
    for each in report.bands:
        print(bands.words(each))


def _sums(report: LoadReport) -> None:
    words = {"rows_in": "rows in", "rows_loaded": "loaded", "rows_repeated": "repeated", "rows_rejected": "rejected"}
    print("\n" + ", ".join(f"{sum(getattr(file, name) for file in report.files):,} {word}" for name, word in words.items()))


def _rehearsed(report: LoadReport) -> None:
    """What a load would do: rows set aside by their reason, and each month that would change beside what is held."""
    _sums(report)
    _bands(report)
    by_reason: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in report.rejected:
        by_reason[row.rule, row.file].append(f"{row.line:,}")
    for (rule, name), lines in by_reason.items():
        more = f" and {len(lines) - _SHOWN_LINES:,} more" if len(lines) > _SHOWN_LINES else ""
        print(plain(f"Rejected, {rule}: {name}, line{'s' if len(lines) > 1 else ''} {', '.join(lines[:_SHOWN_LINES])}{more}"))
    for name, winner in report.replaced:
        print(plain(f"{name} would give way to {winner}"))
    for each in report.changes:
        was, now = each.was, each.now
        where = f"{now.located:,} in the borough, {now.outside:,} outside, {now.unplaced:,} without a location"
        print(f"{SOURCES[each.source].title}, {each.month}: {was.total:,} held, {now.total:,} after the load: {where}")
    _figures(report)
    if not report.changes:
        print("No month would hold more or fewer records than now.")
    print(f"A dry run: nothing was published ({report.seconds:.1f} s).")


def _summary(report: LoadReport) -> None:
    _sums(report)
    _bands(report)
    if not report.snapshot:
        print(f"Nothing new: no snapshot published ({report.seconds:.1f} s).")
        return
    for source, title in ((SOURCE_CODES[key], each.title) for key, each in SOURCES.items()):
        mine = [each for each in report.coverage if each.source == source]
        if mine:
            print(f"{title}: {_coverage(mine)}")
    _figures(report)
    print(f"Published {report.snapshot} in {report.seconds:.1f} s.")


def _figures(report: LoadReport) -> None:
    """What this load's files say beside the records, source by source."""
    for source in FIGURES.values():
        layouts = {layout.name for layout in source.layouts}
        rows = sum(file.rows_loaded for file in report.files if file.layout in layouts)
        if rows:
            print(f"{source.title}: {_count(rows, 'row')} of figures")


def _coverage(listed: Sequence[Covered]) -> str:
    held = [each for each in listed if each.state is not State.MISSING]
    counts = [sum(getattr(each, name) for each in listed) for name in ("located", "outside", "unplaced")]
    where = f"{counts[0]:,} in the borough, {counts[1]:,} outside, {counts[2]:,} without a location"
    reasons: dict[str, list[date]] = defaultdict(list)
    for each in sorted(listed, key=lambda one: one.month):
        if each.state is not State.COMPLETE:
            reasons[f"{STATE_WORDS[each.state]}: {each.reason}"].append(each.month)
    careful = "".join(f"\n    {_runs(found)} {words}" for words, found in reasons.items())
    return f"{_count(len(held), 'month')} ({_runs([each.month for each in held])}); {where}{careful}"


def _runs(found: Iterable[date]) -> str:
    """Months as spans: 2021-06 to 2021-12, 2022-02."""
    spans: list[tuple[date, date]] = []
    for month in sorted(found):
        if spans and months.shift(spans[-1][1], 1) == month:
            spans[-1] = spans[-1][0], month
        else:
            spans.append((month, month))
    return ", ".join(months.address(a) if a == b else f"{months.address(a)} to {months.address(b)}" for a, b in spans)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def show_history(files: Sequence[Known]) -> None:
    """Every file the store has met, by the load that brought it."""
    for file in files:
        print(f"{file.loaded_at:%Y-%m-%d %H:%M:%S}  {_line(file)}")
    if not files:
        print("No file has been loaded yet.")


def show_loads(entries: Sequence[Entry]) -> None:
    """Who loaded or took back what, and when, latest first."""
    for one in entries:
        print(plain(f"{one.at:%Y-%m-%d %H:%M:%S}  {one.author}: {_deed(one)}; {one.after}{f'. {one.note}' if one.note else ''}"))
        for file in one.files:
            print(plain(f"    {file.sha256[:12]}  {file.name}: {file.rows_in:,} rows, {file.rows_loaded:,} loaded; {file.fate}"))
    if not entries:
        print("Nothing is in the ledger yet.")


def show_corrections(listed: Sequence[Correction]) -> None:
    """What cells say instead, the earliest first; what was given for a file about people is not repeated."""
    for one in listed:
        source = SOURCES.get(one.source)
        value = f"“{one.value}”" if source is None or source.open else "a value that is not shown"
        why = f" ({one.note})" if one.note else ""
        print(plain(f"{one.at:%Y-%m-%d %H:%M:%S}  {one.author}: {one.file}, line {one.line}, {one.column}: {value}{why}"))
    if not listed:
        print("Nothing has been corrected.")


def show_totals(listed: Sequence[HeldTotal]) -> None:
    """The totals that loads are held to, the earliest first; of what is about people the number is not repeated."""
    for one in listed:
        source = SOURCES.get(one.source)
        parts = [source.title if source else one.source, months.words(one.month), one.area, one.supplier]
        counted = f"{one.records:,} records" if source and source.open else "a number that is not shown"
        said = ", ".join(part for part in parts if part)
        print(plain(f"{one.number:>5}  {said}: {counted} (since {one.at:%Y-%m-%d}, given by {one.author})"))
    if not listed:
        print("No totals are kept.")


def _deed(one: Entry) -> str:
    if one.deed is Deed.UNDO:
        return f"undid {one.before}"
    if one.deed is Deed.PLACE:
        return "looked places in words up again"
    return f"loaded {_count(len(one.files), 'file')}"


def show_health(found: Health, way_on: str) -> None:
    """Each kept snapshot, whole or not, then what readers see and what to do."""
    for each in found.snapshots:
        seal = "" if each.sealed or each.fault else ", as far as it can be told: it was published before snapshots were sealed"
        marks = ["what readers see"] * (each.name == found.shown) + ["taken back"] * each.taken_back
        fault = f"DAMAGED: {each.fault}" if each.fault else f"whole{seal}"
        print(plain(f"{each.name}  {'; '.join([fault, *marks])}"))
    if found.snapshots:
        print(f"{_count(len(found.snapshots), 'snapshot')}, {found.read / 1e6:,.1f} MB, looked through in {found.seconds:.2f} s.")
    else:
        print("No snapshot has been published.")
    if found.fault:
        seen = f"Readers see {found.shown} instead" if found.shown else "Readers see nothing"
        print(plain(f"{seen}: {found.fault}. {way_on}"))


def show_difference(found: Difference) -> None:
    """Which source, month, ward and crime type changed between two snapshots."""
    print(f"From {found.before} to {found.after}, sources that are published openly:")
    for one in found.changes:
        kind = DIMENSIONS["crime_type"].label(one.crime_type) if "crime_type" in one.source.carries else one.source.noun[1]
        where = found.wards.get(one.ward, one.ward) or DIMENSIONS["location"].label(one.location)
        print(plain(f"{one.source.title}, {one.month}, {where}, {kind}: {one.was:,} to {one.now:,} ({one.now - one.was:+,})"))
    print(f"{_count(len(found.changes), 'count')} changed.")


def show_rejected(rows: Iterable[dict[str, object]]) -> None:
    """Every row set aside: where it stands, which rule it broke, and what to do."""
    listed = list(rows)
    for row in listed:
        column = f", column “{row['column']}”" if row["column"] else ""
        print(plain(f"{row['name']}, line {row['line']}{column}: {row['rule']}: “{row['value']}”. To do: {row['do']}."))
    print(f"{_count(len(listed), 'row')} set aside.")
