"""What does the store hold already?

The snapshot before this load, attached to read: its files, slots and reference
tables. A store without a snapshot holds nothing that can be kept; one whose
snapshot cannot be read, or is of another version of Lion, raises Damaged.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pyarrow as pa
from duckdb import DuckDBPyConnection
from sqlalchemy import Connection, Engine, create_engine
from sqlalchemy.exc import DatabaseError

from data_access import snapshot
from data_access.errors import BadInput, Damaged
from data_access.ingest.arriving.candidates import Candidate
from data_access.ingest.files.reading import Content
from data_access.ingest.gazetteer import reading as gazetteer_reading
from data_access.ingest.kinds import boundaries, figure_tables, postcodes
from data_access.schema import SCHEMA_VERSION

_REFERENCE: dict[Content, tuple[str, pa.Schema]] = {
    Content.AREAS: ("SELECT * FROM old.areas", boundaries.COLUMNS),
    Content.DENOMINATORS: ("SELECT * FROM old.denominators", figure_tables.DENOMINATORS),
    Content.INDICATORS: ("SELECT * FROM old.indicators", figure_tables.INDICATORS),
    Content.POSTCODES: ("SELECT * FROM old.postcodes", postcodes.COLUMNS),
    Content.NAMES: ("SELECT * FROM old.names", gazetteer_reading.COLUMNS),
}
# What the engine raises when the disk is full, read-only or broken: through SQLAlchemy, and on its own.
ENGINE_FAULTS = (DatabaseError, duckdb.OperationalError, duckdb.FatalException)
WARD_ANSWERS = "crimes-street answer"


class Known(NamedTuple):
    """One file the store has met before: a row of ``schema.files``."""

    file: int
    name: str
    sha256: str
    layout: str
    rows_in: int
    rows_loaded: int
    rows_rejected: int
    rows_repeated: int
    loaded_at: datetime
    fate: str


@dataclass(slots=True)
class Store:
    """The snapshot before this load; ``path`` is None where there is none."""

    path: Path | None
    engine: Engine
    files: dict[str, Known]
    slots: list[Candidate]
    reference: dict[Content, pa.Table]
    meta: dict[str, str]

    @contextmanager
    def connected(self) -> Iterator[DuckDBPyConnection]:
        """A scratch database with the old snapshot attached as ``old``, when there is one."""
        with self.engine.connect() as connection:
            yield connection.connection.driver_connection  # type: ignore[misc]  # the wrapper passes everything on

    def arrow(self, statement: str, parameters: Sequence[object] = ()) -> pa.Table:
        with self.connected() as connection:
            return connection.execute(statement, list(parameters)).to_arrow_table()


@contextmanager
def opened(folder: Path, *, without_demonstration: bool = False) -> Iterator[Store]:
    """The store in ``folder``, ready to be read; invented data can be left out, as if nothing had been loaded."""
    engine = create_engine("duckdb:///:memory:")
    path = snapshot.current(folder) if snapshot.exists(folder) else None
    try:
        store = _empty(engine) if path is None else _stored(path, engine)
        invented = store.meta.get("demonstration") == "yes"
        yield _empty(engine) if invented and without_demonstration else store
    finally:
        engine.dispose()


def _empty(engine: Engine) -> Store:
    reference = {content: _without_line(schema.empty_table()) for content, (_, schema) in _REFERENCE.items()}
    return Store(None, engine, {}, [], reference, {})


def _stored(path: Path, engine: Engine) -> Store:
    with _refusing(path):
        return _read(_attached(path, engine))


@contextmanager
def _refusing(path: Path) -> Iterator[None]:
    try:
        yield
    except duckdb.Error as error:
        raise Damaged(f"{path.name} cannot be read as a snapshot") from error


def _attached(path: Path, engine: Engine) -> Store:
    """The snapshot with what it says of itself, and nothing else read yet."""
    store = _empty(engine)
    store.path = path
    with _refusing(path):
        with store.connected() as connection:
            connection.execute(attach_old(path))
        store.meta = {row["key"]: row["value"] for row in store.arrow("SELECT * FROM old.meta").to_pylist()}
    version = store.meta.get("schema_version", "none")
    if version != str(SCHEMA_VERSION):
        raise Damaged(f"{path.name} was made by another version of Lion (layout {version}; this is {SCHEMA_VERSION})")
    return store


def _read(store: Store) -> Store:
    store.files = {row["sha256"]: Known(**row) for row in store.arrow("SELECT * FROM old.files ORDER BY file").to_pylist()}
    store.slots = [_slot(row) for row in store.arrow(_SLOTS).to_pylist()]
    for content, (statement, schema) in _REFERENCE.items():
        wanted = _without_line(schema.empty_table()).schema
        store.reference[content] = store.arrow(statement).select(wanted.names).cast(wanted)
    return store


def stated_by(path: Path) -> dict[str, str]:
    """What a snapshot says of itself; Damaged where it cannot be read, or is of another version of Lion."""
    engine = create_engine("duckdb:///:memory:")
    try:
        return _attached(path, engine).meta
    finally:
        engine.dispose()


@contextmanager
def attached(path: Path) -> Iterator[DuckDBPyConnection]:
    """One snapshot attached to read, as ``old``: for a look at a table or two."""
    engine = create_engine("duckdb:///:memory:")
    try:
        with _attached(path, engine).connected() as connection:
            yield connection
    finally:
        engine.dispose()


@contextmanager
def pair_opened(earlier: Path, later: Path) -> Iterator[Connection]:
    """Two snapshots attached to read, as ``old`` and ``fresh``."""
    stated_by(later)
    engine = create_engine("duckdb:///:memory:")
    try:
        with _attached(earlier, engine).engine.connect() as connection:
            connection.exec_driver_sql(attach_old(later, "fresh"))
            yield connection
    finally:
        engine.dispose()


def attach_old(path: Path, name: str = "old") -> str:
    """The statement that attaches a snapshot to read; a file's name cannot be a parameter of it."""
    if "'" in str(path):
        raise BadInput("The store's folder has a quotation mark in its name.", file=str(path), do="choose another folder")
    return f"ATTACH '{path}' AS {name} (READ_ONLY)"


_SLOTS = """
    SELECT s.*, f.name, f.sha256, f.layout
    FROM old.slots s JOIN old.files f USING (file) ORDER BY s.slot
"""


def _without_line(table: pa.Table) -> pa.Table:
    return table.drop_columns(["line"])


def _slot(row: dict[str, object]) -> Candidate:
    def text(key: str) -> str:
        return str(row[key])

    def whole(key: str) -> int:
        value = row[key]
        return value if isinstance(value, int) else 0

    def day(key: str) -> date | None:
        value = row[key]
        return value if isinstance(value, date) else None

    return Candidate(
        text("name"),
        text("sha256"),
        text("layout"),
        whole("source"),
        whole("force"),
        day("month") or date.min,
        text("area_scope"),
        text("type_scope"),
        whole("rows"),
        -1,
        day("first_day"),
        day("last_day"),
        text("note"),
        ward_answer=text("layout") == WARD_ANSWERS,
        slot=whole("slot"),
        supplier=text("supplier"),
        found_by=text("found_by"),
    )
