"""How does what was decided become one new snapshot, whole or not at all?

The one place that writes a snapshot. A new file is built in ``work/``, closed
and synced; renaming it into ``snapshots/`` and swapping the pointer are the
only steps a reader can see, and each happens at once or not at all. A load
that is killed leaves the old snapshot current and a file in ``work/``, or one
in ``snapshots/`` that nothing points to: the next load sweeps both.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache, partial
from pathlib import Path

import pyarrow as pa
from duckdb_sqlalchemy import Dialect
from sqlalchemy import Connection, create_engine, select
from sqlalchemy import column as named_column
from sqlalchemy.schema import CreateTable

from data_access import seals, snapshot
from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.arriving.control import Control
from data_access.ingest.arriving.coverage import Covered, Ground, covered
from data_access.ingest.arriving.register import register
from data_access.ingest.files.reading import Content
from data_access.ingest.files.stages import SWAPPING, WRITING, Tell, silent
from data_access.ingest.placing.apportioning import apportion, overlap
from data_access.ingest.placing.finding import Words
from data_access.ingest.placing.placing import Placing
from data_access.ingest.publishing import readers_road, short_areas
from data_access.ingest.publishing.joining import join
from data_access.ingest.publishing.reconcile import reconcile, refuse, refuse_broken
from data_access.ingest.publishing.replacing import replace_words, write_texts
from data_access.ingest.publishing.small_tables import rows_of, slot_rows, typed
from data_access.ingest.publishing.tallying import tallies
from data_access.ingest.publishing.writing import Rows, Writer, columns_of, told_of
from data_access.ingest.stored.store import Store, attach_old
from data_access.schema import (
    SCHEMA_VERSION,
    area_coverage,
    areas,
    coverage,
    denominators,
    files,
    incidents,
    indicators,
    meta,
    metadata,
    names,
    places,
    postcodes,
    quarantine,
    slots,
)

KEPT_SNAPSHOTS = 5
_STAMP = "%Y%m%dT%H%M%SZ"
_REFERENCE = {
    Content.AREAS: areas,
    Content.DENOMINATORS: denominators,
    Content.INDICATORS: indicators,
    Content.POSTCODES: postcodes,
    Content.NAMES: names,
}


@dataclass(frozen=True, slots=True)
class Edition:
    """Everything the new snapshot will hold; ``slots`` are numbered, in order, kept ones of the store among them."""

    slots: Mapping[int, Candidate]
    files: pa.Table
    file_numbers: Mapping[str, int]
    quarantine: pa.Table
    reference: Mapping[Content, pa.Table]
    placing: Placing
    replace: bool  # boundaries changed: the store's incidents are placed again
    borough: str
    force: str
    demonstration: bool
    words: Words
    corrected: Mapping[str, str]  # of each file with corrections, which ones it was read with
    controls: tuple[Control, ...] = ()  # what suppliers say they sent


@dataclass(frozen=True, slots=True)
class Published:
    """The new snapshot's name, what each month holds, and the name of the one before ("" where it is the first)."""

    name: str
    coverage: tuple[Covered, ...]
    before: str = ""


def publish(edition: Edition, store: Store, folder: Path, tell: Tell = silent) -> Published:
    """Build the snapshot, and make it current; what a failure leaves is removed at once, as far as it can be."""
    now = datetime.now(UTC).replace(microsecond=0)
    before = snapshot.current(folder).name if snapshot.exists(folder) else ""
    name = f"{_later_than(folder, now):{_STAMP}}-{_digest(edition)}.duckdb"
    work = folder / "work"
    for each in (work, snapshot.folder(folder)):
        each.mkdir(parents=True, exist_ok=True)
    try:
        months = _build(edition, store, work / name, _stated(edition, now, before), partial(tell, WRITING))
        _sync(work / name)
        tell(SWAPPING)
        _swap_in(folder, name)
    except BaseException:
        with suppress(OSError):  # what failed is what is told
            sweep(folder)
        raise
    _prune(folder, before)
    return Published(name, months, before)


def _swap_in(folder: Path, name: str) -> None:
    built, published = folder / "work" / name, snapshot.folder(folder) / name
    seals.seal(built, published)
    marker = folder / "work" / f"{name}{snapshot.PUBLISHING}"
    marker.touch()
    built.replace(published)
    snapshot.sync_folder(snapshot.folder(folder))
    snapshot.point_to(folder, name)
    marker.unlink()


def rehearse(edition: Edition, store: Store, folder: Path, told: Rows) -> tuple[Covered, ...]:
    """What each month would hold: the snapshot is built as if it were published, and removed."""
    work = folder / "work"
    work.mkdir(parents=True, exist_ok=True)
    path = work / "rehearsal.duckdb"
    try:
        return _build(edition, store, path, _stated(edition, datetime.now(UTC), ""), told)
    finally:
        path.unlink(missing_ok=True)


def sweep(folder: Path) -> None:
    """Remove what killed loads left: builds in progress, and a finished one that never became current."""
    current = snapshot.current(folder).name if snapshot.exists(folder) else ""
    for left in (folder / "work").glob("*"):
        name = left.name.removesuffix(snapshot.PUBLISHING)
        if left.name.endswith(snapshot.PUBLISHING) and name != current:
            snapshot.remove(snapshot.folder(folder) / name)
        if left.is_dir():  # what the engine put aside when memory was short
            shutil.rmtree(left)
        else:
            left.unlink()
    snapshot.sweep(folder)


def _later_than(folder: Path, now: datetime) -> datetime:
    """Snapshots' names sort by time, also when two are made in one second or the clock was put back."""
    stamps = [datetime.strptime(path.name.split("-")[0], _STAMP).replace(tzinfo=UTC) for path in snapshot.kept(folder)]
    return max([now, *(stamp + timedelta(seconds=1) for stamp in stamps[-1:])])


def _prune(folder: Path, before: str) -> None:
    """Keep the latest snapshots, and always the one that an undo would publish again."""
    current = snapshot.current(folder)
    for old in snapshot.kept(folder)[:-KEPT_SNAPSHOTS]:
        if old != current and old.name != before:
            snapshot.remove(old)


def _sync(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _digest(edition: Edition) -> str:
    """Eight digits that tell two contents apart: of the files' digests and fates, the slots, and what words were found by."""
    lines = [f"{row['sha256']} {row['fate']}" for row in edition.files.select(["sha256", "fate"]).to_pylist()]
    lines += [f"{number} {each.key} {each.area} {each.types}" for number, each in edition.slots.items()]
    return hashlib.sha256("\n".join([*lines, edition.words.placed_by]).encode()).hexdigest()[:8]


@cache
def _layout() -> str:
    """Every table of a snapshot in one statement: a new file holds none that would be looked for first."""
    dialect = Dialect()
    return ";".join(str(CreateTable(table).compile(dialect=dialect)) for table in metadata.sorted_tables)


def _build(edition: Edition, store: Store, path: Path, stated: Mapping[str, str], told: Rows) -> tuple[Covered, ...]:
    engine = create_engine(f"duckdb:///{path}", pool_reset_on_return=None)  # an engine that failed cannot be reset either
    try:
        with engine.connect() as connection:
            connection.exec_driver_sql(_layout())
            if store.path is not None:
                connection.exec_driver_sql(attach_old(store.path))
            connection.commit()
            with connection.begin():
                months = _fill(connection, edition, stated, told)
            connection.exec_driver_sql("CHECKPOINT")
            connection.commit()
    finally:
        engine.dispose()
    refuse(readers_road.apart(path))
    return months


def _fill(connection: Connection, edition: Edition, stated: Mapping[str, str], told: Rows) -> tuple[Covered, ...]:
    writer = Writer(connection)
    kept = list(edition.slots.values())
    with writer.registered("placed", edition.placing.places(kept)):
        for run in told_of(edition.slots, told):
            writer.write(run, edition.placing, replaced=edition.replace)
        replace_words(writer, edition.placing.again(edition.words.again))
        join(connection)
        standing = select(incidents.c.place).where(incidents.c.place.is_not(None)).distinct()
        writer.copy(places, columns_of("placed", places), named_column("place").in_(standing), order="place")
    for content, target in _REFERENCE.items():
        writer.insert(target, edition.reference[content])
    write_texts(writer, edition.words.texts)
    apportion(connection, overlap(edition.reference[Content.AREAS], edition.reference[Content.POSTCODES]))
    writer.insert(files, edition.files)
    writer.insert(quarantine, edition.quarantine)
    writer.insert(slots, slot_rows(edition.slots, edition.file_numbers))
    bounded = bool(edition.reference[Content.AREAS].num_rows)
    ground = Ground(edition.borough, DIMENSIONS["force"].code(edition.force) or 0, bounded)
    months = tuple(covered(kept, tallies(connection, ground.force), ground, register()))
    short = short_areas.found(months, connection)
    writer.insert(coverage, rows_of(coverage, months))
    writer.insert(area_coverage, rows_of(area_coverage, short))
    reconcile(connection, months)
    refuse_broken(connection, edition.controls, edition.borough)
    writer.insert(meta, typed(meta, [{"key": key, "value": value} for key, value in stated.items()]))
    return tuple(short_areas.told(months, short))


def _stated(edition: Edition, now: datetime, before: str) -> dict[str, str]:
    """What the snapshot says of itself; ``before`` is the snapshot that an undo would publish again."""
    listed = {key: each.slugs for key, each in DIMENSIONS.items() if each.values}
    return {
        "schema_version": str(SCHEMA_VERSION),
        "created_at": now.isoformat(timespec="seconds"),
        "borough": edition.borough,
        "demonstration": "yes" if edition.demonstration else "no",
        "code_lists": hashlib.sha256(repr(sorted(listed.items())).encode()).hexdigest()[:16],
        "closed_layouts": json.dumps(
            sorted({layout.name for each in SOURCES.values() if not each.open for layout in each.layouts})
        ),
        "before": before,
        "placed_by": edition.words.placed_by,
        "listed_by": edition.words.listed_by,
        **edition.corrected,
    }
