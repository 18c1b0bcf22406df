"""Totals that suppliers gave: who is shown them, what can be withdrawn of them, and what forged requests come to."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from callbacks.guard import CALLBACK
from data_access import ledger, settings
from data_access.history import HeldTotal
from layouts.ids import Ids
from tests.borough import build, records
from tests.wire.asking import asked, words
from tests.wire.test_desk import ELSEWHERE

AT = datetime(2024, 2, 3, 9, 0)
MAY = date(2023, 5, 1)
OPEN = HeldTotal("stop-and-search", MAY, 512, "", "", AT, "Ada", "one")
HOSPITAL = HeldTotal("ed-assaults", MAY, 4321, "", "RJ224", AT, "Ada", "one")
WHY = "the publisher revised May"


class TotalsDesk:
    """An app over a store whose ledger keeps totals, and what its page is sent."""

    def __init__(self, store: Path) -> None:
        self.store = store
        with self.ledger() as book:
            book.totals.hold([OPEN, HOSPITAL])
        app = create_app(replace(settings.read({}), store=store))
        self.output = next(name for name in app.callback_map if name.startswith(f"..{Ids.TOTALS_DONE}."))
        self.client: FlaskClient = app.server.test_client()

    def ledger(self) -> ledger.Opening:
        return ledger.opened(ledger.address_of(self.store))

    def withdraws(self, search: object, why: object = WHY, by: object = "Ben", peer: str = "127.0.0.1", **headers: str) -> str:
        ends = [dict(zip(("id", "property"), each.rsplit(".", 1), strict=True)) for each in self.output.strip(".").split("...")]
        state = ((Ids.URL, "search", search), (Ids.TOTALS_WHY, "value", why), (Ids.TOTALS_AUTHOR, "value", by))
        body = {
            "output": self.output,
            "outputs": ends,
            "inputs": [{"id": Ids.TOTALS_BACK, "property": "n_clicks", "value": 1}],
            "state": [{"id": key, "property": named, "value": value} for key, named, value in state],
            "changedPropIds": [f"{Ids.TOTALS_BACK}.n_clicks"],
        }
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        told = self.client.post(
            CALLBACK,
            data=json.dumps(body),
            content_type="application/json",
            headers=named,
            environ_overrides={"REMOTE_ADDR": peer},
        )
        assert told.status_code == 200, told.text
        return str(told.get_json()["response"][Ids.TOTALS_DONE]["children"])

    @property
    def standing(self) -> int:
        with self.ledger() as book:
            return sum(each.withdrawn is None for each in book.totals.every())

    def shown(self, search: str = "") -> str:
        return words([each.get("children", []) for each in asked(self.client, "/data-desk/totals", search).values()])


@pytest.fixture
def desk(tmp_path: Path) -> TotalsDesk:
    build(tmp_path, records(3))
    return TotalsDesk(tmp_path)


def test_the_page_lists_what_loads_are_held_to_and_hides_the_numbers_of_people(desk: TotalsDesk) -> None:
    said = desk.shown()
    assert "Loads are held to two totals" in said
    assert "Ada Stop and search May 2023 all 512" in said
    assert "University Hospital Lewisham not shown" in said
    assert "4,321" not in said


def test_a_total_is_withdrawn_with_a_reason_and_stays_in_the_history(desk: TotalsDesk) -> None:
    assert "Stop and search, May 2023, all: 512 records, given by Ada" in desk.shown("?ruling=1")
    assert "needs its reason" in desk.withdraws("?ruling=1", why="")
    assert "name" in desk.withdraws("?ruling=1", by="")
    assert desk.standing == 2
    assert desk.withdraws("?ruling=1").startswith("Withdrawn.")
    said = desk.shown()
    assert "Loads are held to one total" in said
    assert f"by Ben: {WHY}" in said
    assert desk.withdraws("?ruling=1").startswith("That total does not stand any more")


@pytest.mark.parametrize(("peer", "headers"), ELSEWHERE)
def test_whoever_sits_elsewhere_is_shown_nothing_and_withdraws_nothing(
    desk: TotalsDesk, peer: str, headers: dict[str, str]
) -> None:
    assert "only in a browser on the machine" in desk.withdraws("?ruling=1", peer=peer, **headers)
    assert desk.standing == 2


@pytest.mark.parametrize("search", [None, 7, [], "?ruling=99", "?ruling=-1", "?ruling=1' OR 1=1", f"?ruling={'9' * 40}"])
def test_forged_numbers_withdraw_nothing(desk: TotalsDesk, search: object) -> None:
    assert desk.withdraws(search).startswith("That total does not stand any more")
    assert desk.standing == 2


@pytest.mark.parametrize("why", [None, 7, [], "x" * 201, "ask someone@example.org about it"])
def test_forged_reasons_withdraw_nothing(desk: TotalsDesk, why: object) -> None:
    assert "eason" in desk.withdraws("?ruling=1", why=why)
    assert desk.standing == 2
