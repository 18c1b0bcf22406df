"""The review of places in words: for whoever sits at this machine; forged answers change nothing."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from pathlib import Path
from shutil import copytree

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import CALLBACK
from data_access import ledger, settings, snapshot
from data_access.ingest.desk import reception
from data_access.ledger.places import digest_of
from data_access.uploads import Incoming
from layouts.ids import Ids
from tests.loading import NORTH, Store, wards
from tests.spec.test_places_in_words import NAMES, came, hospital
from tests.wire.asking import Answer, by_place, words

PATIENCE_S = 120.0
TWIN, POND = digest_of("twinley close"), digest_of("by the pond")


class Review:
    """A store with words that wait, and an app over it."""

    def __init__(self, store: Path) -> None:
        self.store, self.search = store, ""
        self.our = replace(settings.read({}), store=store)
        app = create_app(self.our)
        self.outputs = sorted(app.callback_map)
        self.client: FlaskClient = app.server.test_client()

    def page(self, search: str = "", peer: str = "127.0.0.1") -> Answer:
        values = (("pathname", "/data-desk/places"), ("search", search))
        inputs = [{"id": Ids.URL, "property": name, "value": value} for name, value in values]
        body = {"output": f"{Ids.ANSWER}.data", "outputs": {"id": Ids.ANSWER, "property": "data"}, "inputs": inputs}
        answer = self.sent({**body, "changedPropIds": [f"{Ids.URL}.pathname"]}, peer)
        return by_place(answer.get_json()["response"][Ids.ANSWER]["data"])

    def says(self, deed: object, by: object = "Ben", peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        output = next(name for name in self.outputs if name.startswith(f"..{Ids.PLACES_DONE}.children"))
        outputs = [dict(zip(("id", "property"), each.split(".", 1), strict=True)) for each in output.strip(".").split("...")]
        states = ((Ids.PLACES_AUTHOR, "value", by), (Ids.URL, "search", self.search))
        body = {
            "output": output,
            "outputs": outputs,
            "inputs": [{"id": Ids.PLACES_DEED, "property": "data", "value": deed}],
            "state": [dict(zip(("id", "property", "value"), each, strict=True)) for each in states],
            "changedPropIds": [f"{Ids.PLACES_DEED}.data"],
        }
        return self.sent(body, peer, **headers)

    def again(self, by: object = "Ben", peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        return self.says({"deed": "place"}, by, peer, **headers)

    def ended(self) -> Incoming:
        """The placing again, once its process has come to its end."""
        until = time.monotonic() + PATIENCE_S
        while (work := reception.placing(self.our)) is not None and work.running:
            assert time.monotonic() < until, "the process never ended"
            time.sleep(0.05)
        assert work is not None
        return work

    def sent(self, body: object, peer: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        where = {"REMOTE_ADDR": peer}
        return self.client.post(
            CALLBACK, data=json.dumps(body), content_type="application/json", headers=named, environ_overrides=where
        )

    def answers(self) -> list[tuple[str, str, str]]:
        with ledger.opened(ledger.address_of(self.store)) as book:
            return [(each.said, str(each.verdict), each.author) for each in book.places.standing().values()]


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    store = Store(tmp_path_factory.mktemp("review"))
    waiting = [came("12 Twinley Close"), came("Twinley Close"), came("by the pond"), came("n/k"), came("Larkfen Road")]
    assert store.load(wards__geojson=wards(), names__csv=NAMES, ed__csv=hospital(*waiting, came("home"))).ok
    return store.path


@pytest.fixture
def review(loaded: Path, tmp_path: Path) -> Review:
    return Review(copytree(loaded, tmp_path / "store"))


def done(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    return str(answer.get_json()["response"][Ids.PLACES_DONE]["children"])


def chosen(digest: str = POND, **more: object) -> dict[str, object]:
    return {"deed": "answer", "digest": digest, "choice": "nowhere", "lat": "", "lng": "", "ward": "", "note": "", **more}


# -- what it shows -----------------------------------------------------------------------------


def test_the_texts_that_wait_are_listed_with_what_they_may_mean(review: Review) -> None:
    page = review.page()
    queue = words(page[Ids.PLACES_QUEUE]["children"])
    assert "texts hold up 4 rows" in queue
    for text in ("twinley close", "by the pond", "n/k"):
        assert text in queue
    assert "larkfen" not in queue, "what was found surely does not wait"
    twin = review.page(f"?text={TWIN[:16]}")
    asked, choice = (words(twin[place]["children"]) for place in (Ids.PLACES_ASKED, Ids.PLACES_CHOICE))
    assert "Where was “twinley close”?" in asked
    assert "it could be Twinley Close" in asked
    assert choice.count("Twinley Close (street)") == 2
    assert "a home, never placed 1" in words(page[Ids.PLACES_LEAD]["children"])


@pytest.mark.parametrize("search", ["?text=", "?text=zz", "?text=" + "9" * 400, "?text=%00", "?other=1"])
def test_an_address_that_names_no_text_shows_the_first(review: Review, search: str) -> None:
    assert "Where was “" in words(review.page(search)[Ids.PLACES_ASKED]["children"])


def test_an_answer_is_kept_with_its_author_and_the_text_waits_no_longer(review: Review) -> None:
    answer = review.says(chosen(note=" seen on the CCTV "), "Ada Analyst")
    assert done(answer) == "Kept: “by the pond” names no place."
    page = by_place(answer.get_json()["response"][Ids.ANSWER]["data"])
    assert "by the pond" not in words(page[Ids.PLACES_QUEUE]["children"])
    stands = words(page[Ids.PLACES_ANSWERED]["children"])
    assert "Ada Analyst" in stands
    assert "seen on the CCTV" in stands
    assert "One row waits to be placed again." in words(page[Ids.PLACES_LEFT]["children"])
    assert review.answers() == [("by the pond", "nowhere", "Ada Analyst")]


@pytest.mark.parametrize(
    ("deed", "verdict", "told"),
    [
        (chosen(TWIN, choice="1"), "point", "“twinley close” is Twinley Close"),
        (chosen(choice="point", lat="51.455", lng=" -0.02 "), "point", "is a point on the map"),
        (chosen(choice="ward", ward=NORTH), "ward", "is somewhere in "),
        (chosen(choice="home"), "home", "speaks of a home"),
    ],
)
def test_every_kind_of_answer_can_be_given(review: Review, deed: object, verdict: str, told: str) -> None:
    assert told in done(review.says(deed))
    assert [each[1] for each in review.answers()] == [verdict]


def test_the_words_of_a_home_are_not_in_the_ledger(review: Review) -> None:
    review.says(chosen(choice="home"))
    assert review.answers() == [("", "home", "Ben")]
    assert b"by the pond" not in (review.store / "ledger.sqlite").read_bytes()


def test_placing_again_places_the_rows_and_the_queue_is_shorter(review: Review) -> None:
    before = snapshot.current(review.store).name
    review.says(chosen(choice="point", lat="51.455", lng="-0.02"))
    begun = review.again("Ada")
    assert done(begun) == ""
    assert set(by_place(begun.get_json()["response"][Ids.ANSWER]["data"])) == {Ids.PLACES_LEFT}, "the form stays as it is"
    work = review.ended()
    assert work.progress.startswith("Placed again in ")
    assert snapshot.current(review.store).name > before
    page = by_place(review.says({"deed": "look"}).get_json()["response"][Ids.ANSWER]["data"])
    assert "Placed again by Ada" in words(page[Ids.PLACES_LEFT]["children"])
    assert "texts hold up 3 rows" in words(page[Ids.PLACES_QUEUE]["children"])
    assert "a spot, from words 1" in words(page[Ids.PLACES_LEAD]["children"])
    assert "Every answer is applied" in words(page[Ids.PLACES_LEFT]["children"])
    with ledger.opened(ledger.address_of(review.store)) as book:
        assert (book.entries()[0].deed, book.entries()[0].author) == ("place", "Ada")
    review.again()
    assert review.ended().progress == "Nothing has changed: every answer is applied already."


def test_an_answer_is_taken_back_and_the_text_waits_again(review: Review) -> None:
    review.says(chosen())
    answer = review.says({"deed": "withdraw", "digest": POND, "source": ""})
    assert done(answer).startswith("Taken back")
    assert review.answers() == []
    page = by_place(answer.get_json()["response"][Ids.ANSWER]["data"])
    assert "by the pond" in words(page[Ids.PLACES_QUEUE]["children"])


def test_the_named_points_are_sent_to_this_machine(review: Review) -> None:
    answer = review.client.get("/data-desk/places/points.json")
    names = [each["properties"]["name"] for each in answer.get_json()["features"]]
    assert "Larkfen Road" in names
    away = review.client.get("/data-desk/places/points.json", environ_overrides={"REMOTE_ADDR": "203.0.113.9"})
    assert away.status_code == 404
    assert "Larkfen" not in away.text


# -- who may not, and what may not be sent --------------------------------------------------------


@pytest.mark.parametrize(
    ("peer", "headers"),
    [
        ("203.0.113.9", {}),
        ("127.0.0.1", {"X_Forwarded_For": "127.0.0.1"}),
        ("127.0.0.1", {"Host": "evil.example"}),
    ],
)
def test_nobody_elsewhere_sees_or_changes_anything(review: Review, peer: str, headers: dict[str, str]) -> None:
    before = snapshot.current(review.store).name
    assert "only in a browser on the machine" in done(review.says(chosen(), "Ben", peer, **headers))
    assert "only in a browser on the machine" in done(review.again("Ben", peer, **headers))
    assert review.answers() == []
    assert snapshot.current(review.store).name == before


def test_the_page_tells_nobody_elsewhere_what_waits(review: Review) -> None:
    page = review.page(peer="203.0.113.9")
    assert page[Ids.PLACES_DESK]["hidden"] is True
    told = json.dumps(page)
    assert "only in a browser on the machine" in told
    assert "twinley" not in told


_CHOICES: tuple[object, ...] = ("9", "-1", "99999999999999", "٣", "0x0", "delete", None, [], True, "")
_WARDS: tuple[object, ...] = ("", "E05099999", None, ["E05013714"], "x' OR 1=1")
_POINTS: tuple[tuple[object, object], ...] = (("", ""), ("nan", "0"), ("inf", "0"), ("0", "0"), ([], {}), ("-0.02", "51.455"))
_DIGESTS: tuple[object, ...] = (POND, None, [], "x")
FORGED: tuple[object, ...] = (
    *([], "x", 5, {}, {"deed": "answer"}, chosen("0" * 64), chosen(digest_of("larkfen road"))),
    *(chosen(choice=each) for each in _CHOICES),
    *(chosen(choice="ward", ward=each) for each in _WARDS),
    *(chosen(choice="point", lat=lat, lng=lng) for lat, lng in _POINTS),
    *({"deed": "withdraw", "digest": each, "source": ""} for each in _DIGESTS),
)


@pytest.mark.parametrize("deed", FORGED, ids=repr)
def test_forged_answers_are_refused_in_words_and_change_nothing(review: Review, deed: object) -> None:
    assert done(review.says(deed)).startswith("Nothing was ")
    assert review.answers() == []


@pytest.mark.parametrize("by", ["", "   ", None, 5, ["Ben"], "x" * 200, "Be\nn\x00"])
def test_nothing_is_done_for_nobody(review: Review, by: object) -> None:
    before = snapshot.current(review.store).name
    review.says(chosen(), by)
    review.again(by)
    assert review.answers() == []
    assert snapshot.current(review.store).name == before


def test_a_note_cannot_bring_markup_or_run_long(review: Review) -> None:
    answer = review.says(chosen(note="<script>alert(1)</script>" * 100))
    assert done(answer).startswith("Kept")
    page = by_place(answer.get_json()["response"][Ids.ANSWER]["data"])
    assert ["script", {}] not in page[Ids.PLACES_ANSWERED]["children"]  # type: ignore[operator]
    with ledger.opened(ledger.address_of(review.store)) as book:
        assert all(len(each.note) <= 500 for each in book.places.standing().values())
