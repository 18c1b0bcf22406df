"""The data desk: for whoever sits at this machine, and for nobody else, whatever they send."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app, create_server
from callbacks.guard import CALLBACK
from data_access import ledger, settings, snapshot
from data_access.ingest.__main__ import main
from data_access.ingest.desk import incoming
from data_access.uploads import Incoming
from layouts.ids import Ids
from tests.evil.made_up import search
from tests.loading import IN_NORTH, at, put, wards, whole_force
from tests.wire.asking import Answer, by_place, words

PATIENCE_S = 120.0


class Desk:
    """A store of two loads, and an app over it."""

    def __init__(self, store: Path) -> None:
        self.store = store
        self.our = replace(settings.read({}), store=self.store)
        app = create_app(self.our)
        self.outputs = sorted(app.callback_map)
        self.client: FlaskClient = app.server.test_client()

    @property
    def current(self) -> str:
        return snapshot.current(self.store).name

    def page(self, peer: str = "127.0.0.1", **headers: str) -> Answer:
        inputs = [
            {"id": Ids.URL, "property": name, "value": value} for name, value in (("pathname", "/data-desk"), ("search", ""))
        ]
        body = {"output": f"{Ids.ANSWER}.data", "outputs": {"id": Ids.ANSWER, "property": "data"}, "inputs": inputs}
        answer = self.sent({**body, "changedPropIds": [f"{Ids.URL}.pathname"]}, peer, **headers)
        assert answer.status_code == 200, answer.text
        return by_place(answer.get_json()["response"][Ids.ANSWER]["data"])

    def undoes(
        self, shown: object, by: object = "Ben", peer: str = "127.0.0.1", clicks: object = 1, **headers: str
    ) -> TestResponse:
        output = next(name for name in self.outputs if name.startswith(f"..{Ids.DESK_DONE}."))
        outputs = [dict(zip(("id", "property"), each.split(".", 1), strict=True)) for each in output.strip(".").split("...")]
        body = {
            "output": output,
            "outputs": outputs,
            "inputs": [{"id": Ids.DESK_SURE, "property": "n_clicks", "value": clicks}],
            "state": [
                {"id": Ids.DESK_SHOWN, "property": "data", "value": shown},
                {"id": Ids.DESK_AUTHOR, "property": "value", "value": by},
            ],
            "changedPropIds": [f"{Ids.DESK_SURE}.n_clicks"],
        }
        return self.sent(body, peer, **headers)

    def ended(self) -> Incoming:
        """The undo, once its process has come to its end."""
        until = time.monotonic() + PATIENCE_S
        while (work := incoming.listed(self.store)[0]).running:
            assert time.monotonic() < until, "the process never ended"
            time.sleep(0.05)
        return work

    def sent(self, body: object, peer: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.client.post(
            CALLBACK,
            data=json.dumps(body),
            content_type="application/json",
            headers=named,
            environ_overrides={"REMOTE_ADDR": peer},
        )


def day(month_of_2023: int) -> str:
    return f"2023-{month_of_2023:02}-10T10:00:00+00:00"


def month(number: int, rows: int, *more: list[str]) -> str:
    made = whole_force(*[search(Date=day(number), **at(IN_NORTH))] * rows, *more)
    return made.replace("2023-05", f"2023-{number:02}")


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of two loads by Ada, the second with a row that cannot be used."""
    folder = tmp_path_factory.mktemp("desk")
    put(folder / "first", {"wards.geojson": wards(), "may.csv": month(5, 1)})
    put(folder / "second", {"june.csv": month(6, 3, search(Gender="Unheard of", Date=day(6)))})
    for given in ("first", "second"):
        assert main([str(folder / given), "--store", str(folder / "store"), "--by", "Ada Analyst", "--accept-bad-rows"]) == 0
    return folder / "store"


@pytest.fixture
def desk(loaded: Path, tmp_path: Path) -> Desk:
    return Desk(copytree(loaded, tmp_path / "store"))


def said(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["response"][Ids.DESK_DONE]["children"])


# -- what it shows -----------------------------------------------------------------------------


def test_the_desk_shows_who_loaded_what_what_it_changed_and_which_rows_were_set_aside(desk: Desk) -> None:
    page = desk.page()
    loads, changes, aside = (words(page[place]["children"]) for place in (Ids.DESK_LOADS, Ids.DESK_CHANGES, Ids.DESK_ASIDE))
    assert "Ada Analyst" in loads
    assert "june.csv" in loads
    assert "may.csv" in loads
    assert "what readers see" in loads
    assert "2023-06" in changes
    assert "2023-05" not in changes
    assert "+3" in changes
    assert "unknown category" in aside
    assert "Unheard of" not in aside, "a value is not repeated"
    assert page[Ids.DESK_ACTIONS]["hidden"] is False


def test_an_undo_publishes_the_snapshot_before_records_who_and_tells_the_page(desk: Desk) -> None:
    taken_back = desk.current
    answer = desk.undoes(taken_back, "Ben")
    assert said(answer).startswith("It has begun")
    begun = by_place(answer.get_json()["response"][Ids.ANSWER]["data"])
    assert "Asked for by Ben" in words(begun[Ids.DESK_UPLOADS]["children"])
    assert desk.ended().progress.startswith("Taken back. ")
    assert desk.current < taken_back
    page = desk.page()
    assert "Taken back by Ben" in words(page[Ids.DESK_UPLOADS]["children"])
    assert "Undid a load" in words(page[Ids.DESK_LOADS]["children"])
    with ledger.opened(ledger.address_of(desk.store)) as book:
        assert (book.entries()[0].author, book.entries()[0].before) == ("Ben", taken_back)


def test_over_a_damaged_snapshot_the_desk_says_so_and_goes_back_to_the_whole_one(desk: Desk) -> None:
    first, second = snapshot.kept(desk.store)
    second.write_bytes(second.read_bytes()[:-1])
    page = desk.page()
    assert "Nothing can be compared" in words(page[Ids.DESK_CHANGES]["children"])
    assert "is cut short" in words(page[Ids.DESK_CHANGES]["children"])
    assert page[Ids.DESK_ACTIONS]["hidden"] is False
    assert "has changed since you looked" in said(desk.undoes(second.name)), "nobody can have looked at that one"
    desk.undoes(first.name, "Ben")
    assert desk.ended().progress == "Taken back. Readers see what they saw; load again what came after it."
    assert desk.current == first.name
    with ledger.opened(ledger.address_of(desk.store)) as book:
        assert "is cut short" in book.entries()[0].note


def test_what_would_be_undone_is_said_before(desk: Desk) -> None:
    outputs = [{"id": Ids.DESK_ASKED, "property": "children"}, {"id": Ids.DESK_SURE, "property": "hidden"}]
    outputs.append({"id": Ids.DESK_SHOWN, "property": "data"})
    body = {
        "output": f"..{Ids.DESK_ASKED}.children...{Ids.DESK_SURE}.hidden...{Ids.DESK_SHOWN}.data..",
        "outputs": outputs,
        "inputs": [{"id": Ids.DESK_ASK, "property": "n_clicks", "value": 1}],
        "changedPropIds": [f"{Ids.DESK_ASK}.n_clicks"],
    }
    told = desk.sent(body, "127.0.0.1").get_json()["response"]
    assert "what Ada Analyst loaded on" in told[Ids.DESK_ASKED]["children"]
    assert told[Ids.DESK_SHOWN]["data"] == desk.current
    refused = desk.sent(body, "203.0.113.9").get_json()["response"]
    assert "on the machine that Lion runs on" in refused[Ids.DESK_ASKED]["children"]
    assert refused[Ids.DESK_SHOWN]["data"] is None


def test_a_second_press_undoes_nothing_more(desk: Desk) -> None:
    shown = desk.current
    assert said(desk.undoes(shown)).startswith("It has begun")
    assert desk.ended().progress.startswith("Taken back. ")
    before = desk.current
    assert "has changed since you looked" in said(desk.undoes(shown))
    assert desk.current == before


# -- attacks -----------------------------------------------------------------------------------

ELSEWHERE: list[tuple[str, dict[str, str]]] = [
    ("203.0.113.9", {}),
    ("10.0.0.7", {}),
    ("::ffff:203.0.113.9", {}),
    ("", {}),
    ("unix:", {}),
    ("203.0.113.9", {"X_Forwarded_For": "127.0.0.1"}),
    ("203.0.113.9", {"Host": "127.0.0.1"}),
    ("127.0.0.1", {"X_Forwarded_For": "127.0.0.1"}),
    ("127.0.0.1", {"X_Forwarded_For": ""}),
    ("127.0.0.1", {"X_Forwarded_For": "203.0.113.9"}),
    ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
    ("127.0.0.1", {"X_Real_IP": "127.0.0.1"}),
    ("127.0.0.1", {"Via": "1.1 proxy"}),
    ("127.0.0.1", {"X_Forwarded": "for=127.0.0.1"}),
    ("127.0.0.1", {"X_Forwarded_Port": "443"}),
    ("127.0.0.1", {"X_Original_Forwarded_For": "127.0.0.1"}),
    ("127.0.0.1", {"X_Cluster_Client_IP": "127.0.0.1"}),
    ("127.0.0.1", {"Fastly_Client_IP": "127.0.0.1"}),
    ("127.0.0.1", {"True_Client_IP": "127.0.0.1"}),
    ("127.0.0.1", {"Host": "lion.elsewhere.example", "Origin": "http://lion.elsewhere.example"}),  # a name that resolves to here
    ("127.0.0.1", {"Host": "127.0.0.1.elsewhere.example"}),
    ("127.0.0.1", {"Host": "localhost.elsewhere.example"}),
    ("127.0.0.1", {"Host": "localhost@elsewhere.example"}),
    ("127.0.0.1", {"Host": "0.0.0.0"}),
]


@pytest.mark.parametrize(("peer", "headers"), ELSEWHERE, ids=[f"{peer or 'nobody'}-{headers}" for peer, headers in ELSEWHERE])
def test_from_elsewhere_the_desk_shows_nothing_and_undoes_nothing(peer: str, headers: dict[str, str], desk: Desk) -> None:
    before = desk.current
    undone = desk.undoes(before, peer=peer, **headers)
    assert undone.status_code in {400, 403} or "on the machine that Lion runs on" in said(undone)
    assert desk.current == before
    if undone.status_code == 200:
        page = desk.page(peer, **headers)
        assert "on the machine that Lion runs on" in words(page[Ids.DESK_CLOSED]["children"])
        assert page[Ids.DESK_ACTIONS]["hidden"] is True
        assert "Ada" not in json.dumps(page)
        assert "may.csv" not in json.dumps(page)


@pytest.mark.parametrize(("told", "opens"), [("", False), ("closed", False), ("open", True)])
def test_a_server_that_a_proxy_may_stand_before_opens_its_desk_only_when_told(
    told: str, opens: bool, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LION_STORE", str(desk.store))
    monkeypatch.setenv("LION_DESK", told)
    desk.client = create_server().test_client()  # a proxy that adds no header looks like whoever sits here
    before = desk.current
    assert ("Ada" in json.dumps(desk.page())) is opens
    assert ("on the machine that Lion runs on" in said(desk.undoes(before))) is not opens
    if opens:
        desk.ended()
    assert (desk.current != before) is opens


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://elsewhere.example"},
        {"Origin": "null"},
        {"Sec_Fetch_Site": "cross-site", "Origin": "http://localhost"},
        {"Sec_Fetch_Site": "same-site"},
        {"Origin": "http://localhost:8051"},
    ],
)
def test_another_site_s_post_is_refused_before_anything_is_undone(headers: dict[str, str], desk: Desk) -> None:
    before = desk.current
    assert desk.undoes(before, **headers).status_code == 403
    assert desk.current == before


def test_another_site_s_form_is_refused(desk: Desk) -> None:
    before = desk.current
    form = desk.client.post(CALLBACK, data="{}", content_type="text/plain", environ_overrides={"REMOTE_ADDR": "127.0.0.1"})
    assert form.status_code == 415
    assert desk.current == before


@pytest.mark.parametrize("shown", [None, "", 7, [], {}, "../CURRENT", "20991231T000000Z-00000000.duckdb"])
def test_a_forged_snapshot_undoes_nothing(shown: object, desk: Desk) -> None:
    before = desk.current
    assert "othing was undone" in said(desk.undoes(shown))
    assert desk.current == before


@pytest.mark.parametrize("by", [None, "", "   ", 7, ["Ben"], "B" * 81, "Ben\x1b[2J"])
def test_whoever_gives_no_name_undoes_nothing(by: object, desk: Desk) -> None:
    before = desk.current
    assert "name" in said(desk.undoes(before, by))
    assert desk.current == before


@pytest.mark.parametrize("clicks", [None, 0, False, ""])
def test_an_undo_that_nobody_pressed_is_none(clicks: object, desk: Desk) -> None:
    before = desk.current
    assert desk.undoes(before, clicks=clicks).status_code == 204
    assert desk.current == before


def test_a_name_is_shown_as_text_and_never_as_markup(desk: Desk) -> None:
    desk.undoes(desk.current, "<img src=x onerror=alert(1)>")
    desk.ended()
    page = desk.page()
    assert "<img src=x onerror=alert(1)>" in words(page[Ids.DESK_LOADS]["children"])
    assert '["img"' not in json.dumps(page)
