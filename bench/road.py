"""Is the road quick enough, and small enough, beside the bare engine and beside pandas?

Each contender runs in a process of its own and answers the same questions:
seven breakdowns of stop and search, as Explore asks them, under filters that
differ from one to the next so that nothing is remembered.
"""

from __future__ import annotations

import gc
import itertools
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd
from sqlalchemy import create_engine, text

from bench.generate import grown
from bench.measures import Budgets, Measure, Part
from data_access import queries, snapshot
from data_access.catalogue import DIMENSIONS
from data_access.filters import Filters
from data_access.schema import SOURCE_CODES
from data_access.warehouse import Warehouse

BREAKDOWNS: list[tuple[str, ...]] = [
    ("month",),
    ("object",),
    ("age", "gender"),
    ("ethnicity",),
    ("outcome",),
    ("hour", "weekday"),
    ("h3_9",),
    ("ward",),
]
QUESTIONS = 40
SIZES = {"200k": 200_000, "2M": 2_000_000, "20M": 20_000_000}


def questions() -> Iterator[Filters]:
    """Filters as people set them: a group, a gender, sometimes an ethnicity, over one year."""
    ages, genders, ethnicities = (
        ("10-17", "18-24", "25-34", "over-34"),
        ("male", "female"),
        ("black", "white", "asian", "unknown", ""),
    )
    for age, gender, ethnicity in itertools.islice(itertools.product(ages, genders, ethnicities), QUESTIONS):
        chosen = f"age={age}&gender={gender}" + (f"&ethnicity={ethnicity}" if ethnicity else "")
        yield Filters.from_query(f"source=stop-and-search&since=2025-10&until=2026-09&{chosen}")


def timed(answer: Callable[[Filters], object]) -> dict[str, float]:
    """Milliseconds a question takes, after three not counted; peak memory of this process in MiB."""
    asked = list(questions())
    for filters in asked[:3]:
        answer(filters)
    gc.collect()
    spent = []
    for filters in asked[3:]:
        start = time.perf_counter()
        answer(filters)
        spent.append(1000 * (time.perf_counter() - start))
    spent.sort()
    return {
        "median_ms": statistics.median(spent),
        "p95_ms": spent[round(0.95 * (len(spent) - 1))],
        "peak_mib": _peak_mib(),
    }


def _peak_mib() -> float:
    """This process's own high-water mark; getrusage would tell the parent's when that was higher."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")) / 1024


def lion(store: Path) -> dict[str, float]:
    warehouse = Warehouse(store)
    return timed(lambda filters: warehouse.tables(filters, BREAKDOWNS))


def raw(store: Path) -> dict[str, float]:
    """The floor: the road's own statement, already written out, on the bare driver."""
    engine = create_engine(f"duckdb:///{snapshot.current(store)}", connect_args={"read_only": True, "config": {"threads": 2}})
    wanted = [*BREAKDOWNS]
    with engine.connect() as connection:
        written = {
            filters: [
                str(queries.breakdowns(asked, question).compile(engine, compile_kwargs={"literal_binds": True}))
                for asked, question in ((wanted, filters), ([("location",)], queries.anywhere(filters)))
            ]
            for filters in questions()
        }
        return timed(lambda filters: [connection.exec_driver_sql(statement).fetchall() for statement in written[filters]])


def pandas(store: Path) -> dict[str, float]:
    """The way such dashboards are usually built: one frame of categoricals in memory, a mask, a groupby per chart."""
    frame = _frame(store)
    return timed(lambda filters: _answered(frame, filters))


def _frame(store: Path) -> pd.DataFrame:
    columns = sorted({key for keys in BREAKDOWNS for key in keys} | {"location"})
    engine = create_engine(f"duckdb:///{snapshot.current(store)}", connect_args={"read_only": True})
    with engine.connect() as connection:
        chosen = ", ".join(f'"{column}"' for column in columns)
        statement = text(f"SELECT {chosen} FROM incidents WHERE source = {SOURCE_CODES['stop-and-search']}")
        frame = connection.exec_driver_sql(str(statement)).cursor.fetch_df()
    for column in columns:
        frame[column] = frame[column].astype("category")
    return frame


def _answered(frame: pd.DataFrame, filters: Filters) -> list[pd.Series]:
    lowest, highest = pd.Timestamp(f"{filters.since}"), pd.Timestamp(f"{filters.until}")
    mask = frame["month"].isin([month for month in frame["month"].cat.categories if lowest <= pd.Timestamp(month) <= highest])
    for key, slugs in filters.where:
        mask &= frame[key].isin([DIMENSIONS[key].code(slug) for slug in slugs])
    some = frame[mask & frame["location"].eq(queries.LOCATED)]
    return [
        *(some.groupby(list(keys), observed=True).size() for keys in BREAKDOWNS),
        frame[mask].groupby("location", observed=True).size(),
    ]


CONTENDERS: dict[str, Callable[[Path], dict[str, float]]] = {"lion": lion, "raw": raw, "pandas": pandas}


def measured(folder: Path, size: str) -> dict[str, dict[str, float]]:
    """Every contender at one size, each in a fresh process."""
    store = grown(folder, SIZES[size])
    found = {}
    for name in CONTENDERS:
        command = [sys.executable, "-m", "bench.road", name, str(store)]
        found[name] = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    """The road's questions beside raw DuckDB and pandas, at three sizes."""
    part, budget = Part("road"), budgets["road"]
    found = {size: measured(folder, size) for size in SIZES}
    for size, sides in found.items():
        ours, floor, theirs = (sides[name] for name in ("lion", "raw", "pandas"))
        most = budget["over_raw_engine"] * floor["median_ms"] + budget["over_raw_engine_plus_ms"]
        more = f" (raw {floor['median_ms']:.1f})"
        yield part.at_most(f"{size} rows, a page's questions, median", ours["median_ms"], most, "{:.1f} ms", more)
        yield part.beside(
            f"{size} rows, p95: Lion, raw, pandas", " / ".join(f"{side['p95_ms']:.1f}" for side in sides.values()) + " ms"
        )
        yield part.beside(f"{size} rows, pandas median", f"{theirs['median_ms']:.1f} ms")
        yield part.beside(
            f"{size} rows, peak memory: Lion, raw, pandas",
            " / ".join(f"{side['peak_mib']:.0f}" for side in sides.values()) + " MiB",
        )
    two = found["2M"]
    shares = {key: two["lion"][key] / two["pandas"][key] for key in ("median_ms", "peak_mib")}
    yield part.at_most("2M rows, time against pandas", shares["median_ms"], budget["against_pandas_time"], "{:.2f}")
    yield part.at_most("2M rows, memory against pandas", shares["peak_mib"], budget["against_pandas_memory"], "{:.2f}")
    ours_grew, theirs_grew = (found["20M"][name]["peak_mib"] - two[name]["peak_mib"] for name in ("lion", "pandas"))
    more = f" ({ours_grew:.0f} of {theirs_grew:.0f} MiB)"
    yield part.at_most(
        "growth in memory, 2M to 20M, against pandas", ours_grew / theirs_grew, budget["against_pandas_growth"], "{:.2f}", more
    )


if __name__ == "__main__":
    print(json.dumps(CONTENDERS[sys.argv[1]](Path(sys.argv[2]))))
