"""Excel books that lie, burst, hide or are no books: each is refused in words, and ends no load but its own."""

from __future__ import annotations

import io
import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck
from hypothesis import given as drawn
from hypothesis import settings as drawing
from hypothesis import strategies as some

from data_access.errors import BadInput
from data_access.ingest.files import workbook
from data_access.ingest.files.opening import members
from tests.evil.conftest import Load
from tests.evil.made_up import SEARCH, search
from tests.workbooks import Formula, Made, book, packed

HEADING = list(SEARCH)
GOOD: list[list[object]] = [[*HEADING], [*search()], [*search()]]
CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def parts(**replaced: bytes | None) -> bytes:
    """A good book with parts replaced, or (None) taken out; names with dots and strokes spelled out."""
    with zipfile.ZipFile(io.BytesIO(book({"Searches": GOOD}))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    for name, content in replaced.items():
        full = {"sheet": "xl/worksheets/sheet1.xml", "workbook": "xl/workbook.xml", "links": "xl/_rels/workbook.xml.rels"}[name]
        held.pop(full)
        held |= {full: content} if content is not None else {}
    return packed(held)


def sheet(rows: str) -> bytes:
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?><worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def locked() -> bytes:
    """A container whose directory, in its second sector, names an encrypted package."""
    head = bytearray(CONTAINER.ljust(512, b"\x00"))
    head[48:52] = (1).to_bytes(4, "little")
    return (
        bytes(head)
        + b"\x00" * 512
        + "Root Entry".encode("utf-16-le").ljust(128, b"\x00")
        + "EncryptedPackage".encode("utf-16-le")
    )


def far_apart() -> bytes:
    """Two cells at the ends of a sheet: seventeen thousand million between them."""
    return parts(sheet=sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'))


def many_times_one_long_text() -> bytes:
    """One shared text of a megabyte, said by ten thousand cells."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    with zipfile.ZipFile(io.BytesIO(book({"Searches": GOOD}))) as archive:
        held = {name: archive.read(name) for name in archive.namelist()}
    said = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 10_001))
    held["xl/worksheets/sheet1.xml"] = sheet(said)
    noise = "".join(f"{n:x}" for n in range(200_000))  # so that it is not packed too tightly
    held["xl/sharedStrings.xml"] = f'<sst xmlns="{space}"><si><t>{noise}</t></si></sst>'.encode()
    link = f'<Relationship Id="rId9" Type="{kind}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'.encode()
    held["xl/_rels/workbook.xml.rels"] = held["xl/_rels/workbook.xml.rels"].replace(b"</Relationships>", link)
    return packed(held)


def laughing() -> bytes:
    """Entities that unfold to a thousand million letters."""
    grown = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    start = b'<?xml version="1.0"?>'
    made = sheet('<row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row>')
    return parts(sheet=made.replace(start, start + f'<!DOCTYPE x [<!ENTITY l0 "lol">{grown}]>'.encode()))


def beyond() -> bytes:
    return parts(sheet=sheet('<row r="1"><c r="ZZZZ99999999"><v>1</v></c></row>'))


def without_result() -> bytes:
    return book({"S": [*GOOD, [Formula("A2"), *search()[1:]]]})


def large() -> bytes:
    return parts(sheet=sheet("<row><c><v>1</v></c></row>" * 300_000))


BOOKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "with a password": (locked, "password"),
    "an old book": (lambda: CONTAINER + b"\x00" * 600, "old Excel"),
    "a binary book": (lambda: packed({"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"\x83"}), ".xlsb"),
    "a Word document": (lambda: packed({"[Content_Types].xml": b"<x/>", "word/document.xml": b"<x/>"}), "Word"),
    "slides": (lambda: packed({"[Content_Types].xml": b"<x/>", "ppt/presentation.xml": b"<x/>"}), "PowerPoint"),
    "an OpenDocument sheet": (lambda: packed({"mimetype": b"application/x", "content.xml": b"<x/>"}), "OpenDocument"),
    "no parts": (lambda: packed({"[Content_Types].xml": b"<x/>", "xl/workbook.xml": b"<x/>"}), "cannot be read"),
    "no sheet": (lambda: parts(sheet=None), "cannot be read"),
    "no links": (lambda: parts(links=None), "cannot be read"),
    "a sheet that is no XML": (lambda: parts(sheet=b"once upon a time <c t='e'>"), "filled"),
    "a sheet cut short": (lambda: parts(sheet=sheet('<row r="1"><c r="A1"><v>1</v></c>')[:-30]), ""),
    "a workbook that is no XML": (lambda: parts(workbook=b"\xff\xfe\x00"), "cannot be read"),
    "cells at the ends of a sheet": (far_apart, "cannot be read"),
    "one long text, very often": (many_times_one_long_text, "cannot be read"),
    "entities that unfold": (laughing, ""),
    "a part packed too tightly": (large, "too tightly"),
    "a cell beyond any sheet": (
        beyond,
        "cannot be read",
    ),
    "an error nowhere": (lambda: parts(sheet=sheet('<row r="1"><c t="e"><v>#N/A</v></c></row>')), "where it stands"),
    "nothing but empty sheets": (lambda: book({"One": [], "Two": []}), "no filled sheet"),
    "nothing but hidden sheets": (lambda: book({"One": Made(GOOD, state="hidden")}), "no filled sheet"),
    "a formula without a result": (
        without_result,
        "line 4: A formula has no result",
    ),
    "cells merged over rows": (lambda: book({"S": Made(GOOD, merged=["A2:A3"])}), "line 2: Cells are merged"),
    "another heading": (lambda: book({"S": [["A", "B"], [1, 2]]}), "no known layout"),
    "a heading under titles that is none": (lambda: book({"S": [["Title"], [], ["A", "B"], [1, 2]]}), "line 3"),
    "a book in a zip": (lambda: packed({"inner.xlsx": book({"S": GOOD})}), "inside an archive"),
    "one sheet good, one bad": (lambda: book({"S": GOOD, "T": [["A", "B"], [1, 2]]}), "evil.xlsx › T"),
}


@pytest.mark.parametrize(("made", "words"), BOOKS.values(), ids=BOOKS)
def test_an_evil_book_is_refused_in_words_and_changes_nothing(
    load: Load, tmp_path: Path, made: Callable[[], bytes], words: str
) -> None:
    (tmp_path / "evil.xlsx").write_bytes(made())
    outcome = load(tmp_path / "evil.xlsx")
    assert (outcome.code, outcome.unchanged) == (1, True), outcome.said
    assert "evil.xlsx" in outcome.said
    assert "To do:" in outcome.said
    assert words in outcome.said
    assert "Traceback" not in outcome.said


def test_a_book_too_large_unpacked_is_refused_before_it_is_read(
    load: Load, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workbook, "MAX_UNPACKED", 1_000)
    (tmp_path / "evil.xlsx").write_bytes(book({"S": GOOD}))
    outcome = load(tmp_path / "evil.xlsx")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "too large" in outcome.said


def test_a_good_book_is_loaded_so_the_evil_ones_fail_for_their_evil(load: Load, own_store: Path, tmp_path: Path) -> None:
    rows = [[*HEADING], [*search(Date="2023-06-03T13:30:00+00:00")]]
    (tmp_path / "good.xlsx").write_bytes(book({"S": rows}))
    outcome = load(tmp_path / "good.xlsx", store=own_store)
    assert (outcome.code, outcome.unchanged) == (0, False), outcome.said


def test_a_sheet_s_name_and_a_title_cannot_write_on_the_terminal(load: Load, tmp_path: Path) -> None:
    (tmp_path / "evil.xlsx").write_bytes(book({"S\u202eneaky": [["A\u0085", "B"], [1, 2]]}))
    outcome = load(tmp_path / "evil.xlsx")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "\u202e" not in outcome.said


PARTS = ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml")
EXAMPLES = 300 if os.environ.get("LION_SLOW") else 20


@drawing(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.function_scoped_fixture])
@drawn(some.sampled_from(PARTS), some.lists(some.tuples(some.floats(0, 0.999), some.binary(max_size=3)), min_size=1, max_size=4))
def test_a_book_with_any_bytes_changed_is_read_or_refused_and_nothing_else(
    tmp_path: Path, part: str, changes: list[tuple[float, bytes]]
) -> None:
    """The archive's sums are right, so the changed part comes as far as the reader."""
    with zipfile.ZipFile(io.BytesIO(book({"Searches": GOOD}))) as archive:
        held = {name: bytearray(archive.read(name)) for name in archive.namelist()}
    for where, fresh in changes:
        at = int(where * len(held[part]))
        held[part][at : at + len(fresh)] = fresh
    path = tmp_path / "evil.xlsx"
    path.write_bytes(packed({name: bytes(content) for name, content in held.items()}))
    with suppress(BadInput):
        for member in members(path, "evil.xlsx"):
            assert member.ignored or member.content().strip()
