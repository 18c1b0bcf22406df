"""A page's question as a browser sends it, and the answer by place."""

from __future__ import annotations

import json

from flask.testing import FlaskClient

from layouts.ids import Ids

Answer = dict[str, dict[str, object]]  # by id, then what of it


def asked(client: FlaskClient, path: object, search: object) -> Answer:
    """Everything the page at ``path`` answers to a query."""
    place = [{"id": Ids.URL, "property": name, "value": value} for name, value in (("pathname", path), ("search", search))]
    body = {
        "output": f"{Ids.ANSWER}.data",
        "outputs": {"id": Ids.ANSWER, "property": "data"},
        "inputs": place,
        "changedPropIds": [f"{Ids.URL}.search"],
    }
    answer = client.post("/_dash-update-component", json=body)
    assert answer.status_code == 200, answer.text
    return by_place(json.loads(answer.text)["response"][Ids.ANSWER]["data"])


def by_place(text: str) -> Answer:
    """A page's answer as it is sent, each value under its place."""
    told: Answer = {}
    for name, what, value in json.loads(text):
        assert what not in told.setdefault(name, {}), f"{name}.{what} is sent twice"
        told[name][what] = value
    return told


def words(nodes: object) -> str:
    """What nodes say, elements and all."""
    if isinstance(nodes, dict):
        return words(nodes.get("children", []))
    if not isinstance(nodes, list):
        return str(nodes).replace("\xa0", " ")
    element = len(nodes) > 1 and isinstance(nodes[0], str) and isinstance(nodes[1], dict)
    return " ".join(filter(None, map(words, nodes[2:] if element else nodes)))
