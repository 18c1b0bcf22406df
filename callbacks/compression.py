"""Answers made small: bundles and shapes once for everybody, figures as they come."""

from __future__ import annotations

from flask import Flask, Request
from flask_compress import Compress

# What a fingerprinted address names never changes, so its compressed form is kept. JSON answers differ each time.
_KEPT = ("/_dash-component-suites/", "/assets/", "/shapes/")
_MIMETYPES = [
    "text/html",
    "text/css",
    "text/csv",
    "text/javascript",
    "application/javascript",
    "application/json",
    "application/geo+json",
    "image/svg+xml",
]


class Kept:
    """Compressed forms by address; "" names an answer that is not kept."""

    def __init__(self) -> None:
        self._forms: dict[str, bytes] = {}

    def get(self, key: str) -> bytes | None:
        return self._forms.get(key)

    def set(self, key: str, form: bytes) -> None:
        if not key.endswith(";"):
            self._forms[key] = form


def address_of(request: Request) -> str:
    """What a request's answer is kept under; "" for one that may differ next time."""
    kept = request.method == "GET" and request.path.startswith(_KEPT)
    return request.full_path if kept else ""


def register(server: Flask) -> None:
    """Compress every answer that is worth it, Brotli before gzip."""
    server.config.update(COMPRESS_ALGORITHM=["br", "gzip"], COMPRESS_MIMETYPES=_MIMETYPES, COMPRESS_CACHE_KEY=address_of)
    compress = Compress()
    server.config["COMPRESS_CACHE_BACKEND"] = Kept
    compress.init_app(server)
