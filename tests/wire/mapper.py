"""Somebody at the page that describes an unknown file, as a browser would ask for them."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from pathlib import Path

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import CALLBACK
from data_access import settings
from data_access.ingest.desk import incoming
from layouts.ids import Ids
from tests.wire.asking import Answer, by_place, words

NOISE = "Logged,Complaint,Ward\n" + "".join(f"{day:02}/05/2026,{('DIY', 'Party')[day % 2]},E05013714\n" for day in range(1, 21))
FACTS = {
    "target": "",
    "drawn-for": "",
    "title": "Noise complaints",
    "agency": "The council",
    "disclosure": "O",
    "kind": "incidents",
    "singular": "noise complaint",
    "plural": "noise complaints",
    "licence": "For trying out",
    "covers": "",
    "due_day": "20",
    "due_after": "1",
    "by": "Ada",
}


class Mapper:
    """Somebody at the page, over a store with two wards and an upload of a few files."""

    def __init__(self, store: Path, **files: str | bytes) -> None:
        self.store = store
        self.app = create_app(replace(settings.read({}), store=store))
        self.client: FlaskClient = self.app.server.test_client()
        self.upload = incoming.begin(store, "Ada").id
        for name, content in files.items():
            raw = content if isinstance(content, bytes) else content.encode()
            incoming.keep(store, self.upload, name.replace("__", "."), io.BytesIO(raw), size=len(raw))

    def search(self, file: str = "noise.csv") -> str:
        return f"?incoming={self.upload}&file={file}"

    def opens(self, file: str = "noise.csv", peer: str = "127.0.0.1", **headers: str) -> Answer:
        return self.page(self.search(file), peer, **headers)

    def page(self, search: object, peer: str = "127.0.0.1", **headers: str) -> Answer:
        place = [{"id": Ids.URL, "property": n, "value": v} for n, v in (("pathname", "/data-desk/mapping"), ("search", search))]
        body = {"output": f"{Ids.ANSWER}.data", "outputs": {"id": Ids.ANSWER, "property": "data"}, "inputs": place}
        return told(self.sent({**body, "changedPropIds": [f"{Ids.URL}.search"]}, peer, **headers))

    def asks(self, store: str, fields: object, search: object = None, peer: str = "127.0.0.1", **headers: str) -> TestResponse:
        output = next(name for name, each in self.app.callback_map.items() if any(one["id"] == store for one in each["inputs"]))
        data = {"fields": fields, "at": 1}
        body = {
            "output": output,
            "outputs": {"id": output.rsplit(".", 1)[0], "property": output.rsplit(".", 1)[1]},
            "inputs": [{"id": store, "property": "data", "value": data}],
            "state": [{"id": Ids.URL, "property": "search", "value": self.search() if search is None else search}],
            "changedPropIds": [f"{store}.data"],
        }
        return self.sent(body, peer, **headers)

    def tries(self, fields: object, search: object = None) -> Answer:
        return told(self.asks(Ids.MAPPING_DRAFT, fields, search))

    def saves(self, fields: object, search: object = None) -> str:
        return words(told(self.asks(Ids.MAPPING_SAVING, fields, search))[Ids.MAPPING_TOLD]["children"])

    def sent(self, body: object, peer: str, **headers: str) -> TestResponse:
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        text, place = json.dumps(body), {"REMOTE_ADDR": peer}
        return self.client.post(CALLBACK, data=text, content_type="application/json", headers=named, environ_overrides=place)


def told(answer: TestResponse) -> Answer:
    assert answer.status_code == 200, answer.text
    response = answer.get_json()["response"]
    return by_place(next(iter(response.values()))["data"])


def said(page: Answer, place: str) -> str:
    return words(page[place]["children"])
