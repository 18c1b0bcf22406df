"""The figures of any view as files, for Excel, QGIS and Power BI: the same query string, the same road."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from http import HTTPStatus

from flask import Flask, Response, request

from data_access import exports
from data_access.errors import BadInput, NoSnapshot
from data_access.indicator_files import indicator_at
from data_access.tables import table_at
from data_access.warehouse import Warehouse

_TELLS: Mapping[str, Callable[[Warehouse, str, str], str]] = {"counts": table_at, "indicators": indicator_at}


def register(server: Flask, warehouse: Warehouse) -> None:
    """Answer ``/data/counts`` and ``/data/indicators`` as ``.csv``, ``.json`` and ``.geojson``."""

    @server.get("/data/<any(counts, indicators):what>.<form>")
    def download(what: str, form: str) -> Response:
        if form not in exports.MIME:
            words = f"There is no {what}.{form}: ask for {what}.csv, {what}.json or {what}.geojson."
            return _refusal(words, HTTPStatus.NOT_FOUND)
        try:
            return _file(_TELLS[what](warehouse, request.query_string.decode("ascii", "replace"), form), what, form)
        except BadInput as fault:
            return _refusal(str(fault), HTTPStatus.BAD_REQUEST)
        except NoSnapshot as fault:
            return _refusal(str(fault), HTTPStatus.SERVICE_UNAVAILABLE)


def _file(text: str, what: str, form: str) -> Response:
    answer = Response(text, mimetype=exports.MIME[form].partition(";")[0])
    answer.headers["Content-Disposition"] = f'inline; filename="lion-{what}.{form}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _refusal(words: str, status: HTTPStatus) -> Response:
    return Response(f"{words}\n", status=status, mimetype="text/plain")
