"""A snapshot opened for reading, locked down."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Executable, Row, create_engine, select
from sqlalchemy.exc import DatabaseError, DataError, ProgrammingError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from data_access import snapshot
from data_access.errors import Damaged
from data_access.schema import SCHEMA_VERSION, meta

_THREADS = 2
_MEMORY_LIMIT = "2GB"
_LOCKED_DOWN = {
    "threads": _THREADS,
    "memory_limit": _MEMORY_LIMIT,
    "enable_external_access": False,
    "autoload_known_extensions": False,
    "autoinstall_known_extensions": False,
    "lock_configuration": True,
}


def engine_of(path: Path) -> Engine:
    """An engine that can read ``path`` and nothing else: no writing, no other file, no network."""
    return create_engine(
        f"duckdb:///{path}",
        connect_args={"read_only": True, "config": dict(_LOCKED_DOWN)},
        poolclass=QueuePool,
        pool_size=8,
        max_overflow=8,
        isolation_level="AUTOCOMMIT",  # reading an immutable file needs no transactions
        pool_reset_on_return=None,
    )


class Snapshot:
    """One open snapshot: its engine, and what it says of itself.

    ``stamp`` is what the system said of its file when it was opened, ``failed``
    turns true when the engine could not read it: then it is looked at again.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stamp = snapshot.stamp(path)
        self.failed = False
        self.engine = engine_of(path)
        self.meta = self._meta()

    def _meta(self) -> dict[str, str]:
        try:
            with self.engine.connect() as connection:
                stated = {row.key: row.value for row in connection.execute(select(meta))}
        except SQLAlchemyError as fault:
            self.engine.dispose()
            raise Damaged(f"{self.path.name} cannot be read as a snapshot") from fault
        version = stated.get("schema_version", "none")
        if version != str(SCHEMA_VERSION):
            self.engine.dispose()
            raise Damaged(f"{self.path.name} was made by another version of Lion (layout {version}; this is {SCHEMA_VERSION})")
        return stated

    @contextmanager
    def connected(self) -> Iterator[Connection]:
        try:
            with self.engine.connect() as connection:
                yield connection
        except DatabaseError as fault:
            self.failed |= not isinstance(fault, ProgrammingError | DataError)  # those are the question's fault, not the file's
            raise

    def rows(self, statement: Executable) -> Sequence[Row[*tuple[Any, ...]]]:
        """The answer to one statement, whole."""
        with self.connected() as connection:
            return connection.execute(statement).all()
