"""Damaged tables of figures, of every declared layout: refused, or every row accounted for; never a wrong figure in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.catalogue import FIGURES, FigureKind
from data_access.errors import BadInput
from data_access.ingest.files.reading import Reading
from data_access.ingest.kinds.recognise import recognised
from tests.house.tree import TOP
from tests.unit.files import OURS, member

TABLES = sorted(path for key in FIGURES for path in (TOP / "tests/fixtures/sources" / key).glob("*.csv"))
NAMED = [f"{path.parent.name}/{path.stem}" for path in TABLES]
each_table = pytest.mark.parametrize("table", TABLES, ids=NAMED)


def strict(table: Path) -> bool:
    return FIGURES[table.parent.name].kind is FigureKind.DENOMINATORS


def read(folder: Path, content: str | bytes) -> Reading:
    file = member(folder, content, "table.csv")
    return recognised(file, OURS, force="metropolitan").read(file)


@each_table
@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_another_encoding_is_refused(tmp_path: Path, table: Path, encoding: str) -> None:
    with pytest.raises(BadInput):
        read(tmp_path, table.read_text(encoding="utf-8").encode(encoding))


@each_table
def test_a_nul_byte_is_refused(tmp_path: Path, table: Path) -> None:
    damaged = table.read_bytes()
    with pytest.raises(BadInput):
        read(tmp_path, damaged[:-10] + b"\0" + damaged[-10:])


@each_table
def test_a_column_taken_away_is_refused(tmp_path: Path, table: Path) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    with pytest.raises(BadInput):
        read(tmp_path, "\n".join(line.rpartition(",")[0] for line in lines) + "\n")


@each_table
def test_an_unclosed_quotation_mark_is_refused(tmp_path: Path, table: Path) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    lines[-1] = f'"{lines[-1]}' if not lines[-1].startswith('"') else lines[-1][:-1]
    with pytest.raises(BadInput):
        read(tmp_path, "\n".join(lines) + "\n")


@each_table
def test_a_heading_without_rows_is_refused(tmp_path: Path, table: Path) -> None:
    text = table.read_text(encoding="utf-8")
    first = next(at for at, line in enumerate(text.splitlines()) if any(code in line for code in ("E0", "Lewisham -", "2026-0")))
    with pytest.raises(BadInput):
        read(tmp_path, "\n".join(text.splitlines()[:first]) + "\n")


@each_table
def test_a_row_that_stands_twice_is_refused_set_aside_or_a_part(tmp_path: Path, table: Path) -> None:
    lines = [line for line in table.read_text(encoding="utf-8").splitlines() if line]
    at = max(number for number, line in enumerate(lines) if any(code in line for code in ("E0", "Westminster", "2026-0")))
    doubled = "\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]]) + "\n"
    if strict(table):
        with pytest.raises(BadInput):
            read(tmp_path, doubled)
        return
    before, after = read(tmp_path, table.read_text(encoding="utf-8")), read(tmp_path, doubled)
    assert after.rows_in == before.rows_in + 1
    assert after.table.num_rows == before.table.num_rows
    assert len(after.rejected) == (0 if table.parent.name == "mps-vawg-london" else 1)


@each_table
def test_a_row_of_words_is_refused_or_set_aside_whole(tmp_path: Path, table: Path) -> None:
    lines = table.read_text(encoding="utf-8").splitlines()
    at = max(number for number, line in enumerate(lines) if any(code in line for code in ("E0", "Westminster", "2026-0")))
    lines[at] = ",".join("many" for _ in range(lines[at].count(",") + 1))
    if strict(table):
        with pytest.raises(BadInput):
            read(tmp_path, "\n".join(lines) + "\n")
        return
    reading = read(tmp_path, "\n".join(lines) + "\n")
    assert [row.line for row in reading.rejected] == [at + 1]
    assert all("many" not in str(value) for value in reading.table["area"].to_pylist())
