"""Somebody at the data desk who gives files and asks things of them, as a browser does."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from werkzeug.test import TestResponse

from app import create_app
from callbacks.guard import CALLBACK, GIVEN
from data_access import settings
from data_access.ingest.desk import incoming, working
from data_access.uploads import Incoming, Step
from layouts.ids import Ids
from tests.evil.made_up import search
from tests.house.tree import TOP
from tests.loading import IN_NORTH, at, whole_force
from tests.wire.asking import Answer, by_place, words

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
            working.main([step, one.id])
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
