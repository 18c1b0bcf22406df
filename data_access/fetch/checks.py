"""Is this file what it was asked for? Each check says what is wrong in words that go on from "It is", or ""."""

from __future__ import annotations

import json
import re
import zipfile
import zlib
from collections.abc import Callable
from functools import partial
from pathlib import Path

Check = Callable[[Path], str]
_HEAD = 4096  # bytes that tell what a file is
_TITLE = re.compile(r"<title[^>]*>([^<]{1,120})", re.IGNORECASE)


def zip_archive(path: Path) -> str:
    """An archive that can be read to its table of contents, which stands at its very end."""
    head = _head(path)
    if not head.startswith(b"PK"):
        return _kind(head)
    try:
        with zipfile.ZipFile(path) as archive:
            return "" if archive.namelist() else "an archive with nothing in it"
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, OSError) as error:
        return f"an archive that is cut short or damaged ({str(error).lower()})"


def csv_table(path: Path) -> str:
    """Text whose first line is a heading of several columns; the load reads it more strictly."""
    head = _head(path)
    first = head.decode("utf-8", errors="replace").lstrip("\ufeff").partition("\n")[0]
    if head.lstrip()[:1] in {b"", b"<", b"{", b"["} or b"\0" in head or first.count(",") < 2:
        return _kind(head)
    return ""


def areas(code: str) -> Check:
    """A GeoJSON list of areas, each with its ``code``, and none left out."""
    return partial(_areas, code)


def _areas(code: str, path: Path) -> str:
    try:
        answer = json.loads(path.read_bytes())
    except (ValueError, RecursionError):
        head = _head(path)
        return "a list of areas that is cut short" if head.lstrip().startswith(b"{") else _kind(head)
    match answer:
        case {"error": {"message": str() as said}}:
            return f"an error of the server: {said[:200]}"
        case {"error": _}:
            return "an error of the server"
        case {"type": "FeatureCollection", "features": list() as features}:
            return _features(features, code, answer)
        case _:
            return "no list of areas"


def _features(features: list[object], code: str, answer: dict[str, object]) -> str:
    if not features:
        return "a list without any area: nothing there answers to this borough"
    more = answer.get("properties")
    if answer.get("exceededTransferLimit") or (isinstance(more, dict) and more.get("exceededTransferLimit")):
        return "not the whole list: the server left some areas out"
    for feature in features:
        match feature:
            case {"properties": dict() as properties, "geometry": dict()} if isinstance(properties.get(code), str):
                continue
            case _:
                return f"a list in which an area has no {code} or no outline"
    return ""


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _kind(head: bytes) -> str:
    """What came instead, as far as its first bytes tell."""
    text = head.decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    low = text.lower()
    if not head:
        return "empty"
    if low.startswith(("<!doctype html", "<html", "<head", "<body")):
        title = _TITLE.search(text)
        return f"a web page (“{' '.join(title[1].split())}”)" if title else "a web page"
    if text.startswith("<"):
        return "a note in XML, most likely an error of the server"
    if text.startswith(("{", "[")):
        return f"an answer in JSON, most likely an error: {' '.join(text[:120].split())}"
    return "a zip archive" if head.startswith(b"PK") else "something else"
