"""The figures of any view as files, for Excel, QGIS and Power BI: the same query string, the same road."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, request

from data_access import exports
from data_access.errors import BadInput, NoSnapshot
from data_access.tables import table_at
from data_access.warehouse import Warehouse


def register(server: Flask, warehouse: Warehouse) -> None:
    """Answer ``/data/counts.csv``, ``.json`` and ``.geojson``."""

    @server.get("/data/counts.<form>")
    def download_counts(form: str) -> Response:
        if form not in exports.MIME:
            words = f"There is no counts.{form}: ask for counts.csv, counts.json or counts.geojson."
            return _refusal(words, HTTPStatus.NOT_FOUND)
        try:
            return _file(table_at(warehouse, request.query_string.decode("ascii", "replace"), form), form)
        except BadInput as fault:
            return _refusal(str(fault), HTTPStatus.BAD_REQUEST)
        except NoSnapshot as fault:
            return _refusal(str(fault), HTTPStatus.SERVICE_UNAVAILABLE)


def _file(text: str, form: str) -> Response:
    answer = Response(text, mimetype=exports.MIME[form].partition(";")[0])
    answer.headers["Content-Disposition"] = f'inline; filename="lion-counts.{form}"'
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _refusal(words: str, status: HTTPStatus) -> Response:
    return Response(f"{words}\n", status=status, mimetype="text/plain")
