"""What does this JSON document say, when nothing in it may be guessed?

Stricter than Python's own reader: UTF-8 only, no NaN or Infinity, no key
twice in one object, nothing after the end, no depth made to break a program.
"""

from __future__ import annotations

import json
from math import isfinite

from data_access.errors import BadInput
from data_access.ingest.files.opening import Member

_AGAIN = "download the file again; it may be cut short or edited by hand"


class _Unsure(ValueError):
    """Something JSON's grammar forbids, or leaves open."""


def document(member: Member) -> object:
    """The document in ``member``; :class:`BadInput` with the line where it stops making sense."""
    text = _text(member)
    try:
        parsed: object = json.loads(
            text, object_pairs_hook=_once, parse_constant=_constant, parse_int=_whole, parse_float=_number
        )
    except json.JSONDecodeError as error:
        several = error.msg == "Extra data"
        what = "Something follows the end of the document." if several else f"The document is not JSON: {error.msg}."
        do = "give one JSON document in a file, not one a line" if several else _AGAIN
        raise BadInput(what, file=member.name, line=error.lineno, expected="one JSON document", do=do) from error
    except RecursionError:
        raise BadInput("Brackets are nested far too deeply.", file=member.name, expected="plain JSON", do=_AGAIN) from None
    except _Unsure as error:
        raise BadInput(str(error), file=member.name, expected="plain JSON", do=_AGAIN) from error
    return parsed


def _text(member: Member) -> str:
    raw = member.content()
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise BadInput("A character is not UTF-8.", file=member.name, line=line, expected="JSON in UTF-8", do=_AGAIN) from error


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        twice = next(key for key in keys if keys.count(key) > 1)
        raise _Unsure(f"The key “{twice[:40]}” stands twice in one object.")
    return found


def _constant(word: str) -> float:
    raise _Unsure(f"{word} is no number in JSON.")


def _whole(digits: str) -> int:
    if len(digits) > 18:
        raise _Unsure(f"The number {digits[:18]}… is too long to be true.")
    return int(digits)


def _number(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise _Unsure(f"The number {digits[:18]} is too large to be true.")
    return number
