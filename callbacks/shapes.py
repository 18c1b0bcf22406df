"""Shapes to draw, at addresses that never change what they answer."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response

from data_access.warehouse import Warehouse
from geo import features

KINDS = frozenset({"ward", "old_ward", "lsoa", "borough", "neighbour", "h3_8", "h3_9", "h3_10"})
_FOR_EVER = "public, max-age=31536000, immutable"
_NONE = features.collection([])  # a snapshot may know no neighbours: the map is then drawn without them


def register(server: Flask, warehouse: Warehouse) -> None:
    """Answer ``/shapes/<snapshot>/<kind>.json`` for the snapshot in use."""

    @server.get("/shapes/<snapshot>/<kind>.json")
    def draw_shapes(snapshot: str, kind: str) -> Response:
        if kind not in KINDS or not warehouse.ready or snapshot != warehouse.provenance.snapshot:
            return Response(
                "There are no such shapes.\n", HTTPStatus.NOT_FOUND, {"Cache-Control": "no-store"}, mimetype="text/plain"
            )
        drawn = warehouse.shapes(kind) or _NONE
        return Response(drawn, headers={"Cache-Control": _FOR_EVER}, mimetype="application/geo+json")
