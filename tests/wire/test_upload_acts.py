"""What is asked of an upload: tried out, published, corrected, discarded; and nothing that is forged."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from data_access import ledger, snapshot
from data_access.ingest.__main__ import main
from data_access.ingest.arriving import corrections
from data_access.ingest.desk import incoming, reception
from data_access.ingest.loading.load import Options, load
from data_access.uploads import Incoming, Step, Wrong
from layouts.ids import Ids
from tests.evil.made_up import search
from tests.loading import IN_NORTH, OURS, at, put, wards, whole_force
from tests.wire.asking import words
from tests.wire.hands import ED, Hands, month, typo
from tests.workbooks import book

# -- asking -------------------------------------------------------------------------------------


def test_a_dry_run_is_shown_and_published_with_a_name_and_a_note(hands: Hands) -> None:
    one = hands.tried(june__csv=month(6, rows=4))
    before = snapshot.current(hands.store).name
    assert "june.csv would change one month" in hands.seen()
    assert one.result is not None
    assert one.result.before == before
    publish = {"act": "publish", "id": one.id, "before": before, "note": "July  return"}
    assert "your name" in hands.told(publish, by="  ")
    assert snapshot.current(hands.store).name == before
    with incoming.held(hands.store, one.id):  # what ``publish`` writes before its process begins
        incoming.write(hands.store, replace(one, author="Ben", note="July return"))
    assert hands.run(one, Step.PUBLISHING).step is Step.PUBLISHED
    assert snapshot.current(hands.store).name != before
    with ledger.opened(ledger.address_of(hands.store)) as book:
        entry = book.entries()[0]
    assert (entry.author, entry.note, entry.before) == ("Ben", "July return", before)
    page = hands.page()
    assert "“July return”" in words(page[Ids.DESK_LOADS]["children"])
    assert "Published by Ben" in words(page[Ids.DESK_UPLOADS]["children"])
    assert hands.told({"act": "discard", "id": one.id}).startswith("Removed")
    assert hands.seen() == ""


def fewer(rows: int) -> str:
    """June once more, and no cut-out of what it was: other people were searched."""
    others = search(Gender="Female", Date="2023-06-10T10:00:00+00:00", **at(IN_NORTH))
    return whole_force(*[others] * rows).replace("2023-05", "2023-06")


def test_a_month_that_would_lose_many_records_wants_a_tick_and_says_how_many(hands: Hands) -> None:
    hands.run(hands.tried(june__csv=month(6, rows=40)), Step.PUBLISHING)
    half = hands.tried(june__csv=fewer(15))
    assert "would keep 17 of the 42 records it has now. If the file came in half" in hands.seen()
    assert half.result is not None
    asked = {"act": "publish", "id": half.id, "before": half.result.before}
    before = hands.everything
    assert "the tick that says you have seen" in hands.told(asked)
    assert hands.everything == before
    most = hands.tried(june__csv=fewer(35))
    assert most.result is not None
    assert not most.result.doubtful, "a few records fewer are a revision like any other"


def test_a_file_of_which_every_row_is_set_aside_cannot_be_published(hands: Hands) -> None:
    bad = search(Gender="Fmale", Date="2023-06-11T10:00:00+00:00", **at(IN_NORTH))
    header, *lines = whole_force(bad, bad).replace("2023-05", "2023-06").splitlines(keepends=True)
    one = hands.tried(june__csv="".join([header, *(line for line in lines if "Fmale" in line)]))
    assert "Nothing in june.csv can be loaded: every row is set aside" in hands.seen()
    assert "Publish" not in hands.seen()
    assert one.result is not None
    before = hands.everything
    told = hands.told({"act": "publish", "id": one.id, "before": one.result.before, "accept": "yes"})
    assert "Nothing was published" in told
    assert hands.everything == before


@pytest.mark.parametrize(("file", "content"), [("state.json", '{"at": "2026'), ("state.json", "[]"), ("result.json", "{}")])
def test_an_upload_whose_state_is_damaged_closes_nothing_and_can_be_discarded(hands: Hands, file: str, content: str) -> None:
    broken = hands.tried(june__csv=month(6))
    whole = hands.tried(july__csv=month(7))
    (hands.store / "incoming" / broken.id / file).write_text(content)
    assert "What is kept of it cannot be read" in hands.seen()
    assert "july.csv would change one month" in hands.seen()
    assert hands.gives("august.csv", month(8)).status_code == 201
    assert hands.told({"act": "discard", "id": broken.id}).startswith("Removed: june.csv")
    assert incoming.read(hands.store, whole.id).step is Step.TRIED


def test_what_was_published_meanwhile_is_not_written_over(hands: Hands, tmp_path: Path) -> None:
    one = hands.tried(june__csv=month(6))
    put(tmp_path / "other", {"july.csv": month(7)})
    assert main([str(tmp_path / "other"), "--store", str(hands.store)]) == 0
    current = snapshot.current(hands.store)
    failed = hands.run(one, Step.PUBLISHING)
    assert (failed.step, failed.stale) == (Step.TRIED, True)
    assert "has changed since the dry run" in hands.seen()
    assert snapshot.current(hands.store) == current
    assert hands.run(one, Step.TRYING).stale is False


def forged(one: Incoming, current: str) -> list[object]:
    publish = {"act": "publish", "id": one.id, "before": current, "accept": "yes"}
    correct = {"act": "correct", "id": one.id, "file": "june.csv", "column": "Gender", "line": "5", "value": "Female"}
    other = "0" * 32
    return [
        7,
        ["publish"],
        "publish",
        {"act": 7},
        {"act": "rm"},
        {"act": "__class__"},
        {"act": "publish"},
        *({**publish, "id": each} for each in (other, "..", "../snapshots", 7, None)),
        *({**publish, "before": each} for each in ("", None, "../CURRENT", "20991231T000000Z-00000000.duckdb", 7)),
        *({**publish, "accept": each} for each in ("no", "", None, True, ["yes"])),
        {**publish, "note": "x" * 501},
        {**publish, "note": "\x1b[2J"},
        *({"act": "discard", "id": each} for each in (other, "..", ".", "", None, 7, "../snapshots")),
        *({"act": "try", "id": each} for each in (other, "..", None, 7)),
        *({**correct, "id": each} for each in (other, "..", None)),
        *({**correct, "line": each} for each in ("4", "0", "-5", "99", "5.0", "５", "", None, 5, "1" * 5000)),
        *({**correct, "column": each} for each in ("Age range", "", "gender", None)),
        *({**correct, "file": each} for each in ("../../CURRENT", "may.csv", "", None)),
        *({**correct, "value": each} for each in ("Nonsense", "x" * 201, "Fe\nmale", "\0", None, 7, ["Female"])),
    ]


def test_what_is_forged_changes_nothing(hands: Hands) -> None:
    one = hands.tried(june__csv=typo(6))
    assert one.result is not None
    assert one.result.doubtful
    before, lies = hands.everything, forged(one, snapshot.current(hands.store).name)
    for asked in lies:
        reception.act(asked, "Ben", hands.our)
        assert hands.everything == before, asked
    for asked in lies[::9]:
        assert hands.asks(asked).status_code in {200, 400}
    for by in (None, 7, "", "\x1b", ["Ben"], "B" * 81):
        reception.act({"act": "publish", "id": one.id, "before": one.result.before, "accept": "yes"}, by, hands.our)
    assert hands.everything == before
    assert hands.asks(None).status_code == 204


def test_the_demonstration_gives_way_and_its_banner_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LION_STORE", str(tmp_path / "store"))
    load([put(tmp_path / "invented", {"a.csv": month(4)})], tmp_path / "store", OURS, options=Options(demonstration=True))
    hands = Hands(tmp_path / "store")
    one = hands.tried(may__csv=month(5))
    assert "The demonstration’s invented data gives way to what is loaded." in hands.seen()
    look = hands.asks({"act": "look"}).get_json()["response"]
    assert "Demonstration data." in json.dumps(look[Ids.BANNER])
    hands.run(one, Step.PUBLISHING)
    look = hands.asks({"act": "look"}).get_json()["response"]
    assert not look[Ids.BANNER]["children"]
    assert look[Ids.LOADED]["children"].startswith("Published data only")


# -- corrections --------------------------------------------------------------------------------


def test_a_row_is_corrected_and_counts_after_another_dry_run(hands: Hands) -> None:
    one = hands.tried(june__csv=typo(6))
    assert "Fmale" in hands.seen()
    correct = {"act": "correct", "id": one.id, "file": "june.csv", "column": "Gender", "line": "5", "value": "Female"}
    assert hands.told({**correct, "note": "typo"}).startswith("Line 5, Gender: corrected.")
    assert "Now: Female" in hands.seen()
    assert "Load again with corrections" in hands.seen()
    assert "A note, for the history" not in hands.seen(), "what was tried out is not what would be published"
    stale = {"act": "publish", "id": one.id, "before": snapshot.current(hands.store).name, "accept": "yes"}
    assert "Nothing was published" in hands.told(stale)
    (kept,) = corrections.listed(hands.store, hands.our)
    assert (kept.value, kept.author, kept.note, kept.source) == ("Female", "Ben", "typo", "stop-and-search")
    again = hands.run(one, Step.TRYING)
    assert again.result is not None
    assert again.result.reasons == ()
    assert "1 corrected value read instead" in hands.seen()


def test_rows_that_say_the_same_are_corrected_together_and_no_others(hands: Hands) -> None:
    wrong = [
        search(Gender=said, Date="2023-06-11T10:00:00+00:00", **at(IN_NORTH)) for said in ("Fmale", "Fmale", "Mael", "Fmale")
    ]
    one = hands.tried(june__csv=month(6, *wrong))
    assert "Correct all 3 that say this" in hands.seen()
    assert "New words: “Fmale” and “Mael”." in hands.seen()
    correct = {"act": "correct", "id": one.id, "file": "june.csv", "column": "Gender", "line": "5", "alike": "yes"}
    assert "still breaks a rule" in hands.told({**correct, "value": "Nonsense"})
    assert hands.told({**correct, "value": "Female"}).startswith("3 lines, Gender: corrected.")
    assert [each.line for each in corrections.listed(hands.store, hands.our)] == [5, 6, 8]
    found = hands.run(one, Step.TRYING).result
    assert found is not None
    assert [[row.line for row in reason.shown] for reason in found.reasons] == [[7]]


def test_a_row_of_a_sheet_is_corrected_by_the_line_that_excel_shows(hands: Hands) -> None:
    rows = [["Searches of June"], [], *csv.reader(io.StringIO(typo(6)))]
    one = hands.tried(june__xlsx=book({"Searches": rows}))
    assert one.result is not None
    assert [(reason.file, reason.shown) for reason in one.result.reasons] == [("june.xlsx › Searches", (Wrong(7, "Fmale"),))]
    asked = {"act": "correct", "id": one.id, "file": "june.xlsx › Searches", "column": "Gender", "line": "7", "value": "Female"}
    assert "Line 7, Gender: corrected." in hands.told(asked)
    found = hands.run(one, Step.TRYING).result
    assert found is not None
    assert found.reasons == ()


def test_a_published_file_that_is_given_again_shows_its_rows_and_takes_corrections(hands: Hands) -> None:
    first = hands.tried(june__csv=typo(6))
    hands.run(first, Step.PUBLISHING)
    again = hands.tried(june__csv=typo(6))
    assert again.result is not None
    assert not again.result.changes
    assert "june.csv would change nothing" in hands.seen()
    correct = {"act": "correct", "id": again.id, "file": "june.csv", "column": "Gender", "line": "5", "value": "Female"}
    assert "corrected" in hands.told(correct)
    found = hands.run(again, Step.TRYING).result
    assert found is not None
    assert found.changes
    assert [(each.was.located, each.now.located) for each in found.months] == [(3, 4)]


def with_ages(*ages: str) -> str:
    rows = list(csv.DictReader(io.StringIO(ED)))
    for row, age in zip(rows, ages, strict=False):
        row["AGE"] = age
    text = io.StringIO()
    writer = csv.DictWriter(text, rows[0].keys(), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def test_what_stands_in_a_file_about_people_is_shown_nowhere_and_kept_nowhere_else(hands: Hands) -> None:
    one = hands.tried(ed__csv=with_ages("thirtyish"))
    assert "not shown: the file is about people" in hands.seen()
    upload = hands.store / "incoming" / one.id
    assert "thirtyish" not in json.dumps(hands.page())
    assert not any("thirtyish" in path.read_text(encoding="utf-8") for path in upload.glob("*.*"))
    correct = {"act": "correct", "id": one.id, "file": "ed.csv", "column": "AGE", "line": "2", "value": "07700 900123"}
    refused = hands.told(correct)
    assert "looks like a telephone number" in refused
    assert "900123" not in refused
    assert corrections.listed(hands.store, hands.our) == ()
    assert "corrected" in hands.told({**correct, "value": "31"})
    assert "Corrected." in hands.seen()


def test_a_file_that_names_somebody_is_refused_and_not_kept(hands: Hands) -> None:
    one = hands.tried(ed__csv=with_ages("1985-04-03"), june__csv=month(6))
    assert one.names == ("june.csv",)
    assert "It was removed from here." in hands.seen()
    assert "1985" not in hands.seen()
    assert not any(b"1985-04-03" in content for content in hands.everything.values())


# -- a store without anything ----------------------------------------------------------------------


def test_the_first_files_of_all_can_be_given_in_the_browser(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LION_STORE", str(tmp_path))
    hands = Hands(tmp_path)
    assert "Nothing has been loaded yet." in words(hands.page()[Ids.DESK_CHANGES]["children"])
    one = hands.tried(wards__geojson=wards(), may__csv=month(5))
    assert "wards.geojson and may.csv would change one month" in hands.seen()
    assert hands.run(one, Step.PUBLISHING).step is Step.PUBLISHED
    assert "what readers see" in words(hands.page()[Ids.DESK_LOADS]["children"])
