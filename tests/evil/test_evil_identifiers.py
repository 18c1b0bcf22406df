"""A file about people that names somebody is refused whole: where is said, what stands there is not."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from data_access.ingest.rows import identifiers
from data_access.ingest.rows.identifiers import is_nhs_number
from tests.evil.conftest import Load
from tests.house.tree import TOP

FIXTURES = TOP / "tests/fixtures/sources"
GOOD = (FIXTURES / "ed-assaults/with-extras.csv").read_text(encoding="utf-8")
HEADING = GOOD.splitlines()[0].split(",")
WORDS = "ASSAULT LOCATION DESCRIPTION"
OTHER = "ASSAULT METHOD OTHER DESCRIPTION"

# What is wrong, the column, the value that must never be repeated, and what the message calls it. All of it is made up.
VALUES = [
    ("an NHS number", OTHER, "9434765919", "NHS number"),
    ("an NHS number in groups", WORDS, "patient 943 476 5919 outside", "NHS number"),
    ("an NHS number with hyphens", WORDS, "943-476-5919", "NHS number"),
    ("an e-mail address", WORDS, "ask jo.madeup@example.org", "e-mail address"),
    ("a mobile telephone", WORDS, "call 07700 900123", "telephone number"),
    ("a telephone of abroad's form", OTHER, "+44 7700 900123", "telephone number"),
    ("a landline", WORDS, "020 7946 0123", "telephone number"),
    ("a name with a title", WORDS, "home of Mrs Madeup", "name"),
    ("a doctor", OTHER, "seen by Dr Invented", "name"),
    ("a date of birth", OTHER, "03/04/1985", "date of birth"),
    ("a date of birth in words", WORDS, "born 12.11.1990", "date of birth"),
    ("a date of birth for an age", "AGE", "1985-04-03", "date of birth"),
    ("a postcode in another column", OTHER, "SE13 6LG", "full postcode"),
    ("a postcode without a blank", "ETHNIC GROUP", "SE136LG", "full postcode"),
    ("a postcode for a site", "SITE CODE (OF TREATMENT)", "BR1 1AA", "full postcode"),
]
HEADINGS = [
    "Patient name",
    "Forename",
    "SURNAME",
    "Full Name",
    "NHS Number",
    "NHS No",
    "Hospital number",
    "Date of birth",
    "DOB",
    "D.O.B.",
    "Telephone",
    "Mobile no",
    "E-mail",
    "Home address",
    "Patient postcode",
    "Postcode of residence",
    "Address line 1",
    "Next of kin",
]


def with_value(column: str, value: str, file: str = GOOD) -> str:
    rows = list(csv.DictReader(io.StringIO(file)))
    rows[1][column] = value
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


@pytest.mark.parametrize(
    ("reference", "called"),
    [
        ("ASB2026-08-10", ""),
        ("10/08/26-0007", ""),
        ("ASB1985-04-03", "a date of birth"),
        ("03/04/85", "a date of birth"),
        ("ASB2026-08-10 1985-04-03", "a date of birth"),
        ("born 2026-08-10", "a date of birth"),
        ("9434765919", "an NHS number"),
    ],
)
def test_a_case_s_number_may_carry_a_date_of_these_years_and_no_older_one(reference: str, called: str) -> None:
    assert identifiers.value_like(reference, reference=True) == called


def test_a_file_whose_cases_are_numbered_by_day_is_read(load: Load, tmp_path: Path) -> None:
    good = (FIXTURES / "council-asb/with-locations.csv").read_text(encoding="utf-8")
    (tmp_path / "asb.csv").write_text(with_value("Reference", "ASB2026-08-10", good), encoding="utf-8")
    outcome = load(tmp_path / "asb.csv", options=("--accept-bad-rows",))
    assert (outcome.code, outcome.unchanged) == (0, False), outcome.said


@pytest.mark.parametrize(("column", "value", "called"), [each[1:] for each in VALUES], ids=[each[0] for each in VALUES])
def test_a_value_like_somebodys_refuses_the_file(load: Load, tmp_path: Path, column: str, value: str, called: str) -> None:
    (tmp_path / "ed.csv").write_text(with_value(column, value), encoding="utf-8")
    outcome = load(tmp_path / "ed.csv", options=("--accept-bad-rows",))
    assert (outcome.code, outcome.unchanged) == (1, True), outcome.said
    assert all(word in outcome.said for word in ("ed.csv, line 3", column, called, "To do:"))
    assert value not in outcome.said
    assert not any(part in outcome.said for part in value.split() if len(part) > 5)


@pytest.mark.parametrize("heading", HEADINGS)
@pytest.mark.parametrize("instead", [False, True], ids=["beside the others", "instead of one"])
def test_a_column_headed_like_somebodys_refuses_the_file(load: Load, tmp_path: Path, heading: str, *, instead: bool) -> None:
    names = [heading if instead and name == OTHER else name for name in HEADING] + ([] if instead else [heading])
    lines = [",".join(names), *(line + ("" if instead else ",SECRET") for line in GOOD.splitlines()[1:])]
    (tmp_path / "ed.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    outcome = load(tmp_path / "ed.csv")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "is headed like" in outcome.said
    assert "SECRET" not in outcome.said


def test_a_postcode_may_be_where_it_happened(load: Load, own_store: Path, tmp_path: Path) -> None:
    (tmp_path / "ed.csv").write_text(with_value(WORDS, "bus stop SE13 6LG"), encoding="utf-8")
    assert load(tmp_path / "ed.csv", store=own_store).code == 0


@pytest.mark.parametrize("column", ["ASSAULT METHOD", "ETHNIC GROUP", "ASSAULT DATE AND TIME", "AGE"])
def test_a_bad_row_about_somebody_is_listed_without_its_value(load: Load, own_store: Path, tmp_path: Path, column: str) -> None:
    (tmp_path / "ed.csv").write_text(with_value(column, "Gossip"), encoding="utf-8")
    refused = load(tmp_path / "ed.csv", store=own_store)
    assert refused.code == 1
    accepted = load(tmp_path / "ed.csv", store=own_store, options=("--accept-bad-rows",))
    assert accepted.code == 0
    listed = load(store=own_store, options=("--list-rejected",))
    assert column in listed.said
    assert "Gossip" not in refused.said + accepted.said + listed.said


def test_a_first_row_that_is_already_somebody_is_not_repeated(load: Load, tmp_path: Path) -> None:
    (tmp_path / "ed.csv").write_text("Jo Madeup,943 476 5919,03/04/1985\nJo Madeup,943 476 5919,03/04/1985\n", encoding="utf-8")
    outcome = load(tmp_path / "ed.csv")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert not any(word in outcome.said for word in ("Madeup", "943", "1985"))


@pytest.mark.parametrize(
    ("digits", "valid"), [("9434765919", True), ("9434765918", False), ("4010232137", True), ("4010232138", False)]
)
def test_nhs_numbers_check_by_modulus_eleven(digits: str, *, valid: bool) -> None:
    assert is_nhs_number(digits) is valid


@pytest.mark.parametrize("key", ["ambulance-assaults", "btp-incidents", "bus-incidents", "council-asb", "probation-caseload"])
def test_every_source_about_people_is_looked_through(load: Load, tmp_path: Path, key: str) -> None:
    good = (FIXTURES / key / "as-supplied.csv").read_text(encoding="utf-8")
    last = good.splitlines()[0].split(",")[-1]
    (tmp_path / "return.csv").write_text(with_value(last, "Mr Madeup", good), encoding="utf-8")
    outcome = load(tmp_path / "return.csv")
    assert (outcome.code, outcome.unchanged) == (1, True)
    assert "a name of a person" in outcome.said
    assert "Madeup" not in outcome.said


# Where each partner writes a place in words; a postcode may be where it happened, and nothing else of a person.
PLACES = [
    ("ambulance-assaults", "with-locations.csv", "Location of incident"),
    ("btp-incidents", "as-supplied.csv", "Station"),
    ("bus-incidents", "with-stops.csv", "Stop name"),
    ("council-asb", "with-locations.csv", "Location"),
]


@pytest.mark.parametrize(("key", "file", "column"), PLACES, ids=[each[0] for each in PLACES])
@pytest.mark.parametrize(
    "value", ["home of Mrs Madeup", "call 07700 900123", "943 476 5919", "jo.madeup@example.org", "born 12.11.1990"]
)
def test_words_for_a_place_that_name_somebody_refuse_any_partners_file(
    load: Load, tmp_path: Path, key: str, file: str, column: str, value: str
) -> None:
    good = (FIXTURES / key / file).read_text(encoding="utf-8")
    (tmp_path / "return.csv").write_text(with_value(column, value, good), encoding="utf-8")
    outcome = load(tmp_path / "return.csv", options=("--accept-bad-rows",))
    assert (outcome.code, outcome.unchanged) == (1, True), outcome.said
    assert all(word in outcome.said for word in ("line 3", column, "of a person", "To do:"))
    assert not any(part in outcome.said for part in value.split() if len(part) > 5)


@pytest.mark.parametrize(("key", "file", "column"), PLACES, ids=[each[0] for each in PLACES])
def test_a_postcode_may_stand_among_any_partners_words(
    load: Load, own_store: Path, tmp_path: Path, key: str, file: str, column: str
) -> None:
    good = (FIXTURES / key / file).read_text(encoding="utf-8")
    (tmp_path / "return.csv").write_text(with_value(column, "bus stop SE13 6LG", good), encoding="utf-8")
    assert load(tmp_path / "return.csv", store=own_store).code == 0


def test_the_words_of_a_published_file_are_looked_through_and_nothing_else_of_it() -> None:
    import numpy as np

    from data_access.catalogue.layouts import Field, Layout
    from data_access.errors import NamesSomebody
    from data_access.ingest.files.csv_rows import Batch
    from data_access.ingest.rows.identifiers import refuse_identifiers

    published = Layout("open", "open", "csv", ("Place", "Postcode of the station"), (Field("free_text", ("Place",)),))
    lines = np.array([2], dtype=np.int32)
    refuse_identifiers("a.csv", published, Batch((("by the pond",), ("SE13 6LG",)), lines), words_only=True)
    with pytest.raises(NamesSomebody, match="telephone"):
        refuse_identifiers("a.csv", published, Batch((("call 07700 900123",), ("",)), lines), words_only=True)
