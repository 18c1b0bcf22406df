"""No ward of the published files is called short: what looks so in them is chance, or befell the whole borough."""

from __future__ import annotations

from pathlib import Path

import duckdb

from data_access import snapshot

# Nothing is known to be absent from one ward alone in any of these files.
WARD_MONTHS = 9_000


def asked(store: Path, query: str) -> list[tuple[object, ...]]:
    with duckdb.connect(str(snapshot.current(store)), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_no_ward_s_month_of_the_published_files_is_called_short(loaded: Path) -> None:
    assert asked(loaded, "SELECT source, month, name, reason FROM area_coverage") == []


def test_there_is_much_that_could_have_been_called_so(loaded: Path) -> None:
    """Ward-months that hold anything; so a rule that errs once in a thousand times would be found out."""
    counted = """
        SELECT count(*) FROM (
            SELECT DISTINCT source, month, ward FROM incidents WHERE location = 1 AND ward IS NOT NULL
            UNION ALL
            SELECT DISTINCT source, month, ward FROM area_counts WHERE location = 1 AND ward IS NOT NULL
        )
    """
    assert int(str(asked(loaded, counted)[0][0])) > WARD_MONTHS
