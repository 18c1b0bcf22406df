"""What a request may be, and what every answer carries: limits, origin, headers, calm error pages.

A callback runs with whatever a client sends, from wherever it sends it, so
the door is here, before any of them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from http import HTTPStatus
from urllib.parse import urlsplit

from dash import Dash
from dash.exceptions import CallbackException, DependencyException
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException, NotFound

from layouts import document, shell

BODY_BYTES = 64 * 1024  # the largest question a page asks is a few kilobytes
CALLBACK = "/_dash-update-component"
GIVEN = "/data-desk/incoming"  # where the desk's files are sent, one a request; its own route limits and reads them
_READING = frozenset({"GET", "HEAD", "OPTIONS"})
# Dash answers these with a page, whatever the path; a path that is no page is "not found".
_PAGE_RULES = frozenset({"/", "/<path:path>"})
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def register(app: Dash) -> None:
    """Stand before and behind every request; called last, when every callback's inline script is known."""
    server: Flask = app.server
    server.config["MAX_CONTENT_LENGTH"] = BODY_BYTES
    policy = content_policy(app.csp_hashes())
    server.before_request(refusal)
    server.before_request(lambda: None if _is_known(app) else _refused(HTTPStatus.BAD_REQUEST, "Nothing answers that."))
    server.register_error_handler(HTTPException, calm_page)
    server.register_error_handler(DependencyException, _no_such_bundle)
    server.register_error_handler(CallbackException, _not_ours)

    @server.after_request
    def with_headers(answer: Response) -> Response:
        return sealed(answer, policy)


def content_policy(script_hashes: Sequence[str]) -> str:
    """Nothing from outside, no script but ours; Plotly and Leaflet set styles on elements, so those are let be."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'self' {' '.join(script_hashes)}",
            "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data: blob:",
            "font-src 'self'",
            "connect-src 'self'",
            "manifest-src 'self'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'",
        ]
    )


def refusal() -> Response | None:
    """Why this request goes no further; None lets it through."""
    if request.method in _READING:
        return None
    if request.method != "POST" or request.path not in {CALLBACK, GIVEN}:
        return _refused(HTTPStatus.METHOD_NOT_ALLOWED, "Nothing can be sent to this address.")
    if request.path == GIVEN:
        return None if from_here() else _refused(HTTPStatus.FORBIDDEN, "Only Lion's own pages may send files.")
    if (request.content_length or 0) > BODY_BYTES:
        return _refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "That is more than any question needs.")
    if not from_here():
        return _refused(HTTPStatus.FORBIDDEN, "Only Lion's own pages may ask this.")
    if request.mimetype != "application/json":
        return _refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "Questions are asked in JSON.")
    return None if _is_question(_body()) else _refused(HTTPStatus.BAD_REQUEST, "That is not a question.")


def from_here() -> bool:
    """Whether one of our own pages asks.

    A browser says so by Sec-Fetch-Site, an older one by Origin, and no page can
    forge either. A program that sends neither carries nobody's credentials.
    """
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site != "same-origin":
        return False
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def _is_known(app: Dash) -> bool:
    """Whether what a question asks for is something a callback gives; any other request is not looked at."""
    return request.method in _READING or request.path == GIVEN or request.get_json()["output"] in app.callback_map


def _body() -> object:
    """What was sent; None for no JSON, JSON too deep to read, or text that cannot be written again (half a surrogate pair)."""
    try:
        body: object = request.get_json(silent=True)
        json.dumps(body, ensure_ascii=False).encode()
    except (RecursionError, UnicodeEncodeError):
        return None
    return body


def _is_question(body: object) -> bool:
    """The shape Dash's own client sends; what is in it, each callback checks for itself."""
    if not isinstance(body, dict) or not isinstance(body.get("output"), str):
        return False
    wires, changed = [body.get("inputs", []), body.get("state", [])], body.get("changedPropIds", [])
    if not all(isinstance(wire, list) for wire in (*wires, changed)) or not all(isinstance(name, str) for name in changed):
        return False
    return isinstance(body.get("outputs", []), dict | list) and all(_is_end(end) for wire in wires for end in wire)


def _is_end(end: object) -> bool:
    """One end of a wire: a component's property, or a list of them where many match."""
    if isinstance(end, list):
        return all(isinstance(each, dict) and {"id", "property"} <= each.keys() for each in end)
    return isinstance(end, dict) and {"id", "property"} <= end.keys()


def _no_such_bundle(_: DependencyException) -> Response:
    return calm_page(NotFound())


def _not_ours(_: CallbackException) -> Response:
    return _refused(HTTPStatus.BAD_REQUEST, "That is not a question.")


def _refused(status: HTTPStatus, words: str) -> Response:
    return Response(f"{words}\n", status=status, mimetype="text/plain")


def calm_page(fault: HTTPException) -> Response:
    """An error as a page with a way on; never a traceback."""
    status = HTTPStatus(fault.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if request.path in {CALLBACK, GIVEN}:
        return _refused(status, "That could not be answered.")
    return Response(document.error_page(status), status=status, mimetype="text/html")


def sealed(answer: Response, policy: str) -> Response:
    """The answer with what keeps it safe in a browser, and how long it may be kept."""
    for name, value in {**_HEADERS, "Content-Security-Policy": policy}.items():
        answer.headers.setdefault(name, value)
    rule = request.url_rule.rule if request.url_rule else ""
    if rule in _PAGE_RULES:
        answer.headers["Cache-Control"] = "no-cache"
        if answer.status_code == HTTPStatus.OK and shell.page_at(request.path) is None:
            answer.status_code = HTTPStatus.NOT_FOUND  # the page itself says there is none
    elif rule.startswith("/assets/") and "m" not in request.args:
        answer.headers["Cache-Control"] = "no-cache"  # asked without its fingerprint
    return answer
