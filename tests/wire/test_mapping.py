"""A file Lion does not know, described at this machine: what the form comes to, what is saved, and what nobody can forge."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import CALLBACK
from data_access import ledger, settings
from data_access.ingest import incoming
from layouts.ids import Ids
from tests.house.tree import TOP
from tests.loading import Store, whole_force
from tests.loading import wards as two_wards
from tests.unit.tables import SENT
from tests.wire.asking import Answer, asked, by_place, words
from tests.wire.test_desk import ELSEWHERE
from tests.workbooks import book

NOISE = "Logged,Complaint,Ward\n" + "".join(f"{day:02}/05/2026,{('DIY', 'Party')[day % 2]},E05013714\n" for day in range(1, 21))
FACTS = {
    "target": "",
    "drawn-for": "",
    "title": "Noise complaints",
    "agency": "The council",
    "disclosure": "O",
    "kind": "incidents",
    "singular": "noise complaint",
    "plural": "noise complaints",
    "licence": "For trying out",
    "covers": "",
    "due_day": "20",
    "due_after": "1",
    "by": "Ada",
}


class Mapper:
    """Somebody at the page, over a store with two wards and an upload of a few files."""

    def __init__(self, store: Path, **files: str | bytes) -> None:
        self.store = store
        self.app = create_app(replace(settings.read({}), store=store))
        self.client: FlaskClient = self.app.server.test_client()
        self.upload = incoming.begin(store, "Ada").id
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            incoming.keep(store, self.upload, name.replace("__", "."), io.BytesIO(raw), size=len(raw))

    def search(self, file: str = "noise.csv") -> str:
        return f"?incoming={self.upload}&file={file}"

    def opens(self, file: str = "noise.csv", peer: str = "127.0.0.1", **headers: str) -> Answer:
        return self.page(self.search(file), peer, **headers)

    def page(self, search: object, peer: str = "127.0.0.1", **headers: str) -> Answer:
        place = [{"id": Ids.URL, "property": n, "value": v} for n, v in (("pathname", "/data-desk/mapping"), ("search", search))]
        body = {"output": f"{Ids.ANSWER}.data", "outputs": {"id": Ids.ANSWER, "property": "data"}, "inputs": place}
        return told(self.sent({**body, "changedPropIds": [f"{Ids.URL}.search"]}, peer, **headers))

    def asks(self, store: str, fields: object, search: object = None, peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        output = next(name for name, each in self.app.callback_map.items() if any(one["id"] == store for one in each["inputs"]))
        data = {"fields": fields, "at": 1}
        body = {
            "output": output,
            "outputs": {"id": output.rsplit(".", 1)[0], "property": output.rsplit(".", 1)[1]},
            "inputs": [{"id": store, "property": "data", "value": data}],
            "state": [{"id": Ids.URL, "property": "search", "value": self.search() if search is None else search}],
            "changedPropIds": [f"{store}.data"],
        }
        return self.sent(body, peer, **headers)

    def tries(self, fields: object, search: object = None) -> Answer:
        return told(self.asks(Ids.MAPPING_DRAFT, fields, search))

    def saves(self, fields: object, search: object = None) -> str:
        return words(told(self.asks(Ids.MAPPING_SAVING, fields, search))[Ids.MAPPING_TOLD]["children"])

    def sent(self, body: object, peer: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text, place = json.dumps(body), {"REMOTE_ADDR": peer}
        return self.client.post(CALLBACK, data=text, content_type="application/json", headers=named, environ_overrides=place)


def told(answer: TestResponse) -> Answer:
    assert answer.status_code == 200, answer.text
    response = answer.get_json()["response"]
    return by_place(next(iter(response.values()))["data"])


def said(page: Answer, place: str) -> str:
    return words(page[place]["children"])


@pytest.fixture(scope="module")
def standing(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("mapped"))
    assert store.load(wards__geojson=two_wards(), may__csv=whole_force()).ok
    return store.path


@pytest.fixture
def loaded(standing: Path, tmp_path: Path) -> Path:
    """A store of a test's own."""
    return copytree(standing, tmp_path / "store")


@pytest.fixture(scope="module")
def sitting(standing: Path) -> Mapper:
    return Mapper(standing, noise__csv=NOISE)


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "theirs"
    folder.mkdir()
    monkeypatch.setenv("LION_SOURCES", str(folder))
    return folder


@pytest.fixture
def mapper(sitting: Mapper, theirs: Path) -> Mapper:
    return sitting


# -- what it shows ---------------------------------------------------------------------------


def test_the_page_proposes_what_each_column_is_and_says_what_is_missing(mapper: Mapper) -> None:
    page = mapper.opens()
    assert said(page, Ids.MAPPING_LEAD) == "noise.csv: 20 rows; 3 of 3 columns are read."
    columns = json.dumps(page[Ids.MAPPING_COLUMNS]["children"])
    assert '["option", {"value": "day", "selected": ""}' in columns
    assert "written as 17/05/2026" in columns
    assert "DIY" in said(page, Ids.MAPPING_WORDS)
    assert "Say who supplies it." in said(page, Ids.MAPPING_PREVIEW)
    assert said(page, Ids.MAPPING_CLOSED) == ""


def test_a_sheet_of_a_book_is_described_by_its_own_name_or_as_the_first_unknown(loaded: Path, theirs: Path) -> None:
    rows = [line.split(",") for line in NOISE.splitlines()]
    mapper = Mapper(loaded, book__xlsx=book({"Notes": [["By hand"]], "May": [["Noise"], [], *rows]}), noise__csv=NOISE)
    for name in ("book.xlsx", "book.xlsx › May"):
        assert "book.xlsx › May: 20 rows under the heading in line 3" in said(mapper.opens(name), Ids.MAPPING_LEAD)
    assert "no such sheet" in said(mapper.opens("book.xlsx › June"), Ids.MAPPING_CLOSED)


def test_what_changes_on_the_form_is_tried_on_the_rows(mapper: Mapper) -> None:
    assert "All 20 rows can be used, of 2026-05" in said(mapper.tries(FACTS), Ids.MAPPING_PREVIEW)
    aside = said(mapper.tries({**FACTS, "word-1-category-0": ""}), Ids.MAPPING_PREVIEW)
    assert "10 of 20 rows can be used" in aside
    assert "unknown category Complaint 10" in aside
    assert "No column says when" in said(mapper.tries({**FACTS, "role-0": ""}), Ids.MAPPING_PREVIEW)


def test_values_of_a_column_about_people_and_words_put_down_freely_are_not_shown(loaded: Path, theirs: Path) -> None:
    head, *rows = NOISE.splitlines()
    more = [f"{row},07700900123,went round to number {at} with a friend" for at, row in enumerate(rows)]
    text = "\n".join([f"{head},Mobile,Remark", *more])
    page = Mapper(loaded, noise__csv=text).opens()
    assert "07700900123" not in json.dumps(page)
    assert "went round" not in json.dumps(page)
    assert "It looks like a telephone number of a person." in said(page, Ids.MAPPING_COLUMNS)


def test_a_known_file_and_a_file_that_is_not_there_are_said(loaded: Path, theirs: Path) -> None:
    mapper = Mapper(loaded, known__csv=whole_force(), noise__csv=NOISE)
    assert "knows this form of file already" in said(mapper.opens("known.csv"), Ids.MAPPING_CLOSED)
    for search in ("", "?", "?incoming=x", "?file=noise.csv", mapper.search("other.csv"), f"?incoming={'0' * 32}&file=noise.csv"):
        page = mapper.page(search)
        assert said(page, Ids.MAPPING_CLOSED)
        assert said(page, Ids.MAPPING_COLUMNS) == ""


# -- saving ------------------------------------------------------------------------------------

LOAD = "from data_access.ingest.__main__ import main; import sys; sys.exit(main(sys.argv[1:]))"


def test_what_is_saved_is_read_by_the_next_load_while_this_lion_goes_on(loaded: Path, theirs: Path, tmp_path: Path) -> None:
    mapper = Mapper(loaded, noise__csv=NOISE)
    assert mapper.saves({**FACTS, "disclosure": "R"}).startswith("Saved as noise-complaints.toml. ")
    assert [path.name for path in theirs.glob("*.toml")] == ["noise-complaints.toml"]
    with ledger.opened(ledger.address_of(loaded)) as book:
        assert [(one.author, one.file, one.sample) for one in book.mappings()] == [("Ada", "noise-complaints.toml", "noise.csv")]
    path = incoming.path_of(loaded, mapper.upload, "noise.csv")
    command = [sys.executable, "-c", LOAD, str(path), "--store", str(loaded), "--by", "Ada"]
    answer = subprocess.run(command, cwd=TOP, env=os.environ, capture_output=True, text=True, check=False, timeout=120)
    assert answer.returncode == 0, answer.stderr
    assert "Noise complaints" in answer.stdout
    for page in ("/", "/explore", "/data-and-methods", "/returns", "/data-desk", "/data-desk/mapping"):
        answer = asked(mapper.client, page, "")
        assert answer, "a Lion that started before does not know the source, and goes on"
        assert page == "/data-desk" or "noise.csv" not in json.dumps(answer), "nor tells of what it does not know to be closed"


def test_a_second_press_saves_nothing_more(mapper: Mapper, theirs: Path) -> None:
    assert mapper.saves(FACTS).startswith("Saved")
    before = (theirs / "noise-complaints.toml").read_bytes()
    assert "already" in mapper.saves({**FACTS, "agency": "Another"})
    assert (theirs / "noise-complaints.toml").read_bytes() == before


def test_without_a_folder_the_page_says_what_to_set(loaded: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LION_SOURCES", raising=False)
    mapper = Mapper(loaded, noise__csv=NOISE)
    assert "set LION_SOURCES to a folder" in said(mapper.tries(FACTS), Ids.MAPPING_PREVIEW)
    assert "LION_SOURCES" in mapper.saves(FACTS)


# -- attacks -----------------------------------------------------------------------------------

FORGED: list[tuple[str, object]] = [
    ("no form", None),
    ("a text", "title=x"),
    ("a list", [["title", "x"]]),
    ("a number", {**FACTS, "title": 7}),
    ("a list in a field", {**FACTS, "title": ["x"]}),
    ("no name", {**FACTS, "by": " "}),
    ("a name that commands a terminal", {**FACTS, "by": "Ada\x1b[2J"}),
    ("a name without end", {**FACTS, "by": "A" * 81}),
    ("a title over two lines", {**FACTS, "title": 'x"\ncode = 1'}),
    ("a title without end", {**FACTS, "title": "x" * 201}),
    ("a source that is none", {**FACTS, "target": "nothing"}),
    ("a role that is none", {**FACTS, "role-0": "__class__"}),
    ("a word's meaning that is none", {**FACTS, "word-1-category-0": "../x"}),
    ("a class that is none", {**FACTS, "disclosure": "P"}),
    ("a kind that is none, with numbers", {**FACTS, "kind": "counts"}),
    ("a day that is none", {**FACTS, "due_day": "0"}),
    ("a file of Lion's own", {**FACTS, "key": "ed-assaults"}),
    ("too many fields", {**FACTS, **{f"x{n}": "" for n in range(3_001)}}),
]


@pytest.mark.parametrize("fields", [each[1] for each in FORGED], ids=[each[0] for each in FORGED])
def test_a_forged_form_saves_nothing(mapper: Mapper, theirs: Path, fields: object) -> None:
    assert not mapper.saves(fields).startswith("Saved")
    assert list(theirs.glob("*.toml")) == []


@pytest.mark.parametrize("key", ["../outside", "/etc/x", "a/../../b", "..", "CON.", "a\\b", "a.toml", "A" * 100])
def test_a_forged_name_of_a_file_stays_in_the_folder(mapper: Mapper, theirs: Path, key: str) -> None:
    before = {path for path in theirs.parent.rglob("*") if theirs not in path.parents}
    mapper.saves({**FACTS, "key": key})
    assert all(path.parent == theirs and path.stem == path.stem.lower() for path in theirs.rglob("*.toml"))
    assert {path for path in theirs.parent.rglob("*") if theirs not in path.parents} == before


@pytest.mark.parametrize(
    "file", ["../state.json", "/etc/passwd", "noise.csv/../../state.json", "%2e%2e/state.json", "", "noise.csv%00"]
)
def test_a_forged_file_is_none(mapper: Mapper, theirs: Path, file: str) -> None:
    assert said(mapper.opens(file), Ids.MAPPING_CLOSED)
    assert not mapper.saves(FACTS, mapper.search(file)).startswith("Saved")


@pytest.mark.parametrize("upload", ["", "..", "../../x", "0" * 32, "g" * 32])
def test_a_forged_upload_is_none(mapper: Mapper, theirs: Path, upload: str) -> None:
    search = f"?incoming={upload}&file=noise.csv"
    assert said(mapper.page(search), Ids.MAPPING_CLOSED)
    assert not mapper.saves(FACTS, search).startswith("Saved")


@pytest.mark.parametrize("search", [7, None, [], {"incoming": "x"}, "?" + "a" * 9_000])
def test_an_address_of_another_type_is_none(mapper: Mapper, theirs: Path, search: object) -> None:
    answer = mapper.asks(Ids.MAPPING_SAVING, FACTS, search if search is not None else 0)
    assert not words(told(answer)[Ids.MAPPING_TOLD]["children"]).startswith("Saved")


@pytest.mark.parametrize(("peer", "headers"), ELSEWHERE, ids=[f"{peer or 'nobody'}-{headers}" for peer, headers in ELSEWHERE])
def test_from_elsewhere_nothing_is_shown_tried_or_saved(mapper: Mapper, theirs: Path, peer: str, headers: dict[str, str]) -> None:
    for store in (Ids.MAPPING_DRAFT, Ids.MAPPING_SAVING):
        answer = mapper.asks(store, FACTS, peer=peer, **headers)
        assert answer.status_code in {400, 403} or "on the machine that Lion runs on" in answer.text
        assert "DIY" not in answer.text
    assert list(theirs.iterdir()) == []
    if answer.status_code == 200:
        page = mapper.opens(peer=peer, **headers)
        assert "on the machine that Lion runs on" in said(page, Ids.MAPPING_CLOSED)
        assert "noise" not in json.dumps(page)


def test_a_heading_and_a_word_are_shown_as_text_and_never_as_markup(loaded: Path, theirs: Path) -> None:
    text = NOISE.replace("Complaint", "<img src=x>").replace("DIY", "<b onclick=x>")
    page = Mapper(loaded, noise__csv=text).opens()
    assert "<img src=x>" in said(page, Ids.MAPPING_COLUMNS)
    assert "<b onclick=x>" in said(page, Ids.MAPPING_WORDS)
    assert '["img"' not in json.dumps(page)
    assert '["b"' not in json.dumps(page)


def test_a_supplier_s_form_of_a_known_source_is_offered_as_that(loaded: Path, theirs: Path) -> None:
    mapper = Mapper(loaded, asb__csv=SENT["antisocial behaviour"].text())
    page = mapper.opens("asb.csv")
    assert '["option", {"value": "council-asb", "selected": ""}' in json.dumps(page[Ids.MAPPING_COLUMNS]["children"])
    assert "All 24 rows can be used" in said(page, Ids.MAPPING_PREVIEW)
    assert mapper.saves({"target": "council-asb", "drawn-for": "council-asb", "by": "Ada"}, mapper.search("asb.csv")).startswith(
        "Saved as council-asb-asb.toml."
    )
