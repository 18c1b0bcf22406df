"""A supplier's own totals, and what tables, maps and downloads tell of each ward, hold before anything is published."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from data_access import exports, snapshot
from data_access.catalogue import SOURCES
from data_access.errors import BadInput
from data_access.ingest.__main__ import main
from data_access.ingest.arriving import control
from data_access.ingest.arriving.control import Control
from data_access.ingest.loading.load import Options
from data_access.ingest.publishing import readers_road
from data_access.ingest.publishing.readers_road import Told
from tests.evil.made_up import crime, crimes, search
from tests.loading import IN_NORTH, IN_SOUTH, NORTH, OURS, SOUTH, Store, at, put, wards, whole_force

MAY = date(2023, 5, 1)
SEARCHES = "stop-and-search"
HEADING = ",".join(control.HEADING)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def may() -> str:
    """Three searches in the north, two in the south, two far away."""
    return whole_force(*[search(**at(IN_NORTH))] * 3, *[search(**at(IN_SOUTH))] * 2)


@pytest.mark.parametrize(
    ("area", "records"),
    [("", 3 + 2 + 2), (OURS.borough, 3 + 2), (NORTH, 3), (SOUTH, 2)],
    ids=["all", "borough", "north", "south"],
)
def test_a_total_that_holds_lets_the_load_be_published(area: str, records: int, store: Store) -> None:
    holds = Options(controls=(Control(SEARCHES, MAY, records, area),))
    assert store.load(holds, w=wards(), may=may()).snapshot


def test_a_total_that_does_not_hold_stops_the_load_and_says_where(store: Store) -> None:
    before = store.load(w=wards(), april=crimes(crime(Month="2023-04"), good=0)).snapshot
    short = Options(controls=(Control(SEARCHES, MAY, 8), Control(SEARCHES, MAY, 3, NORTH)))
    with pytest.raises(BadInput) as refusal:
        store.load(short, may=may())
    assert refusal.value.what == (
        "What is held is not what its supplier counts, so it was not published: "
        "Stop and search, May 2023: the supplier counts 8 records and 7 are held."
    )
    assert snapshot.current(store.path).name == before


def test_a_row_set_aside_is_missing_from_a_supplier_s_total(store: Store) -> None:
    aside = whole_force(search(Gender="Unheard of", **at(IN_NORTH)), search(**at(IN_NORTH)))
    with pytest.raises(BadInput, match="counts 4 records and 3 are held"):
        store.load(Options(controls=(Control(SEARCHES, MAY, 4),), accept_bad_rows=True), w=wards(), may=aside)


def test_one_of_several_suppliers_is_held_to_its_own_total(store: Store) -> None:
    heading = ",".join(SOURCES["ed-assaults"].layouts[0].heading)
    line = "2023-05-01,2023-05-31,{},{},{},Knife,,Street,a park"
    rows = [line.format(site, "2023-05-02T23:30:00", "2023-05-02T22:00:00") for site in ("RJ224", "RJ224", "RJZ01")]
    file = "\n".join([heading, *rows, ""])
    ours = Control("ed-assaults", MAY, 2, supplier="RJ224")
    theirs = Control("ed-assaults", MAY, 2, supplier="RJZ01")
    with pytest.raises(BadInput, match="RJZ01: the supplier counts 2 records and 1 are held"):
        store.load(Options(controls=(ours, theirs)), ed=file)
    assert store.load(Options(controls=(ours,)), ed=file).snapshot


def test_the_command_reads_totals_and_refuses_a_load_that_does_not_come_to_them(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path / "incoming", {"w.geojson": wards(), "may.csv": may()})
    given = [str(tmp_path / "incoming"), "--store", str(tmp_path / "store"), "--totals", str(tmp_path / "totals.csv")]
    put(tmp_path, {"totals.csv": f"{HEADING}\n{SEARCHES},2023-05,,,9\n"})
    assert main(given) == 2
    assert "the supplier counts 9 records and 7 are held" in capsys.readouterr().err
    assert not snapshot.exists(tmp_path / "store")
    put(tmp_path, {"totals.csv": f"{HEADING}\r\n{SEARCHES},2023-05,,,7\r\n\r\n{SEARCHES},2023-05,{NORTH},,3\r\n"})
    assert main(given) == 0


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("", "no totals"),
        ("source,month\n", "no totals"),
        (f"{HEADING}\nnothing,2023-05,,,1\n", "source"),
        (f"{HEADING}\n{SEARCHES},May 2023,,,1\n", "month"),
        (f"{HEADING}\n{SEARCHES},2023-05,Northfield,,1\n", "area"),
        (f"{HEADING}\n{SEARCHES},2023-05,,,about ten\n", "records"),
        (f"{HEADING}\n{SEARCHES},2023-05,,,-1\n", "records"),
        (f'{HEADING}\n{SEARCHES},2023-05,,,"1,000"\n', "records"),
        (f"{HEADING}\n{SEARCHES},2023-05,,1\n", "line 2"),
        (f'{HEADING}\n"{SEARCHES}\n', "cannot be read"),
    ],
)
def test_totals_that_cannot_be_read_are_refused_by_line_and_field(text: str, field: str, tmp_path: Path) -> None:
    put(tmp_path, {"totals.csv": text})
    with pytest.raises(BadInput, match=field):
        control.read(tmp_path / "totals.csv")


# -- what readers would be told ----------------------------------------------------------------


def test_what_differs_once_the_file_is_whole_stops_the_load(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.load(w=wards(), may=may())
    before = snapshot.current(store.path)
    monkeypatch.setattr(
        exports, "as_csv", lambda answer: exports.written(exports.columns(answer), [])
    )  # a download loses its rows
    with pytest.raises(BadInput, match="does not add up") as refusal:
        store.load(june=may().replace("2023-05", "2023-06"))
    assert "Stop and search, May 2023, " in refusal.value.what
    assert "the table holds 3, the download says 0 and the map 3" in refusal.value.what
    assert snapshot.current(store.path) == before


KEY = ("2023-05", NORTH)


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (Told({KEY: 3}, {KEY: 3}, {KEY: 3}), []),
        (Told({KEY: 3}, {KEY: 3}, None), []),
        (Told({("2023-05", "unknown"): 3}, {("2023-05", "unknown"): 3}, {}), []),
        (Told({("2023-05", SOUTH): 3}, {("2023-05", SOUTH): 3}, {}), []),
        (
            Told({KEY: 3}, {KEY: 2}, {KEY: 3}),
            ["Stop and search, May 2023, North: the table holds 3, the download says 2 and the map 3"],
        ),
        (
            Told({KEY: 3}, {KEY: 3}, {}),
            ["Stop and search, May 2023, North: the table holds 3, the download says 3 and the map 0"],
        ),
        (Told({}, {}, {KEY: 1}), ["Stop and search, May 2023, North: the table holds 0, the download says 0 and the map 1"]),
        (
            Told({("2023-05", ""): 1}, {("2023-05", ""): 2}, None),
            ["Stop and search, May 2023: the table holds 1, the download says 2 and the map 1"],
        ),
    ],
)
def test_what_table_download_and_map_say_is_held_against_each_other(told: Told, words: list[str]) -> None:
    assert list(readers_road.differences(SOURCES[SEARCHES], told, {NORTH: "North"})) == words


def test_asking_leaves_nothing_behind(store: Store) -> None:
    store.load(w=wards(), may=may())
    assert list((store.path / "work").iterdir()) == []


# -- kept ---------------------------------------------------------------------------------


class Commanded:
    """A store filled and asked by the command alone."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder, self.capsys, self.loads = folder, capsys, 0

    def does(self, *given: str) -> tuple[int, str]:
        code = main([*given, "--store", str(self.folder / "store")])
        told = self.capsys.readouterr()
        return code, f"{told.out}{told.err}"

    def loads_(self, totals: str = "", by: str = "Ada", **files: str) -> tuple[int, str]:
        self.loads += 1
        put(self.folder / f"in{self.loads}", {name.replace("__", "."): text for name, text in files.items()})
        put(self.folder, {"totals.csv": f"{HEADING}\n{totals}"})
        more = ["--totals", str(self.folder / "totals.csv")] if totals else []
        return self.does(str(self.folder / f"in{self.loads}"), "--by", by, *more)


@pytest.fixture
def held(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Commanded:
    """Seven searches of May, which its supplier counts as seven."""
    store = Commanded(tmp_path, capsys)
    assert store.loads_(f"{SEARCHES},2023-05,,,7\n", w__geojson=wards(), may__csv=may())[0] == 0
    return store


def revised() -> str:
    """May as its publisher revised it: one search more in the north."""
    return whole_force(*[search(**at(IN_NORTH))] * 4, *[search(**at(IN_SOUTH))] * 2)


def test_a_later_load_is_held_to_a_total_that_came_with_an_earlier_one(held: Commanded) -> None:
    code, said = held.loads_(again__csv=revised())
    assert code == 2
    assert "Stop and search, May 2023: the supplier counts 7 records (kept since " in said
    assert "given by Ada) and 8 are held" in said
    assert "--withdraw-total" in said, "the way out"
    code, _ = held.loads_(april__csv=crimes(crime(Month="2023-04"), good=0))
    assert code == 0, "what the total is not of can be loaded"


def test_a_new_total_in_the_same_load_replaces_the_kept_one(held: Commanded) -> None:
    assert held.loads_(f"{SEARCHES},2023-05,,,8\n", by="Ben", again__csv=revised())[0] == 0
    _, listed = held.does("--list-totals")
    assert "8 records" in listed
    assert "given by Ben" in listed
    assert "7 records" not in listed


def test_a_total_given_with_nothing_new_is_checked_and_kept(held: Commanded) -> None:
    code, said = held.loads_(f"{SEARCHES},2023-05,{NORTH},,2\n", may__csv=may())
    assert (code, "counts 2 records and 3 are held" in said) == (2, True)
    assert held.loads_(f"{SEARCHES},2023-05,{NORTH},,3\n", may__csv=may())[0] == 0
    assert f"{NORTH}: 3 records" in held.does("--list-totals")[1]


def test_a_total_that_was_withdrawn_holds_nothing_and_says_why(held: Commanded) -> None:
    code, said = held.does("--withdraw-total", "1", "--by", "Ben")
    assert (code, "reason" in said) == (2, True), "not without a reason"
    assert held.does("--withdraw-total", "1", "--by", "Ben", "--note", "the publisher revised May")[0] == 0
    assert held.does("--list-totals")[1].startswith("No totals are kept.")
    assert held.loads_(again__csv=revised())[0] == 0
    assert held.does("--withdraw-total", "1", "--note", "the publisher revised May")[0] == 2, "once is enough"


def test_withdrawing_a_total_brings_none_back_that_it_replaced(held: Commanded) -> None:
    held.loads_(f"{SEARCHES},2023-05,,,8\n", again__csv=revised())
    held.does("--withdraw-total", "2", "--note", "they do not count any more")
    assert held.does("--list-totals")[1].startswith("No totals are kept.")


def test_undoing_a_load_takes_its_totals_back_and_those_before_hold_again(held: Commanded) -> None:
    held.loads_(f"{SEARCHES},2023-05,,,8\n", again__csv=revised())
    assert held.does("--undo", "--by", "Ben")[0] == 0
    assert "7 records" in held.does("--list-totals")[1]
    assert held.loads_(april__csv=crimes(crime(Month="2023-04"), good=0))[0] == 0, "what stands comes to them"


def test_a_load_that_is_refused_or_tried_out_keeps_no_total(held: Commanded) -> None:
    assert held.loads_(f"{SEARCHES},2023-05,,,9\n", again__csv=revised())[0] == 2
    assert "9 records" not in held.does("--list-totals")[1]
