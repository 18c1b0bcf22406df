"""What does the first row of this CSV say, and is this text a whole number?"""

from __future__ import annotations

import csv

from data_access.ingest.files.opening import Member

_LARGEST = 9  # digits: more people or crimes than the country has


def heading(member: Member) -> tuple[str, ...]:
    """The first row's fields, as written; empty where that row is no CSV."""
    first = member.head.decode("utf-8-sig", errors="replace").split("\n", 1)[0].removesuffix("\r")
    try:
        return tuple(next(csv.reader([first], strict=True), ()))
    except csv.Error:
        return ()


def whole(text: str) -> int | None:
    """A count as published: digits and nothing else.

    >>> whole("12"), whole("0"), whole("-1"), whole("1.0"), whole("1,234"), whole(""), whole("007"), whole("1E+05")
    (12, 0, None, None, None, None, None, None)
    """
    plain = text.isascii() and text.isdigit() and len(text) <= _LARGEST and (text == "0" or text[0] != "0")
    return int(text) if plain else None
