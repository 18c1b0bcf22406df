"""An app over a made-up store, and what its page of states is sent."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import CALLBACK
from data_access import ledger, settings
from data_access.rulings import Ruling
from layouts.ids import Ids
from tests.borough import Record, records
from tests.wire.asking import Answer, asked

SEARCHES = "stop-and-search"
CRIMES = "police-uk-crime"
STORED = (Ids.STATES_WISH, Ids.STATES_AREA, Ids.STATES_STATE)
WHY = "one of two teams sent nothing"


def rows() -> list[Record]:
    """Searches of 2022 and 2023, forty a month and sixty in March 2023; crimes of two months."""
    found: list[Record] = []
    for year in (2022, 2023):
        for month in range(1, 13):
            found += records(60 if (year, month) == (2023, 3) else 40, month=f"{year}-{month:02}")
    for ended in ("2023-11", "2023-12"):
        found += records(5, source=CRIMES, month=ended, crime_type="burglary")
    return found


class StatesDesk:
    """An app over a store, and what its page of states is sent."""

    def __init__(self, store: Path) -> None:
        self.store = store
        app = create_app(replace(settings.read({}), store=store))
        self.outputs = sorted(app.callback_map)
        self.client: FlaskClient = app.server.test_client()

    def sends(
        self, first: str, button: str, state: dict[str, object], *, search: object, peer: str = "127.0.0.1", **headers: str
    ) -> TestResponse:
        """Press ``button``; ``first`` is the beginning of the callback's outputs."""
        output = next(name for name in self.outputs if name.startswith(first))
        ends = [dict(zip(("id", "property"), each.rsplit(".", 1), strict=True)) for each in output.strip(".").split("...")]
        body = {
            "output": output,
            "outputs": ends,
            "inputs": [{"id": button, "property": "n_clicks", "value": 1}],
            "state": [
                {"id": Ids.URL, "property": "search", "value": search},
                *({"id": key, "property": "data" if key in STORED else "value", "value": v} for key, v in state.items()),
            ],
            "changedPropIds": [f"{button}.n_clicks"],
        }
        return self.client.post(
            CALLBACK,
            data=json.dumps(body),
            content_type="application/json",
            headers={name.replace("_", "-"): value for name, value in headers.items()},
            environ_overrides={"REMOTE_ADDR": peer},
        )

    def asks(self, search: object, *given: object, peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        keys: tuple[str, ...] = (Ids.STATES_AREA, Ids.STATES_SINCE, Ids.STATES_UNTIL, Ids.STATES_STATE, Ids.STATES_REASON)
        state: dict[str, object] = dict(zip(keys, given, strict=True))
        return self.sends(f"..{Ids.STATES_ASKED}.", Ids.STATES_ASK, state, search=search, peer=peer, **headers)

    def sets(self, wish: object, by: object = "Ada", peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        state: dict[str, object] = {Ids.STATES_WISH: wish, Ids.STATES_AUTHOR: by}
        return self.sends(f"..{Ids.STATES_DONE}.children...", Ids.STATES_SURE, state, search="", peer=peer, **headers)

    def withdraws(self, search: object, why: object = "the file was whole", by: object = "Ben", peer: str = "127.0.0.1") -> str:
        state: dict[str, object] = {Ids.STATES_WHY: why, Ids.STATES_BACK_AUTHOR: by}
        return said(self.sends(f"..{Ids.STATES_DONE}.children@", Ids.STATES_BACK, state, search=search, peer=peer))

    @property
    def kept(self) -> tuple[Ruling, ...]:
        with ledger.opened(ledger.address_of(self.store)) as book:
            return book.rulings()

    def page(self, path: str, search: str = "") -> Answer:
        return asked(self.client, path, search)


def said(answer: TestResponse) -> str:
    assert answer.status_code == 200, answer.text
    told = answer.get_json()["response"]
    place = next(name for name in told if name.startswith(Ids.STATES_DONE))
    return str(told[place]["children"])


def wish(since: str = "2023-03", until: str = "2023-03", state: str = "partial", reason: str = WHY, area: str = "") -> list[str]:
    return [SEARCHES, area, since, until, state, reason]
