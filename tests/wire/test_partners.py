"""Partners' returns: what the desk and a letter tell of each hospital without a number, and what everybody else is not told."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from data_access import months, settings
from data_access.briefings.returns import fields_of
from data_access.catalogue import SOURCES
from data_access.catalogue.series_breaks import of_suppliers
from data_access.catalogue.suppliers import Supplier, declared, supplier
from data_access.errors import BadInput
from data_access.ingest.loading.load import Options
from data_access.ingest.stored import partners
from data_access.returns import FieldGaps, Return, SourceReturns, Standing, SupplierLetter
from data_access.warehouse import Warehouse
from layouts.answer import Place
from layouts.ids import Ids
from layouts.pages import letter
from layouts.pages import partners as page
from layouts.sheet import as_pdf
from layouts.written import written
from tests.loading import Store
from tests.wire.asking import asked, words
from tests.wire.test_desk import ELSEWHERE

TODAY = date(2024, 3, 1)
LEWISHAM, STRANGER = "RJ224", "RXX99"
HEADING = SOURCES["ed-assaults"].layouts[1].heading
USUAL, FEW = 37, 9


def line(month: date, site: str, gender: str) -> str:
    day = f"{month:%Y-%m}-03T22:00:00"
    values = [
        f"{month}",
        f"{months.last_day(month)}",
        site,
        day,
        day,
        "Knife",
        "",
        "Street",
        "a park",
        "1",
        "yes",
        "24",
        gender,
        "White",
    ]
    return ",".join(values)


def returned() -> str:
    """Lewisham's from January 2023 on, a third of it without gender, few in January 2024; a stranger's up to June."""
    rows = [",".join(HEADING)]
    for month in months.between(date(2023, 1, 1), date(2024, 1, 1)):
        many = FEW if month == date(2024, 1, 1) else USUAL
        rows += [line(month, LEWISHAM, "" if n % 3 == 0 else "M") for n in range(many)]
        rows += [line(month, STRANGER, "F") for _ in range(USUAL)] if month < date(2023, 7, 1) else []
    return "\n".join([*rows, ""])


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = Store(tmp_path_factory.mktemp("partners"))
    made.load(Options(), ed=returned())
    return made.path


@pytest.fixture(scope="module")
def warehouse(store: Path) -> Warehouse:
    return Warehouse(store, borough="Testborough")


@pytest.fixture(scope="module")
def client(store: Path) -> FlaskClient:
    found: FlaskClient = create_app(replace(settings.read({}), store=store)).server.test_client()
    return found


def ours(store: Path) -> settings.Settings:
    return replace(settings.read({}), store=store)


def test_the_desk_tells_each_hospital_s_months_apart(warehouse: Warehouse, store: Path) -> None:
    board = partners.board(warehouse, ours(store), TODAY)
    told = {each.supplier.code if each.supplier else "": each for each in board.sources}
    standing = {code: {one.month: one.standing for one in each.months} for code, each in told.items()}
    assert standing[LEWISHAM][date(2023, 12, 1)] is Standing.COMPLETE
    assert standing[LEWISHAM][date(2024, 1, 1)] is Standing.DOUBTFUL, "9 after months of 37"
    assert standing[STRANGER][date(2023, 6, 1)] is Standing.COMPLETE
    assert standing[STRANGER][date(2023, 7, 1)] is Standing.NOT_SUPPLIED
    assert standing[""][date(2023, 6, 1)] is Standing.COMPLETE
    whole = {one.month: one for one in told[""].months}[date(2023, 7, 1)]
    assert (whole.standing, whole.reason) == (Standing.PARTIAL, f"nothing from {STRANGER}"), "the source lacks one of two"
    silent = {one.month: one for one in told["RJZ01"].months}
    assert silent[date(2022, 12, 1)].standing is Standing.NOT_COLLECTED, "before anybody's first"
    assert silent[date(2023, 7, 1)].standing is Standing.NOT_SUPPLIED, "declared, and nothing ever came"
    assert silent[date(2023, 7, 1)].reason == "long overdue: nothing has come"
    assert page.finding(board) == "Four suppliers have months to ask about", "two of them have never sent anything"
    said = str(letter.words(SupplierLetter(TODAY, "Lewisham", told["RJZ01"], ()), told["RJZ01"], ours(store)))
    assert "We have had nothing from you" in said
    assert "Nothing is missing" not in said


def test_fields_are_shares_in_tenths_and_of_few_records_nothing_is_said(warehouse: Warehouse, store: Path) -> None:
    board = partners.board(warehouse, ours(store), TODAY)
    mine = next(each for each in board.sources if each.supplier and each.supplier.code == LEWISHAM)
    gender = next(each for each in mine.fields if each.key == "gender").by_month
    assert gender[date(2023, 3, 1)] == 0.4, "13 of 37 are 35 %"
    assert date(2024, 1, 1) not in gender, "nine records are fewer than ten"


def test_what_a_hospital_s_form_does_not_ask_is_not_left_empty(tmp_path: Path) -> None:
    """Lewisham sends the minimum form, which asks nothing of the person; the stranger sends the long one, half without gender."""
    short = SOURCES["ed-assaults"].layouts[0].heading
    month = date(2023, 1, 1)
    long = [line(month, STRANGER, "F" if n % 2 else "") for n in range(20)]
    brief = [",".join(line(month, LEWISHAM, "").split(",")[: len(short)]) for _ in range(20)]
    made = Store(tmp_path)
    made.load(Options(), a="\n".join([",".join(HEADING), *long, ""]), b="\n".join([",".join(short), *brief, ""]))
    warehouse = Warehouse(made.path, borough="Testborough")
    board = partners.board(warehouse, ours(made.path), date(2023, 3, 1))
    gender = {
        each.supplier.code if each.supplier else "": {f.key: f for f in each.fields}.get("gender") for each in board.sources
    }
    assert gender[STRANGER] == FieldGaps("gender", "Gender", {month: 0.5})
    assert gender[LEWISHAM] == FieldGaps("gender", "Gender", {}, frozenset({month})), "not 100 % empty: not in its form"
    assert gender[""] == FieldGaps("gender", "Gender", {month: 0.5}), "10 of the 20 whose form asks, not 30 of 40"
    shown = words(written(page.drawn(board)))
    assert "Not in its form: " in shown
    assert "100 %" not in shown.replace("\N{NO-BREAK SPACE}", " ")
    told = partners.letter(warehouse, ours(made.path), f"?of=ed-assaults&site={LEWISHAM}", date(2023, 3, 1))
    assert told is not None
    said = words(written(letter.drawn(told, ours(made.path))))
    warehouse.close()
    assert "Your form does not ask " in said
    assert "gender" in said
    assert "Fields left empty" not in said


def test_what_lion_works_out_is_no_field_that_a_hospital_left_empty() -> None:
    assert "confidence" in SOURCES["ed-assaults"].carries
    assert "confidence" not in {field.key for field in fields_of(SOURCES["ed-assaults"])}


def test_no_page_of_the_desk_and_no_letter_says_a_count(warehouse: Warehouse, store: Path) -> None:
    found = page.finding(partners.board(warehouse, ours(store), TODAY))
    assert found == "Four suppliers have months to ask about"
    board = page.drawn(partners.board(warehouse, ours(store), TODAY))
    told = partners.letter(warehouse, ours(store), f"?of=ed-assaults&site={LEWISHAM}", TODAY)
    assert told is not None
    for said in (words(written(board)), words(written(letter.drawn(told, ours(store))))):
        assert "oddly few records beside the months before" in said
        assert "University Hospital Lewisham" in said
        assert "40 %" in said
        for number in ("37", "74", " 9 records", "13 of"):
            assert number not in said.replace("2037", "")


def test_a_hospital_s_letter_is_to_it_and_says_what_becomes_of_its_data(client: FlaskClient) -> None:
    said = words(asked(client, "/returns/letter", f"?of=ed-assaults&site={LEWISHAM}")[Ids.LETTER]["children"])
    assert "To:  University Hospital Lewisham" in said
    assert "no page, download or pack shows it yet" in said
    assert "Explore" not in said


def test_the_pdf_says_the_letter_s_words_and_is_tagged(client: FlaskClient, warehouse: Warehouse, store: Path) -> None:
    answer = client.get(f"/returns/letter.pdf?of=ed-assaults&site={LEWISHAM}")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="lion-letter-ed-assaults-RJ224.pdf"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.data.startswith(b"%PDF-")
    assert b"/Marked true" in answer.data
    assert b"/Lang(en-GB)" in answer.data.replace(b"/Lang (", b"/Lang(")
    told = partners.letter(warehouse, ours(store), f"of=ed-assaults&site={LEWISHAM}", TODAY)
    assert told
    assert told.returns
    sheet = letter.words(told, told.returns, ours(store))
    assert as_pdf(sheet) == as_pdf(sheet)
    assert as_pdf(sheet) != as_pdf(replace(sheet, to="#panic()[$x$]")), "words are no markup"


@pytest.mark.parametrize(
    "query", ["", "?source=nothing", "?source=ed-assaults", "?of=stop-and-search", "?of=ed-assaults&site=RZZ00"]
)
def test_a_letter_to_nobody_is_no_pdf(query: str, client: FlaskClient) -> None:
    answer = client.get(f"/returns/letter.pdf{query}")
    assert (answer.status_code, answer.mimetype) == (404, "text/plain")


@pytest.mark.parametrize(("peer", "headers"), ELSEWHERE, ids=[f"{peer or 'nobody'}-{headers}" for peer, headers in ELSEWHERE])
def test_from_elsewhere_a_partner_s_returns_and_letters_do_not_exist(
    peer: str, headers: dict[str, str], client: FlaskClient
) -> None:
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    there = {"REMOTE_ADDR": peer}
    pdf = client.get("/returns/letter.pdf?of=ed-assaults&site=RJ224", headers=named, environ_overrides=there)
    assert pdf.status_code in {400, 404}
    place = {"/data-desk/returns": Ids.PARTNERS_BOARD, "/returns/letter": Ids.LETTER}
    for path in place:
        ends = [{"id": Ids.URL, "property": "pathname", "value": path}]
        ends += [{"id": Ids.URL, "property": "search", "value": "?of=ed-assaults&site=RJ224"}]
        body = {"output": f"{Ids.ANSWER}.data", "outputs": {"id": Ids.ANSWER, "property": "data"}, "inputs": ends}
        answer = client.post("/_dash-update-component", json=body, headers=named, environ_overrides=there)
        assert answer.status_code in {200, 400, 403}
        assert "Lewisham" not in answer.text
        assert "mergency" not in answer.text


def test_an_open_source_s_letter_has_its_pdf_for_everybody(tmp_path: Path) -> None:
    from tests.borough import build, records

    build(tmp_path, records(5, month="2023-05"))
    made = create_app(replace(settings.read({}), store=tmp_path)).server.test_client()
    answer = made.get("/returns/letter.pdf?source=stop-and-search", environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    page = asked(made, "/returns/letter", "?source=stop-and-search")[Ids.LETTER]["children"]
    assert "/returns/letter.pdf?source=stop-and-search" in json.dumps(page)
    assert made.get("/returns/letter.pdf?source=ed-assaults").status_code == 404


# -- who joins and who leaves ------------------------------------------------------------------

JOINS = Supplier("ed-assaults", "RJ1", "One Hospital", joined=date(2023, 4, 1))
LEAVES = Supplier("ed-assaults", "RJ2", "Two Hospital", left=date(2023, 9, 1))


def test_a_hospital_that_joins_or_leaves_breaks_the_series() -> None:
    joins, leaves = of_suppliers([JOINS, LEAVES])
    assert joins.parts(date(2023, 3, 1), date(2023, 4, 1))
    assert not joins.parts(date(2023, 4, 1), date(2023, 5, 1))
    assert leaves.parts(date(2023, 8, 1), date(2023, 9, 1))
    assert (joins.words, leaves.sign) == ("recorded before One Hospital joined", "Two Hospital leaves")


def test_nothing_is_expected_before_a_hospital_joined_and_after_it_left() -> None:
    late = tuple(Return(date(2023, month, 1), Standing.NOT_SUPPLIED) for month in (3, 4, 8, 9))
    joined = partners.within(JOINS, late)
    assert [each.standing for each in joined[:2]] == [Standing.NOT_COLLECTED, Standing.NOT_SUPPLIED]
    assert joined[0].reason == "One Hospital joined in April 2023"
    left = partners.within(LEAVES, late)
    assert [each.standing for each in left[2:]] == [Standing.NOT_SUPPLIED, Standing.NOT_COLLECTED]


def test_suppliers_are_declared_in_a_file_and_a_mistake_in_it_is_named(tmp_path: Path) -> None:
    file = tmp_path / "suppliers.toml"
    good = '[[supplier]]\nsource = "ed-assaults"\ncode = "RJ1"\nname = "One"\njoined = 2023-04-01\n'
    file.write_text(good)
    assert declared(file) == (Supplier("ed-assaults", "RJ1", "One", date(2023, 4, 1)),)
    for wrong, named in [
        (good + good, "declared twice"),
        (good + "left = 2023-04-01\n", "left"),
        (good.replace("ed-assaults", "ed-assault"), "source"),
        (good + "since = 2023-01-01\n", "since"),
        (good.replace('"RJ1"', '""'), "code"),
    ]:
        file.write_text(wrong)
        with pytest.raises(BadInput, match=named):
            declared(file)


def test_a_supplier_that_nobody_declared_goes_by_its_code() -> None:
    assert supplier("ed-assaults", STRANGER).name == STRANGER
    assert SourceReturns(SOURCES["ed-assaults"], (), supplier=supplier("ed-assaults", LEWISHAM)).addressee == (
        "University Hospital Lewisham"
    )
    assert Place(Ids.PARTNERS_BOARD).id == "partners-board"
