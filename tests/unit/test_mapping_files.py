"""What is said of a table becomes a source file that the strict reader accepts, and that reads the table it came from."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import given as drawn
from hypothesis import settings as drawing
from hypothesis import strategies as some

from data_access import ledger, settings
from data_access.catalogue import SOURCES, Shape
from data_access.catalogue.declarations import declaration
from data_access.errors import BadInput
from data_access.ingest.mapping import desk, saving, trying, writing
from data_access.ingest.mapping.__main__ import main
from data_access.ingest.mapping.draft import Draft, draft
from data_access.ingest.mapping.given import given
from data_access.ingest.mapping.saving import FIRST_SOURCE, FIRST_VALUE
from data_access.ingest.mapping.writing import Numbers
from tests.house.tree import TOP
from tests.loading import put, wards
from tests.patience import PATIENCE_S
from tests.unit.files import OURS, member
from tests.unit.tables import DAYS, SENT, Sent
from tests.unit.test_mapping_proposals import GROUND

FACTS = {
    "title": "Noise complaints",
    "agency": "The council",
    "disclosure": "R",
    "singular": "noise complaint",
    "plural": "noise complaints",
}
NUMBERS_FREE = Numbers(FIRST_SOURCE, FIRST_VALUE)
NOISE = Sent("", {name: each for name, each in SENT["noise complaints"].columns.items() if name != "Officer email"})


def said(folder: Path, sent: Sent, **more: str) -> Draft:
    place = Path(mkdtemp(dir=folder))
    return draft(given(member(place, sent.text(), "sent.csv")), GROUND, {**FACTS, **more})


def written(one: Draft) -> str:
    assert writing.missing(one) == ()
    return writing.text(one, NUMBERS_FREE, made="made up")


# Those whose columns hold nothing of a person: the others are refused, see below.
CLEAN = [name for name, sent in SENT.items() if not {"Officer email", "DOB", "Mobile"} & set(sent.columns)]


@pytest.mark.parametrize("name", CLEAN)
def test_a_proposal_is_a_source_file_that_reads_every_row_of_its_table(tmp_path: Path, name: str) -> None:
    one = said(tmp_path, SENT[name])
    text = written(one)
    source, _ = trying.parsed(text, one.facts["key"])
    assert source.key == (SENT[name].target or "noise-complaints")
    assert source.layouts[-1].heading == one.given.described
    preview = trying.tried(text, one.facts["key"], one.given, OURS)
    assert (preview.trouble, preview.rows, preview.used) == ("", 24, 24), preview


@pytest.mark.parametrize("name", [name for name in SENT if name not in CLEAN])
@pytest.mark.parametrize("disclosure", ["O", "R", "S"])
def test_a_table_that_holds_something_of_a_person_is_refused_whole_in_every_class(
    tmp_path: Path, name: str, disclosure: str
) -> None:
    one = said(tmp_path, SENT[name], disclosure=disclosure)
    preview = trying.tried(written(one), one.facts["key"], one.given, OURS)
    assert "such a file is not read" in preview.trouble
    assert "example.org" not in preview.trouble


def test_a_source_that_is_extended_stays_what_it_is(tmp_path: Path) -> None:
    one = said(tmp_path, SENT["a hospital's form"])
    longer, _ = trying.parsed(written(one), one.facts["key"])
    known = SOURCES["ed-assaults"]
    assert longer.layouts[: len(known.layouts)] == known.layouts
    assert (longer.code, longer.title, longer.disclosure, longer.kind) == (known.code, known.title, "S", known.kind)


def test_words_the_source_knows_already_are_known_in_the_new_form(tmp_path: Path) -> None:
    one = said(tmp_path, SENT["a hospital's form"])
    method = tomllib.loads(written(one))["words"]["method"]
    assert method["firearm"] == "firearm", "it stands in none of the table's rows"
    assert method["kicking"] == "foot"


EXTENSIONS = [
    ("a source that is none", 'extends = "tea-leaves"', "extends"),
    ("a fact of the source", 'extends = "council-asb"\ntitle = "Mine"', "title"),
    ("points for a source without", 'extends = "more-thorough-searches"', "points"),
    ("a number for incidents", 'extends = "council-asb"', "count"),
]


@pytest.mark.parametrize(("start", "words"), [each[1:] for each in EXTENSIONS], ids=[each[0] for each in EXTENSIONS])
def test_a_file_that_extends_is_read_as_strictly_as_any(tmp_path: Path, start: str, words: str) -> None:
    reads = {"points": 'easting = "a"\nnorthing = "b"\n', "count": 'n = "a"\n'}.get(words, "")
    layout = (
        f'[[layout]]\nname = "one more"\nheading = ["a", "b", "c"]\n[layout.read]\nday = {{ column = "c", form = "%Y" }}\n{reads}'
    )
    file = tmp_path / "more.toml"
    file.write_text(f"{start}\n{layout}", encoding="utf-8")
    with pytest.raises(BadInput, match=words) as refused:
        declaration(file)
    assert "more.toml" in str(refused.value)


LACKING = [
    ("no time", {"role-0": ""}, "No column says when"),
    ("two times", {"role-2": "day"}, "Two columns are"),
    ("half a point", {"role-2": "lat"}, "needs “Longitude”"),
    ("a time of day without its date", {"role-0": "clock"}, "needs the date"),
    ("a time that is none", {"role-0": "", "role-1": "day"}, "written in no way"),
    ("numbers without a number", {"kind": "counts"}, "how many"),
    ("no class", {"disclosure": ""}, "who may see it"),
    ("another class", {"disclosure": "X"}, "O, R or S"),
    ("no title", {"title": ""}, "what the source is called"),
    ("a day that is none", {"due_day": "32"}, "from 1 to 31"),
    ("a day that is a superscript", {"due_day": "²"}, "from 1 to 31"),
]


@pytest.mark.parametrize(("form", "words"), [each[1:] for each in LACKING], ids=[each[0] for each in LACKING])
def test_what_is_missing_is_said_and_nothing_is_written(tmp_path: Path, form: dict[str, str], words: str) -> None:
    one = said(tmp_path, NOISE, **{"target": "", "drawn-for": "", **form})
    assert any(words in sentence for sentence in writing.missing(one)), writing.missing(one)


def test_a_word_set_aside_sets_its_rows_aside_and_says_so(tmp_path: Path) -> None:
    one = said(tmp_path, NOISE, **{"target": "", "drawn-for": "", "word-1-category-0": ""})
    preview = trying.tried(written(one), one.facts["key"], one.given, OURS)
    assert [(each.rule, each.column, each.rows) for each in preview.aside] == [("unknown category", "Complaint type", 8)]
    assert preview.used == 16
    assert any("A load refuses" in note for note in preview.notes)


def test_two_words_can_mean_one_category(tmp_path: Path) -> None:
    one = said(tmp_path, NOISE, **{"target": "", "drawn-for": "", "word-1-category-0": "+loud-music"})
    source, added = trying.parsed(written(one), one.facts["key"])
    assert [each.value.slug for each in added] == ["noise-complaints-building-work", "noise-complaints-loud-music"]
    assert source.shape is Shape.INCIDENTS


ODD = some.text(some.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30).filter(
    lambda text: text.strip() == text
)


@drawing(max_examples=60)
@drawn(ODD, ODD, ODD)
def test_any_heading_word_and_title_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, heading: str, word: str, title: str
) -> None:
    folder = tmp_path_factory.mktemp("odd")
    name, value = (text.replace('"', '""') for text in (f"h {heading}", word))
    text = f'"day","{name}"\n' + "".join(f'{day},"{value}"\n' for day in DAYS)
    form = {**FACTS, "title": title, "key": "odd", "target": "", "drawn-for": "", "role-1": "category"}
    one = draft(given(member(folder, text, "odd.csv")), GROUND, form if title.isprintable() else {**form, "title": "t"})
    if writing.missing(one) or one.guesses[1].like:
        return
    parsed = tomllib.loads(written(one))
    assert parsed["layout"][0]["heading"] == ["day", f"h {heading}"]
    assert parsed["title"] == one.facts["title"]
    source, _ = trying.parsed(written(one), "odd")
    assert source.layouts[0].heading == ("day", f"h {heading}")


# -- saving ----------------------------------------------------------------------------------


@pytest.fixture
def theirs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "theirs"
    folder.mkdir()
    monkeypatch.setenv("LION_SOURCES", str(folder))
    return folder


def saved(one: Draft, folder: Path) -> str:
    return desk.saved(one, "Ada", settings.read({"LION_STORE": str(folder / "store")}))


ASK = """
import json, sys
from pathlib import Path
from data_access import settings
from data_access.ingest.loading.load import load
said = load([Path(each) for each in sys.argv[2:]], Path(sys.argv[1]), settings.read({}))
print(json.dumps([[str(each) for each in said.refused], [[file.layout, file.rows_loaded] for file in said.files]]))
"""


def test_a_saved_file_is_known_to_the_next_load_and_is_in_the_ledger(tmp_path: Path, theirs: Path) -> None:
    extension, fresh = said(tmp_path, SENT["antisocial behaviour"]), said(tmp_path, NOISE)
    assert saved(extension, tmp_path) == "Saved as council-asb-sent.toml."
    assert saved(fresh, tmp_path) == "Saved as noise-complaints.toml."
    assert tomllib.loads((theirs / "noise-complaints.toml").read_text(encoding="utf-8"))["code"] == FIRST_SOURCE
    files = {"asb.csv": SENT["antisocial behaviour"].text(), "noise.csv": NOISE.text(), "wards.geojson": wards()}
    given_files = put(tmp_path / "given", files)
    command = [sys.executable, "-c", ASK, str(tmp_path / "store"), str(given_files)]
    answer = subprocess.run(command, cwd=TOP, env=os.environ, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert answer.returncode == 0, answer.stderr
    refused, loaded = json.loads(answer.stdout)
    assert refused == []
    assert sorted(rows for _, rows in loaded) == [2, 24, 24]
    with ledger.opened(ledger.address_of(tmp_path / "store")) as book:
        entries = book.mappings()
    assert [(each.author, each.source, each.file) for each in entries] == [
        ("Ada", "noise-complaints", "noise-complaints.toml"),
        ("Ada", "council-asb", "council-asb-sent.toml"),
    ]
    assert entries[0].text == (theirs / "noise-complaints.toml").read_text(encoding="utf-8")
    (theirs / "noise-complaints.toml").unlink()
    answer = subprocess.run(command, cwd=TOP, env=os.environ, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    assert "records of a source that no source file describes. To do: put its file back" in answer.stderr


def test_numbers_grow_with_what_lies_there(tmp_path: Path, theirs: Path) -> None:
    assert saving.free_numbers() == NUMBERS_FREE
    saved(said(tmp_path, NOISE), tmp_path)
    assert saving.free_numbers() == Numbers(FIRST_SOURCE + 1, FIRST_VALUE + 3)


def test_no_file_is_ever_written_over(tmp_path: Path, theirs: Path) -> None:
    saved(said(tmp_path, NOISE), tmp_path)
    before = (theirs / "noise-complaints.toml").read_text(encoding="utf-8")
    with pytest.raises(BadInput, match="already"):
        saved(said(tmp_path, NOISE, agency="Another"), tmp_path)
    with pytest.raises(BadInput, match="already"):
        saved(said(tmp_path, NOISE, key="ed-assaults"), tmp_path)
    assert (theirs / "noise-complaints.toml").read_text(encoding="utf-8") == before
    assert sorted(path.name for path in theirs.iterdir()) == [".saving.lock", "noise-complaints.toml"]


def test_a_file_with_which_lion_would_not_start_is_not_put_there(tmp_path: Path, theirs: Path) -> None:
    saved(said(tmp_path, NOISE), tmp_path)
    with pytest.raises(BadInput, match="has the heading of"):
        saved(said(tmp_path, NOISE, key="twin", title="Twin"), tmp_path)
    assert [path.name for path in theirs.glob("*.toml")] == ["noise-complaints.toml"]


@pytest.mark.parametrize("named", ["", "nowhere", "own", "inside"])
def test_without_a_folder_of_their_own_nothing_is_saved_and_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, named: str
) -> None:
    own = TOP / "data_access/ingest/sources"
    places = {"": "", "nowhere": str(tmp_path / "nowhere"), "own": str(own), "inside": f"{own}/../sources"}
    before = sorted(own.iterdir())
    monkeypatch.setenv("LION_SOURCES", places[named])
    with pytest.raises(BadInput, match="LION_SOURCES"):
        saving.save("noise", lambda _: "")
    assert sorted(own.iterdir()) == before


# -- the command -----------------------------------------------------------------------------


def test_the_command_prints_a_file_to_edit_and_says_how_sure_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"asb.csv": SENT["antisocial behaviour"].text(), "noise.csv": NOISE.text(), "poor.csv": "a,b\n1,2\n"})
    assert main([str(tmp_path / "asb.csv")]) == 0
    printed = capsys.readouterr()
    assert tomllib.loads(printed.out)["extends"] == "council-asb"
    assert "Of 24 rows 24 can be used." in printed.err
    assert main([str(tmp_path / "noise.csv"), "--title", "Noise"]) == 0
    printed = capsys.readouterr()
    assert tomllib.loads(printed.out)["title"] == "Noise"
    assert "SAY: who supplies it" in printed.out
    assert main([str(tmp_path / "poor.csv")]) == 1
    assert "No column says when" in capsys.readouterr().err
    assert main([str(tmp_path / "nowhere.csv")]) == 1


def test_a_known_file_needs_no_description(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fixture = TOP / "tests/fixtures/sources/council-asb/as-supplied.csv"
    assert main([str(fixture)]) == 1
    assert "Lion knows this form of file already" in capsys.readouterr().err


def test_a_table_of_numbers_by_month_is_read_into_its_months(tmp_path: Path) -> None:
    one = said(tmp_path, SENT["bins, a column each month"])
    preview = trying.tried(written(one), one.facts["key"], one.given, OURS)
    assert preview.months == ("2026-04", "2026-05")
