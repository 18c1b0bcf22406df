"""Files given at the data desk: their bytes as they are, one file a request, from this machine's own page only."""

from __future__ import annotations

from http import HTTPStatus

from flask import Flask, Response, jsonify, request

from callbacks.access import on_loopback
from callbacks.guard import GIVEN
from data_access.errors import LionError, LoadBusy
from data_access.ingest.desk import reception
from data_access.ingest.desk.incoming import MEGABYTE
from data_access.ingest.desk.reception import Gift
from data_access.settings import Settings
from layouts.pages.desk import REFUSED
from layouts.pages.desk_uploads import too_large

_BYTES = "application/octet-stream"  # no form can send it, so another site's page has to ask first, and is not let


def register(server: Flask, configured: Settings) -> None:
    """Answer ``POST /data-desk/incoming?name=…[&to=…][&last=yes]``; the guard has looked at where it comes from."""

    @server.post(GIVEN)
    def receive_file() -> Response:
        refused = refusal(configured.upload_mb)
        return refused or received(configured)


def refusal(most_mb: int) -> Response | None:
    """Why a file is not even read; None lets it come."""
    if not on_loopback():
        return _said(REFUSED, HTTPStatus.FORBIDDEN)
    if request.mimetype != _BYTES:
        return _said("A file is sent as its bytes, and as nothing else.", HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
    if request.content_length is None:
        return _said("A file says first how long it is.", HTTPStatus.LENGTH_REQUIRED)
    if request.content_length > most_mb * MEGABYTE:
        return _said(too_large(most_mb), HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    request.max_content_length = most_mb * MEGABYTE  # in place of the few kilobytes that a question may have
    return None


def received(configured: Settings) -> Response:
    """The upload's id, or why the file was not kept."""
    given = request.args
    size, last = request.content_length or 0, given.get("last") == "yes"
    gift = Gift(given.get("to", ""), given.get("name", ""), given.get("by", ""), size, last)
    try:
        upload = reception.receive(gift, request.stream, configured)
    except LoadBusy as busy:
        return _said(str(busy), HTTPStatus.CONFLICT)
    except LionError as fault:
        return _said(str(fault), HTTPStatus.BAD_REQUEST)
    except OSError:
        return _said("The file was not kept: there is no room for it, or it broke off.", HTTPStatus.INSUFFICIENT_STORAGE)
    answer = jsonify({"id": upload})
    answer.status_code = HTTPStatus.CREATED
    return answer


def _said(words: str, status: HTTPStatus) -> Response:
    return Response(f"{words}\n", status=status, mimetype="text/plain")
