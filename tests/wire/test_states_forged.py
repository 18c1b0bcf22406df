"""Only somebody at this machine sets a state, whatever is sent."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from callbacks.guard import CALLBACK
from data_access import rulings
from layouts.ids import Ids
from tests.borough import build, records
from tests.wire.asking import by_place, words
from tests.wire.states_desk import SEARCHES, WHY, StatesDesk, rows, said, wish
from tests.wire.test_desk import ELSEWHERE


@pytest.fixture
def desk(tmp_path: Path) -> StatesDesk:
    build(tmp_path, rows())
    return StatesDesk(tmp_path)


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory) -> StatesDesk:
    """One ruling stands, and no test that uses it may leave another."""
    folder = tmp_path_factory.mktemp("states")
    build(folder, rows())
    found = StatesDesk(folder)
    assert said(found.sets(wish())).startswith("Set: ")
    return found


# -- attacks -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("peer", "headers"), ELSEWHERE, ids=[f"{peer or 'nobody'}-{headers}" for peer, headers in ELSEWHERE])
def test_from_elsewhere_nothing_is_shown_set_or_withdrawn(peer: str, headers: dict[str, str], untouched: StatesDesk) -> None:
    desk = untouched
    for answer in (desk.sets(wish(), peer=peer, **headers), desk.asks(f"?of={SEARCHES}", *wish()[1:], peer=peer, **headers)):
        told = answer.text
        assert answer.status_code in {400, 403} or "on the machine that Lion runs on" in told
        assert "records" not in told
    assert len(desk.kept) == 1
    if not headers:
        assert "on the machine" in desk.withdraws(f"?of={SEARCHES}&ruling=1", peer=peer)
        assert desk.kept[0].withdrawn is None
        page = [{"id": Ids.URL, "property": "pathname", "value": "/data-desk/states"}]
        page += [{"id": Ids.URL, "property": "search", "value": f"?of={SEARCHES}"}]
        body = {"output": f"{Ids.ANSWER}.data", "outputs": {"id": Ids.ANSWER, "property": "data"}, "inputs": page}
        answer = desk.client.post(CALLBACK, json=body, environ_overrides={"REMOTE_ADDR": peer})
        shown = by_place(answer.get_json()["response"][Ids.ANSWER]["data"])
        assert WHY not in json.dumps(shown)
        assert shown[Ids.STATES_FORM]["hidden"] is True


@pytest.mark.parametrize("origin", [{"Origin": "https://elsewhere.example"}, {"Sec_Fetch_Site": "cross-site"}])
def test_another_site_s_post_is_refused(origin: dict[str, str], untouched: StatesDesk) -> None:
    assert untouched.sets(wish(), **origin).status_code == 403
    assert len(untouched.kept) == 1


FORGED: list[tuple[object, str]] = [
    (None, "That is no source"),
    ("2023-03", "That is no source"),
    ([], "That is no source"),
    ({"0": SEARCHES}, "That is no source"),
    ([SEARCHES], "That is no source"),
    (["nothing", *wish()[1:]], "That is no source"),
    ([7, *wish()[1:]], "That is no source"),
    (["ed-assaults", *wish()[1:]], "Nothing of that source is loaded"),
    (wish(area="E05999999"), "That is no ward or supplier"),
    (wish(area="RJ224"), "That is no ward or supplier"),
    (wish(area="E09000023"), "That is no ward or supplier"),
    (wish(since="March"), "That is no month"),
    (wish(since=""), "That is no month"),
    (wish(since="1999-12", until="1999-12"), "That is no month"),
    (wish(since="2023-04"), "cannot be set together"),
    (wish(since="2000-01"), "cannot be set together"),
    (wish(until="2199-01"), "cannot be set together"),
    (wish(state=""), "No state was chosen"),
    (wish(state="no-locations"), "No state was chosen"),
    (wish(state="wonderful"), "No state was chosen"),
    (wish(reason="too short"), "needs its reason"),
    (wish(reason="x" * 201), "needs its reason"),
    (wish(reason="half of it \x1b[2J is missing"), "needs its reason"),
    (wish(reason="ask someone@example.org about it"), "something of a person"),
    (wish(reason="ask Mr Madeup about half of it"), "something of a person"),
    (wish(reason="call 020 7946 0958 about half of it"), "something of a person"),
]


@pytest.mark.parametrize(("forged", "refusal"), FORGED, ids=[str(each[0])[:60] for each in FORGED])
def test_a_forged_wish_sets_nothing_and_is_refused_in_words(forged: object, refusal: str, untouched: StatesDesk) -> None:
    stamp = rulings.stamp(untouched.store)
    assert refusal in said(untouched.sets(forged))
    assert len(untouched.kept) == 1
    assert rulings.stamp(untouched.store) == stamp


@pytest.mark.parametrize("by", [None, "", "  ", 7, ["Ada"], "A" * 81, "Ada\x1b[2J"])
def test_whoever_gives_no_name_sets_nothing_and_withdraws_nothing(by: object, untouched: StatesDesk) -> None:
    assert "name" in said(untouched.sets(wish(), by))
    assert "name" in untouched.withdraws("?ruling=1", by=by)
    assert [ruling.withdrawn for ruling in untouched.kept] == [None]


@pytest.mark.parametrize(
    "search", [None, 7, "", "?ruling=", "?ruling=-1", "?ruling=2", "?ruling=99999999999999", "?ruling=one", "?ruling=²"]
)
def test_a_forged_number_withdraws_nothing(search: object, untouched: StatesDesk) -> None:
    assert "nothing was withdrawn" in untouched.withdraws(search)
    assert untouched.kept[0].withdrawn is None


def test_a_reason_is_shown_as_text_and_never_as_markup(desk: StatesDesk) -> None:
    desk.sets(wish(reason="<img src=x onerror=alert(1)>"))
    page = desk.page("/data-desk/states", f"?of={SEARCHES}")
    assert "<img src=x onerror=alert(1)>" in words(page[Ids.STATES_SHOWN]["children"])
    assert '["img"' not in json.dumps(page)


def test_partners_sources_are_set_at_the_desk_and_stay_off_every_page(tmp_path: Path) -> None:
    build(tmp_path, [*rows(), *records(9, source="ed-assaults", month="2023-05")])
    desk = StatesDesk(tmp_path)
    reason = "the second site sent nothing"
    assert said(desk.sets(["ed-assaults", "", "2023-05", "2023-05", "partial", reason])).startswith("Set: ")
    for path in ("/", "/explore", "/data-and-methods", "/returns", "/returns/letter"):
        assert reason not in json.dumps(desk.page(path, "?source=ed-assaults"))
