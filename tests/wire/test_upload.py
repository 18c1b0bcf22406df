"""What is given at the data desk: by whoever sits at this machine, and by nobody else, whatever they send."""

from __future__ import annotations

import pytest

from callbacks.guard import GIVEN
from data_access import snapshot
from data_access.ingest.desk import incoming
from data_access.uploads import Step
from layouts.ids import Ids
from tests.wire.hands import BYTES, Hands, month
from tests.wire.test_desk import ELSEWHERE

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


def test_an_upload_that_was_read_takes_no_more_and_one_that_is_busy_says_so(
    hands: Hands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(incoming, "PATIENCE_S", 0.1)
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
