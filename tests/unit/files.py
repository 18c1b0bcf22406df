"""Small files to read, written where a test says."""

from __future__ import annotations

import json
from pathlib import Path

from data_access import settings
from data_access.ingest.files.opening import Member, members
from data_access.settings import Settings

OURS: Settings = settings.read({})


def member(folder: Path, content: str | bytes | object, name: str = "file") -> Member:
    """One file with ``content`` (text, bytes, or anything JSON can say), opened as a load opens it."""
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    else:
        path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
    return next(iter(members(path, name)))
