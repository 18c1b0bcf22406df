"""Files that are not what they seem: each ends in a clear message and leaves the store as it was."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from data_access.ingest.kinds.street import CSV_HEADER
from tests.evil import made_up
from tests.evil.conftest import Load
from tests.evil.made_up import SQUARE, collection, crime, crimes, feature, lines, search, searches, wards_wide
from tests.loading import answer
from tests.patience import PATIENCE_S

GOOD = crimes()
BOM = b"\xef\xbb\xbf"
SHOPS = ("THEFT", "SHOPLIFTING", "Madeup", made_up.WARD, "Lewisham")
WITHOUT_ID = answer((1, (51.445, -0.025), "Force")).replace('"id": 1, "loc', '"id": null, "loc')
HEAD, ROW = ",".join(CSV_HEADER), ",".join(crime())


def swapped_names(header: tuple[str, ...], one: str, other: str) -> list[str]:
    return [{one: other, other: one}.get(name, name) for name in header]


# Each: what is wrong, the bytes, and words the message must hold besides the file's name.
REFUSED: list[tuple[str, str | bytes, tuple[str, ...]]] = [
    # text
    ("empty", b"", ("empty",)),
    ("only blanks", b" \n\n", ("empty",)),
    ("header only", HEAD + "\n", ("no others",)),
    ("NUL byte in a row", GOOD.encode() + b"\x00" + ROW.encode(), ("NUL", "line 7")),
    ("cp1252", crimes(crime(Location="On or near Caf\xe9")).encode("cp1252"), ("UTF-8", "line 7")),
    ("latin header", GOOD.encode().replace(b"Crime ID", b"Crime\xa0ID"), ("first row",)),
    ("UTF-16", GOOD.encode("utf-16"), ("UTF-16",)),
    ("UTF-16 without a mark", GOOD.encode("utf-16-le"), ("NUL",)),
    ("a mark twice", BOM + BOM + GOOD.encode(), ("first row",)),
    ("10 MB line", GOOD + "x" * 10_000_000 + "\n", ("too long", "line 7")),
    ("10 MB first line", "x" * 10_000_000, ("no known layout",)),
    ("unclosed quote", GOOD + '"On or near' + ROW + "\n" + ROW + "\n", ("uot", "line 7")),
    ("quote that swallows rows", GOOD + '"' + ROW + "\n" + ROW + "\n" + ROW + '"\n', ("uot", "line 7")),
    ("old Mac line ends", GOOD.replace("\n", "\r").encode(), ()),
    # headings
    ("wrong header", GOOD.replace("Crime type", "Kind", 1), ("Crime type",)),
    ("column lost", lines([CSV_HEADER[:-1], crime()[:-1]]), ("Context",)),
    ("column added", lines([(*CSV_HEADER, "Notes"), [*crime(), ""]]), ("no column “Notes”",)),
    ("column twice", GOOD.replace("Latitude", "Longitude", 1), ("twice", "Longitude")),
    ("columns in another order", lines([swapped_names(CSV_HEADER, "Latitude", "Longitude"), crime()]), ("first row",)),
    ("no header", lines([crime()] * 3), ("no known layout",)),
    ("header in capitals", GOOD.replace(HEAD, HEAD.upper()), ("no known layout",)),
    ("right header over other columns", lines([CSV_HEADER, *[search()[:12]] * 3]), ("3 of 3", "line 2")),
    ("semicolons", GOOD.replace(",", ";"), ("no known layout",)),
    ("tabs", GOOD.replace(",", "\t"), ("no known layout",)),
    # rows
    ("rows too long", crimes(*[[*crime(), "x"]] * 3), ("13 fields", "line 7")),
    ("rows too short", crimes(*[crime()[:-1]] * 3), ("11 fields", "line 7")),
    ("blank lines among rows", GOOD + "\n\n\n" + ROW + "\n", ("line 7",)),
    ("swapped coordinates", crimes(crime(Latitude="-0.025", Longitude="51.445")), ("swapped", "line 7", "Latitude")),
    ("projected coordinates", crimes(crime(Latitude="172927.3", Longitude="537420.1")), ("metres", "line 7")),
    ("coordinates at nought", crimes(crime(Latitude="0", Longitude="0")), ("Great Britain", "line 7")),
    ("half a point", crimes(crime(Latitude="")), ("half a point", "line 7")),
    ("letters in coordinates", crimes(crime(Latitude="51.44S")), ("51.44S", "Latitude")),
    ("infinite coordinates", crimes(crime(Latitude="inf", Longitude="nan")), ("not a number", "inf")),
    ("comma for a decimal point", crimes(crime(Latitude='"51,445"')), ("51,445", "line 7")),
    ("numbers by Excel", crimes(crime(Latitude="5.14E+01", Longitude="-2.5E-02")), ("5.14E+01", "line 7")),
    ("dates by Excel", searches(search(Date="03/05/2023 13:30")), ("03/05/2023", "line 7", "Date")),
    ("months by Excel", crimes(crime(Month="May-23")), ("May-23", "line 7", "Month")),
    ("month 13", crimes(crime(Month="2023-13")), ("2023-13", "Month")),
    ("future month", crimes(crime(Month="2199-01")), ("future", "Month")),
    ("future search", searches(search(Date="2199-05-03T13:30:00+00:00")), ("future", "Date")),
    ("31 February", searches(search(Date="2023-02-31T13:30:00+00:00")), ("2023-02-31", "Date")),
    ("hour 25", searches(search(Date="2023-05-03T25:30:00+00:00")), ("T25:30", "Date")),
    ("unknown crime type", crimes(crime(Crime_type="Witchcraft")), ("Witchcraft", "Crime type")),
    ("a formula for a crime type", crimes(crime(Crime_type="=1+1")), ("=1+1", "Crime type")),
    ("unknown ethnicity", searches(search(Self_defined_ethnicity="Martian")), ("Martian", "Self-defined ethnicity")),
    ("other digits", crimes(crime(Month="２０２３-05")), ("Month", "line 7")),
    ("ward counts by Excel", wards_wide([*SHOPS, "1.23E+05", "1"]), ("1.23E+05",)),
    ("negative ward counts", wards_wide([*SHOPS, "-1", "1"]), ("“-1”", "line 3")),
    ("ward counts of month 13", wards_wide(months=("202305", "202313")), ("202313", "line 1")),
    # other things called .csv
    ("a web page", "<!DOCTYPE html><html><body>Not found</body></html>", ()),
    ("a web page with commas", "<html>,<head>,<title>\n1,2,3\n", ()),
    ("a PDF", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ("PDF",)),
    ("a Parquet file", b"PAR1\x15\x04\x15\x00", ("Parquet",)),
    ("an old Excel book", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, ("Excel",)),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", ()),
    # JSON
    ("cut JSON", json.dumps([made_up.SEARCH_ANSWER])[:-20], ("not JSON",)),
    ("JSON of another shape", '[{"a": 1}]', ("shape",)),
    ("an object of another shape", '{"a": 1}', ("FeatureCollection",)),
    ("a list of numbers", "[1, 2, 3]", ("shape",)),
    ("a list of lists", "[[]]", ("shape",)),
    ("second record of another shape", json.dumps([made_up.SEARCH_ANSWER, {"type": "x"}]), ("stops-force",)),
    ("location of another shape", json.dumps([{**made_up.SEARCH_ANSWER, "location": [1]}]), ("stops-force",)),
    ("a crime without an id", WITHOUT_ID, ("crimes-street", "line 1")),
    ("nested values", json.dumps([{**made_up.SEARCH_ANSWER, "gender": {"a": [1]}}]), ("gender",)),
    ("NaN", json.dumps([{**made_up.SEARCH_ANSWER, "gender": float("nan")}]), ("NaN",)),
    ("a key twice", json.dumps([made_up.SEARCH_ANSWER]).replace('"gender"', '"type": "x", "gender"'), ("twice", "type")),
    ("JSON lines", "\n".join([json.dumps(made_up.SEARCH_ANSWER)] * 3), ()),
    ("lists in lines", "\n".join([json.dumps([made_up.SEARCH_ANSWER])] * 2), ("follows",)),
    ("bottomless JSON", "[" * 200_000, ()),
    ("bottomless record", '[{"a":' + '{"a":' * 200_000, ("nested",)),
    ("bottomless object", '{"a":' * 200_000, ("nested",)),
    ("JSON in UTF-16", json.dumps([made_up.SEARCH_ANSWER]).encode("utf-16"), ("UTF-16",)),
    # GeoJSON
    ("points", collection(feature([-0.025, 51.445], "Point")), ("Point", "Feature 1")),
    ("unknown projection", collection(feature(), crs="urn:ogc:def:crs:EPSG::3857"), ("EPSG::3857",)),
    ("crossing outline", collection(feature([[*SQUARE[0][:1], *SQUARE[0][2:0:-1], *SQUARE[0][3:]]])), ("valid", "Feature 1")),
    ("swapped outline", collection(feature([[[y, x] for x, y in SQUARE[0]]])), ("Great Britain",)),
    ("no outline", collection({**feature(), "geometry": None}), ("no geometry",)),
    ("open outline", collection(feature([SQUARE[0][:-1]])), ("closed",)),
    ("area twice", collection(feature(), feature()), ("second time", "Feature 2")),
    ("no areas", collection(), ("no areas",)),
    ("a topology", '{"type": "Topology", "objects": {}}', ("FeatureCollection",)),
]  # fmt: skip


@pytest.mark.parametrize(("content", "words"), [case[1:] for case in REFUSED], ids=[case[0] for case in REFUSED])
def test_an_evil_file_is_refused_in_words_and_changes_nothing(
    load: Load, tmp_path: Path, content: str | bytes, words: tuple[str, ...]
) -> None:
    evil = tmp_path / "evil.csv"
    evil.write_bytes(content.encode() if isinstance(content, str) else content)
    outcome = load(evil)
    assert (outcome.code, outcome.unchanged) == (1, True), outcome.said
    assert "evil.csv" in outcome.said
    assert "Traceback" not in outcome.said
    assert "To do:" in outcome.said
    assert [word for word in words if word not in outcome.said] == [], outcome.said


def test_there_are_many() -> None:
    assert len(REFUSED) >= 45
    assert len({name for name, _, _ in REFUSED}) == len(REFUSED)


@pytest.mark.parametrize("engine", ["duckdb", "sqlite"])
def test_a_database_called_csv_is_never_opened(load: Load, tmp_path: Path, engine: str) -> None:
    evil = tmp_path / "evil.csv"
    connection = duckdb.connect(str(evil)) if engine == "duckdb" else sqlite3.connect(evil)
    connection.execute("CREATE TABLE crimes (n INTEGER)")
    connection.commit()
    connection.close()
    before = evil.read_bytes()
    outcome = load(evil)
    assert (outcome.code, outcome.unchanged, evil.read_bytes() == before) == (1, True, True)
    assert "evil.csv" in outcome.said
    assert "database" in outcome.said


def test_a_file_that_cannot_be_read_is_named(load: Load, tmp_path: Path) -> None:
    evil = tmp_path / "evil.csv"
    evil.symlink_to("/proc/self/mem")  # an ordinary file to look at, and an error to read, also for root
    outcome = load(evil)
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "evil.csv" in outcome.said


def test_a_good_file_beside_an_evil_one_is_not_loaded(load: Load, tmp_path: Path) -> None:
    (tmp_path / "good.csv").write_text(crimes(crime(Month="2023-06"), good=0), encoding="utf-8")
    (tmp_path / "evil.csv").write_text("<html>", encoding="utf-8")
    outcome = load(tmp_path)
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "nothing published" in outcome.said


def test_the_command_itself_ends_with_one_and_no_traceback(settled_store: Path, tmp_path: Path) -> None:
    (tmp_path / "evil.csv").write_bytes(b"\x00\x01\x02")
    command = [sys.executable, "-m", "data_access.ingest", str(tmp_path / "evil.csv"), "--store", str(settled_store)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert ended.returncode == 1
    assert "evil.csv" in ended.stderr
    assert "Traceback" not in ended.stderr
