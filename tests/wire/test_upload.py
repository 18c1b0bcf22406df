"""What is given and asked at the data desk: by whoever sits at this machine, and by nobody else, whatever they send."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import CALLBACK, GIVEN
from data_access import ledger, settings, snapshot
from data_access.ingest import attending, corrections, incoming, lock, reception
from data_access.ingest.__main__ import main
from data_access.uploads import Incoming, Step
from layouts.ids import Ids
from tests.evil.made_up import search
from tests.house.tree import TOP
from tests.loading import IN_NORTH, at, put, wards, whole_force
from tests.wire.asking import Answer, by_place, words
from tests.wire.test_desk import ELSEWHERE

BYTES = "application/octet-stream"
ED = (TOP / "tests/fixtures/sources/ed-assaults/with-extras.csv").read_text(encoding="utf-8")


def month(number: int, *more: list[str], rows: int = 3) -> str:
    good = search(Date=f"2023-{number:02}-10T10:00:00+00:00", **at(IN_NORTH))
    return whole_force(*[good] * rows, *more).replace("2023-05", f"2023-{number:02}")


def typo(number: int) -> str:
    return month(number, search(Gender="Fmale", Date=f"2023-{number:02}-11T10:00:00+00:00", **at(IN_NORTH)))


class Hands:
    """Somebody at the desk of a store."""

    def __init__(self, store: Path, most_mb: int = 500) -> None:
        self.store = store
        self.our = replace(settings.read({}), store=store, upload_mb=most_mb)
        app = create_app(self.our)
        self.client = app.server.test_client()
        self.output = next(name for name in app.callback_map if name.startswith(f"..{Ids.DESK_TOLD}."))

    def gives(self, name: str, content: str | bytes = "x", peer: str = "127.0.0.1", /, **asked: str) -> TestResponse:
        headers = {key.removeprefix("h_").replace("_", "-"): asked.pop(key) for key in list(asked) if key.startswith("h_")}
        kind = asked.pop("kind", BYTES)
        data = content if isinstance(content, bytes) else content.encode()
        where = {"REMOTE_ADDR": peer}
        query = {"name": name, **asked}
        return self.client.post(GIVEN, query_string=query, data=data, content_type=kind, headers=headers, environ_overrides=where)

    def given(self, **files: str | bytes) -> Incoming:
        """An upload of these files, not yet tried out."""
        to = ""
        for name, content in files.items():
            answer = self.gives(name.replace("__", "."), content, to=to, by="Ada")
            assert answer.status_code == 201, answer.text
            to = answer.get_json()["id"]
        return incoming.read(self.store, to)

    def tried(self, **files: str | bytes) -> Incoming:
        """The same, after the dry run's process did its work; here, so that nobody waits for it."""
        return self.run(self.given(**files), Step.TRYING)

    def run(self, one: Incoming, step: Step) -> Incoming:
        with incoming.held(self.store, one.id):
            incoming.write(self.store, replace(incoming.read(self.store, one.id), step=step))
            attending.main([step, one.id])
        return incoming.read(self.store, one.id)

    def asks(self, asked: object, by: object = "Ben", peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        outputs = [dict(zip(("id", "property"), each.split(".", 1), strict=True)) for each in self.output.strip(".").split("...")]
        body = {
            "output": self.output,
            "outputs": outputs,
            "inputs": [{"id": Ids.DESK_ACT, "property": "data", "value": asked}],
            "state": [
                {"id": Ids.DESK_AUTHOR, "property": "value", "value": by},
                {"id": Ids.URL, "property": "search", "value": ""},
            ],
            "changedPropIds": [f"{Ids.DESK_ACT}.data"],
        }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(CALLBACK, json=body, headers=named, environ_overrides={"REMOTE_ADDR": peer})

    def told(self, asked: object, by: object = "Ben") -> str:
        answer = self.asks(asked, by)
        assert answer.status_code == 200, answer.text
        return str(answer.get_json()["response"].get(Ids.DESK_TOLD, {}).get("children", ""))

    def page(self) -> Answer:
        return by_place(self.asks({"act": "look"}).get_json()["response"][Ids.ANSWER]["data"])

    def seen(self) -> str:
        return words(self.page()[Ids.DESK_UPLOADS]["children"])

    @property
    def everything(self) -> dict[str, bytes]:
        return {
            str(path): path.read_bytes() for path in sorted(self.store.rglob("*")) if path.is_file() and path.suffix != ".lock"
        }


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("upload")
    put(folder / "first", {"wards.geojson": wards(), "may.csv": month(5)})
    assert main([str(folder / "first"), "--store", str(folder / "store"), "--by", "Ada Analyst"]) == 0
    return folder / "store"


@pytest.fixture
def hands(loaded: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hands:
    store = copytree(loaded, tmp_path / "store")
    monkeypatch.setenv("LION_STORE", str(store))  # for the work that a process of its own would do
    return Hands(store)


# -- giving files ------------------------------------------------------------------------------


def test_a_file_is_kept_as_its_bytes_and_further_ones_join_it(hands: Hands) -> None:
    one = hands.given(a__csv=b"\x00\xff", b__csv="b")
    assert (one.names, one.author, one.step) == (("a.csv", "b.csv"), "Ada", Step.COMING)
    assert incoming.path_of(hands.store, one.id, "a.csv").read_bytes() == b"\x00\xff"
    assert "a.csv and b.csv came, and was not tried out" in hands.seen()


@pytest.mark.parametrize(("peer", "headers"), ELSEWHERE, ids=[f"{peer or 'nobody'}-{headers}" for peer, headers in ELSEWHERE])
def test_from_elsewhere_nothing_is_given_nor_asked(peer: str, headers: dict[str, str], hands: Hands) -> None:
    one = hands.tried(june__csv=month(6))
    before = hands.everything
    assert hands.gives("a.csv", "x", peer, **{f"h_{name}": value for name, value in headers.items()}).status_code in {400, 403}
    for act in ("look", "try", "publish", "discard", "correct"):
        answer = hands.asks({"act": act, "id": one.id, "before": snapshot.current(hands.store).name}, "Ben", peer, **headers)
        if answer.status_code == 200:
            told = answer.get_json()["response"]
            assert "on the machine that Lion runs on" in told[Ids.DESK_TOLD]["children"]
            assert set(told) == {Ids.DESK_TOLD}
        else:
            assert answer.status_code in {400, 403}
    assert hands.everything == before


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://localhost:8051"},
    ],
)
def test_another_site_s_page_gives_nothing_and_asks_nothing(headers: dict[str, str], hands: Hands) -> None:
    one = hands.given(a__csv="a")
    before = hands.everything
    assert hands.gives("b.csv", "x", **{f"h_{name}": value for name, value in headers.items()}).status_code == 403
    assert hands.asks({"act": "discard", "id": one.id}, **headers).status_code == 403
    assert hands.everything == before


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/csv", ""]
)
def test_what_a_form_of_any_site_could_send_is_refused(hands: Hands, kind: str) -> None:
    assert hands.gives("a.csv", kind=kind).status_code == 415
    assert incoming.listed(hands.store) == ()


def test_a_file_larger_than_the_limit_is_refused_before_it_is_read(hands: Hands) -> None:
    small = Hands(hands.store, most_mb=1)
    answer = small.gives("large.csv", b"x" * 1_000_001)
    assert answer.status_code == 413
    assert "larger than 1 MB" in answer.text
    assert "LION_UPLOAD_MB" in answer.text
    assert small.gives("fits.csv", b"x" * 1_000_000).status_code == 201, "more than a question may hold"
    assert [one.names for one in incoming.listed(hands.store)] == [("fits.csv",)]


def test_a_file_that_does_not_say_how_long_it_is_is_refused(hands: Hands) -> None:
    answer = hands.gives("a.csv", h_Transfer_Encoding="chunked")
    assert answer.status_code == 411
    assert incoming.listed(hands.store) == ()


@pytest.mark.parametrize(
    "name", ["", "..", "../../CURRENT", "/etc/passwd", "a\\b.csv", ".hidden", "a\0.csv", "a\n.csv", "x" * 201]
)
def test_a_name_that_leads_elsewhere_is_refused_and_begins_no_upload(hands: Hands, name: str) -> None:
    before = hands.everything
    answer = hands.gives(name)
    assert answer.status_code == 400
    assert "name cannot be used" in answer.text
    assert hands.everything == before


@pytest.mark.parametrize("to", ["..", "../snapshots", "0" * 32, "a" * 31, "%2e%2e", "\0" * 32])
def test_an_upload_that_is_none_takes_no_file(hands: Hands, to: str) -> None:
    before = hands.everything
    answer = hands.gives("a.csv", to=to)
    assert answer.status_code == 400
    assert "no such upload" in answer.text
    assert hands.everything == before


@pytest.mark.parametrize("by", ["B" * 81, "Ben\x1b[2J"])
def test_a_name_that_is_none_gives_nothing(hands: Hands, by: str) -> None:
    assert hands.gives("a.csv", by=by).status_code == 400
    assert incoming.listed(hands.store) == ()


def test_an_upload_that_was_read_takes_no_more_and_one_that_is_busy_says_so(hands: Hands) -> None:
    one = hands.tried(june__csv=month(6))
    assert "read already" in hands.gives("b.csv", to=one.id).text
    with incoming.held(hands.store, one.id):
        assert hands.gives("b.csv", to=one.id).status_code == 409
        assert "under way" in hands.told({"act": "discard", "id": one.id})


@pytest.mark.parametrize("path", ["/data-desk/incoming/", "/data-desk/incoming/x", "/data-desk", "/data-desk/incoming/../x"])
def test_nothing_can_be_sent_beside_the_one_address(hands: Hands, path: str) -> None:
    answer = hands.client.post(path, data=b"x", content_type=BYTES, environ_overrides={"REMOTE_ADDR": "127.0.0.1"})
    assert answer.status_code == 405


def test_what_was_given_is_never_served(hands: Hands) -> None:
    one = hands.given(page__html="<script>alert(1)</script>")
    for path in (f"{GIVEN}/{one.id}/page.html", f"/incoming/{one.id}/given/page.html", GIVEN):
        assert "alert" not in hands.client.get(path).text


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


def test_while_another_load_runs_an_upload_waits_and_says_why(hands: Hands) -> None:
    one = hands.given(june__csv=month(6))
    with lock.held(hands.store):
        assert hands.run(one, Step.TRYING).step is Step.FAILED
        assert "Another load is running in this store" in hands.seen()
    tried = hands.run(one, Step.TRYING)
    assert tried.step is Step.TRIED
    with lock.held(hands.store):
        failed = hands.run(tried, Step.PUBLISHING)
    assert (failed.step, failed.result) == (Step.TRIED, tried.result)
    assert "Another load is running" in hands.seen()


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
