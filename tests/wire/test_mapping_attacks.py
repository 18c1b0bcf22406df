"""What nobody can forge at the page that describes an unknown file: forms, names, files, uploads, addresses, peers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from layouts.ids import Ids
from tests.unit.tables import SENT
from tests.wire.asking import words
from tests.wire.mapper import FACTS, NOISE, Mapper, said, told
from tests.wire.test_desk import ELSEWHERE

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
