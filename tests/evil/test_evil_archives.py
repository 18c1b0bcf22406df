"""Archives that lie, hide, bite or end too soon: each is refused whole, and nothing is ever written beside the store."""

from __future__ import annotations

import gzip
import io
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.evil.conftest import Load
from tests.evil.made_up import crime, crimes, searches

INNER = "2023-06/2023-06-metropolitan-street.csv"
GOOD = crimes(crime(Month="2023-06"), good=0).encode()


def zipped(*entries: tuple[str | zipfile.ZipInfo, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", packed) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return held.getvalue()


def linked() -> bytes:
    entry = zipfile.ZipInfo("2023-06/link.csv")
    entry.create_system = 3
    entry.external_attr = (stat.S_IFLNK | 0o777) << 16
    return zipped((entry, b"/etc/passwd"))


def encrypted() -> bytes:
    """A good archive whose entry says that it is encrypted, in both of its headers."""
    raw = bytearray(zipped((INNER, GOOD)))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = raw.index(signature) + offset
        raw[at : at + 2] = struct.pack("<H", struct.unpack("<H", raw[at : at + 2])[0] | 1)
    return bytes(raw)


def lying_about_its_size() -> bytes:
    """Two kilobytes said, a hundred megabytes held."""
    raw = bytearray(zipped((INNER, b"0" * 100_000_000)))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = raw.index(signature) + offset
        raw[at : at + 4] = struct.pack("<I", 2_000)
    return bytes(raw)


def twice_the_same_name() -> bytes:
    with pytest.warns(UserWarning, match="Duplicate name"):
        return zipped((INNER, GOOD), (INNER, GOOD))


def named_in_no_encoding() -> bytes:
    """The list of files says é.csv in UTF-8, the file's own head bytes that are none."""
    raw = zipped(("é.csv", GOOD))
    return raw.replace("é".encode(), b"\xed\xa9", 1)


def flipped(raw: bytes, at: int) -> bytes:
    """One byte of ``raw`` is another."""
    return raw[:at] + bytes([raw[at] ^ 0xFF]) + raw[at + 1 :]


LARGE = (searches(good=3_000)).encode()

ARCHIVES: dict[str, tuple[Callable[[], bytes], str]] = {
    "gz cut short": (lambda: gzip.compress(LARGE)[:-30], "end"),
    "gz of nothing": (lambda: gzip.compress(b""), "empty"),
    "gz of two bytes": (lambda: b"\x1f\x8b", "end"),
    "gz with rubbish after it": (lambda: gzip.compress(GOOD) + b"rubbish that is no gzip member", "read"),
    "gz with one bit turned": (lambda: flipped(gzip.compress(LARGE), 400), "read"),
    "gz with a wrong sum": (lambda: flipped(gzip.compress(GOOD), len(gzip.compress(GOOD)) - 8), "read"),
    "gz bomb": (lambda: gzip.compress(b"0" * 50_000_000), "weighs"),
    "gz in gz": (lambda: gzip.compress(gzip.compress(GOOD)), "inside an archive"),
    "gz of an endless first line": (lambda: gzip.compress(b"x,y" * 200_000), "no known layout"),
    "zip cut short": (lambda: zipped((INNER, LARGE))[:-40], "read"),
    "zip without its beginning": (lambda: zipped((INNER, LARGE))[2_000:], ""),
    "zip with one bit turned": (lambda: flipped(zipped((INNER, LARGE)), 600), "read"),
    "zip of nothing": (zipped, "no files"),
    "zip bomb": (lambda: zipped((INNER, b"0" * 50_000_000)), "too tightly"),
    "zip that lies about its size": (lying_about_its_size, "read"),
    "zip of very many": (lambda: zipped(*((f"{n}.csv", b"") for n in range(5_001))), "5,001 entries"),
    "zip in zip": (lambda: zipped(("inner.zip", zipped((INNER, GOOD)))), "inside an archive"),
    "gz in zip": (lambda: zipped(("inner.csv.gz", gzip.compress(GOOD))), "inside an archive"),
    "path that leaves its folder": (lambda: zipped(("../../outside.csv", GOOD)), "leaves its folder"),
    "path that leaves its folder, other slashes": (lambda: zipped((zipfile.ZipInfo("..\\..\\outside.csv"), GOOD)), "folder"),
    "absolute path": (lambda: zipped(("/outside.csv", GOOD)), "absolute path"),
    "another machine's absolute path": (lambda: zipped(("C:/outside.csv", GOOD)), "absolute path"),
    "link": (linked, "link"),
    "encrypted": (encrypted, "encrypted"),
    "a name in no encoding": (named_in_no_encoding, "garbled"),
    "name twice": (twice_the_same_name, "one name"),
    "Excel book": (lambda: zipped(("[Content_Types].xml", b"<x/>"), ("xl/workbook.xml", b"<x/>")), "Excel"),
    "evil beside good": (lambda: zipped((INNER, GOOD), ("2023-06/other.csv", b"a,b\n1,2\n")), "other.csv"),
    "bzip2": (lambda: b"BZh91AY&SY" + b"\x00" * 20, "bzip2"),
    "7-Zip": (lambda: b"7z\xbc\xaf\x27\x1c" + b"\x00" * 20, "7-Zip"),
    "tar": (lambda: INNER.encode().ljust(257, b"\x00") + b"ustar\x00" + b"\x00" * 800, "NUL"),
}


@pytest.mark.parametrize(("archive", "words"), ARCHIVES.values(), ids=ARCHIVES)
def test_an_evil_archive_is_refused_in_words_and_changes_nothing(
    load: Load, tmp_path: Path, archive: Callable[[], bytes], words: str
) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "evil.zip").write_bytes(archive())
    outcome = load(folder / "evil.zip")
    assert (outcome.code, outcome.unchanged) == (1, True), outcome.said
    assert "evil.zip" in outcome.said
    assert "To do:" in outcome.said
    assert words in outcome.said
    assert [path.name for path in tmp_path.rglob("*")] == ["given", "evil.zip"]


def test_a_good_archive_is_loaded_so_the_evil_ones_fail_for_their_evil(load: Load, own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "good.zip").write_bytes(zipped((INNER, GOOD), ("__MACOSX/._x", b"\x00"), ("2023-06/.DS_Store", b"\x00")))
    (tmp_path / "good.csv.gz").write_bytes(gzip.compress(searches().replace("2023-05-03", "2023-06-03").encode()))
    outcome = load(tmp_path / "good.zip", tmp_path / "good.csv.gz", store=own_store)
    assert (outcome.code, outcome.unchanged) == (0, False), outcome.said


def test_a_name_in_an_archive_cannot_write_on_the_terminal(load: Load, tmp_path: Path) -> None:
    (tmp_path / "evil.zip").write_bytes(zipped(("2023-06/\x1b[2Jsneaky\n.csv", b"a,b\n1,2\n")))
    outcome = load(tmp_path / "evil.zip")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "\x1b" not in outcome.said


def test_what_is_refused_in_an_archive_hides_nothing_that_comes_after_it(load: Load, own_store: Path, tmp_path: Path) -> None:
    later = searches().replace("2023-05-03", "2023-06-03").encode()
    entries = (
        (INNER, GOOD),
        ("2023-05b/inner.csv.gz", gzip.compress(GOOD)),
        ("2023-06/x.pdf", b"%PDF"),
        ("2023-07/y.csv", later),
    )
    (tmp_path / "mixed.zip").write_bytes(zipped(*entries))
    refused = load(tmp_path / "mixed.zip", store=own_store)
    assert (refused.code, refused.unchanged) == (1, True)
    assert all(words in refused.said for words in ("inner.csv.gz: An archive lies inside", "x.pdf: This is a PDF document"))
    assert "2 files refused" in refused.said
    outcome = load(tmp_path / "mixed.zip", store=own_store, options=("--skip-bad-files",))
    assert (outcome.code, outcome.unchanged) == (0, False), outcome.said
    assert "2023-07/y.csv" in outcome.said
