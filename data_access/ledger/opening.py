"""The ledger's database opened: by its address, brought up to this version, refused where it is newer."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from data_access.errors import BadInput

_MIGRATIONS = Path(__file__).parent / "migrations"
_BUSY_S = 15  # SQLite has one writer at a time: the next waits this long
WRITING = "ledger_writing"  # an execution option: take the writer's turn at once, not halfway


def engine_of(address: str) -> Engine:
    """An engine for the ledger at a SQLAlchemy address; :class:`BadInput` where it is none."""
    url = url_of(address)
    if url.get_backend_name() != "sqlite":
        return create_engine(url, pool_pre_ping=True)
    if url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url, connect_args={"timeout": _BUSY_S, "isolation_level": None})
    event.listen(engine, "connect", _keep_references)
    event.listen(engine, "begin", _begin)
    return engine


def url_of(address: str) -> URL:
    """The address understood, or :class:`BadInput`, which repeats nothing of it."""
    do = "set LION_LEDGER to an address such as postgresql+psycopg://lion@localhost/lion, or leave it out"
    try:
        url = make_url(address)
        url.get_dialect()
    except (ArgumentError, NoSuchModuleError):  # neither address nor password is repeated
        raise BadInput("The ledger's address cannot be understood.", field="LION_LEDGER", do=do) from None
    return url


def _keep_references(connection: DBAPIConnection, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _begin(connection: Connection) -> None:
    """Transactions by ourselves: Python's own leaves those of a migration open to other writers."""
    writing = connection.get_execution_options().get(WRITING, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def migrate(engine: Engine) -> None:
    """Bring the ledger to this version, once; one that a newer Lion wrote is refused, and left as it is."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    with engine.connect() as connection:
        if _stands(connection, scripts):
            return
    with engine.connect().execution_options(**{WRITING: True}) as connection, connection.begin():
        if not _stands(connection, scripts):  # nobody else did it meanwhile
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def _stands(connection: Connection, scripts: ScriptDirectory) -> bool:
    """Whether the ledger is of this version; :class:`BadInput` where it is of one that is not known here."""
    held = set(MigrationContext.configure(connection).get_current_heads())
    unknown = held - {each.revision for each in scripts.walk_revisions()}
    if unknown:
        where = connection.engine.url.render_as_string(hide_password=True)
        raise BadInput(
            f"The ledger was written by a newer version of Lion ({', '.join(sorted(unknown))}).",
            file=where,
            do="run that version, or another ledger by LION_LEDGER",
        )
    return held == set(scripts.get_heads())
