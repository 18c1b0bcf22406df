"""A store of any size, grown from the demonstration borough: the same places, people and rhythm, more often."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from sqlalchemy import create_engine, text

from data_access import sample, settings, snapshot
from data_access.schema import SOURCE_CODES, incidents

_GROWN = SOURCE_CODES["stop-and-search"]


def grown(folder: Path, rows: int) -> Path:
    """A store whose stop and search holds about ``rows`` records; built once and kept under ``folder``."""
    store = folder / f"grown-{rows}"
    if snapshot.exists(store):
        return store
    demonstration = folder / "demonstration"
    if not snapshot.exists(demonstration):
        sample.build(demonstration, settings.read())
    seed = snapshot.current(demonstration)
    path = snapshot.folder(store) / seed.name
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(seed, path)
    _repeat(path, rows)
    snapshot.point_to(store, path.name)
    return store


def _repeat(path: Path, rows: int) -> None:
    """Each record as often as needed; hour and outcome drawn anew so that copies are not all alike."""
    columns = [column.name for column in incidents.columns]
    drawn = {
        "hour": "1 + (hour + hash(line, copy) % 5) % 24",
        "outcome": "CASE WHEN hash(copy, line) % 7 = 0 THEN 2 ELSE outcome END",
    }
    chosen = ", ".join(drawn.get(column, f'"{column}"') for column in columns)
    engine = create_engine(f"duckdb:///{path}")
    with engine.begin() as connection:
        here = connection.execute(text(f"SELECT count(*) FROM incidents WHERE source = {_GROWN}")).scalar_one()
        copies = max(1, round(rows / here))
        connection.execute(
            text(
                f"CREATE TABLE more AS SELECT {chosen} FROM incidents, range({copies}) AS copies(copy) "
                f"WHERE source = {_GROWN} ORDER BY month"
            )
        )
        connection.execute(text(f"DELETE FROM incidents WHERE source = {_GROWN}"))
        connection.execute(text("INSERT INTO incidents SELECT * FROM more"))
        connection.execute(text("DROP TABLE more"))
    with engine.connect() as connection:
        connection.execute(text("CHECKPOINT"))
    engine.dispose()


if __name__ == "__main__":
    print(grown(Path(sys.argv[1]), int(sys.argv[2])))
