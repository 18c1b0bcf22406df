"""Made-up published files: monthly archives, ward outlines, a dataset's description."""

from __future__ import annotations

import hashlib
import io
import json
import random
import zipfile

from tests.evil import made_up

_STREET = (
    "Crime ID,Month,Reported by,Falls within,Longitude,Latitude,"
    "Location,LSOA code,LSOA name,Crime type,Last outcome category,Context"
)


def street(month: str, words: str = "") -> str:
    return f"{_STREET}\n,{month},Metropolitan Police Service,,-0.02,51.45,On or near Madeup Road{words},E01000001,,Drugs,,\n"


def archive(*names: str, words: str = "", padding: int = 40_000) -> bytes:
    """A monthly archive with a street file for each ``month/force``, and another force's incompressible one."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        for name in names:
            month, force = name.split("/")
            file.writestr(f"{month}/{month}-{force}-street.csv", street(month, words))
        noise = random.Random(words).randbytes(padding).hex()
        file.writestr("2023-01/2023-01-surrey-street.csv", f"{_STREET}\n{noise}\n")
    return packed.getvalue()


def months(*listed: str) -> bytes:
    return json.dumps([{"date": month, "stop-and-search": ["metropolitan"]} for month in listed]).encode()


def page(**archives: bytes) -> bytes:
    """The page that lists archives; names are months written with ``_``."""
    rows = [
        f'<div class="download"><a href="/data/archive/{month.strip("_").replace("_", "-")}.zip">{month}</a> (1.6 GB)'
        f'<p>Contains data from then to now</p><p class="md5sum">{hashlib.md5(content).hexdigest()}</p></div>'  # noqa: S324
        for month, content in archives.items()
    ]
    return f"<html><body>{''.join(rows)}</body></html>".encode()


def wards() -> bytes:
    square = [[[-0.03, 51.45], [-0.01, 51.45], [-0.01, 51.46], [-0.03, 51.46], [-0.03, 51.45]]]
    return made_up.collection(made_up.feature(square, code="E05013714")).encode()


def boroughs() -> bytes:
    area = {"type": "Polygon", "coordinates": [[[0, 51], [0.1, 51], [0.1, 51.1], [0, 51]]]}
    properties = {"LAD24CD": "E09000028", "LAD24NM": "Southwark"}
    return made_up.collection({"type": "Feature", "properties": properties, "geometry": area}).encode()


def ward_counts(words: str = "Madeup Ward") -> bytes:
    heading = "MajorText,MinorText,WardName,WardCode,LookUp_BoroughName,202401"
    return f"{heading}\nDRUGS,POSSESSION,{words},E05013714,Lewisham,3\n".encode()
