"""Does this file name somebody?

Files about people must come without names, addresses, NHS numbers, dates of
birth, telephones and e-mail addresses. One that holds any is refused whole, by
line and column; what it holds is never repeated, neither on a screen nor in a
log. It cannot find every name: a supplier's own check comes first.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from data_access.catalogue.layouts import Layout
from data_access.errors import NamesSomebody
from data_access.ingest.files.csv_rows import Batch
from data_access.ingest.rows import times

_HEADINGS = {
    "a name": re.compile(
        r"(?:fore|sur|last|first|full|family|given|patient|victim|person|maiden)[ _-]*name|^name$|^initials$|next of kin", re.I
    ),
    "an NHS number": re.compile(r"\bnhs[ _-]*(?:no|num|number|id)?\b|hospital[ _-]*(?:no|num|number)|\bmrn\b", re.I),
    "a date of birth": re.compile(r"birth|\bd\.?o\.?b\b", re.I),
    "a telephone number": re.compile(r"tele?phone|\bphone|mobile", re.I),
    "an e-mail address": re.compile(r"e-?mail", re.I),
    "an address": re.compile(r"(?:home|patient|victim|residen\w*)[ _-]*address|^address|post[ _-]?code", re.I),
}
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b", re.I)
_EMAIL = re.compile(r"[^\s@]+@[^\s@]+\.[a-z]{2,}", re.I)
_PHONE = re.compile(r"(?<!\d)(?:\+44[ -]?\d|0\d)(?:[ -]?\d){8,9}(?!\d)")
_TEN_DIGITS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_TITLED = re.compile(r"\b(?:Mr|Mrs|Miss|Ms|Mx|Dr)\.? +[A-Z][a-z]+")
_BORN = re.compile(r"\b(?:born|d\.?o\.?b\.?)\b", re.I)
_DAY = re.compile(r"(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](?:19|20)?\d\d|(?:19|20)\d\d-\d\d-\d\d)(?!\d)")
_STAMP = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\d)?", re.ASCII)  # what nearly every moment is, and is nothing else
CASE_YEARS = 6  # how far back a case's own number may be dated
_DO = "ask the supplier for the file without it; destroy this copy"


def refuse_headings(name: str, header: Sequence[str]) -> None:
    """Stop at a column that is headed like something about a person."""
    for heading in header:
        what = heading_like(heading)
        if what:
            said = f"A column is headed like {what} of a person; such a file is not read."
            raise NamesSomebody(said, file=name, line=1, expected="no identifiers", do=_DO)


def heading_like(heading: str) -> str:
    """What of a person a heading names: "a name", "an NHS number"; "" for nothing."""
    return next((what for what, like in _HEADINGS.items() if like.search(heading.strip())), "")


def value_like(text: str, *, place: bool = False, moment: bool = False, reference: bool = False) -> str:
    """What of a person a value looks like; "" for nothing.

    ``place``: a postcode may stand in it; ``moment``: a date; ``reference``: a date of these last years, as in a case's number.
    """
    return next(_found(text, place=place, moment=moment or (reference and _dates_a_case(text))), "")


def refuse_identifiers(name: str, layout: Layout, batch: Batch, *, words_only: bool = False) -> None:
    """Stop at the first value that looks like something about a person.

    A postcode may stand where a place is written freely, a date where the
    layout says there is one. ``words_only`` looks through places in words and
    nothing else: all that is asked of a published file.
    """
    places = {column for field in layout.fields_to("free_text") for column in field.columns}
    references = {column for field in layout.fields_to("record_id") for column in field.columns}
    moments = {column for field in layout.fields_to("month", "day", "moment") for column in field.columns} | {*layout.dates}
    for title, texts in zip(layout.heading, batch.columns, strict=False):
        if words_only and title not in places:
            continue
        for text in dict.fromkeys(texts):
            found = value_like(text, place=title in places, moment=title in moments, reference=title in references)
            if found:
                line = int(batch.lines[texts.index(text)])
                what = f"A value looks like {found} of a person; such a file is not read."
                raise NamesSomebody(what, file=name, line=line, field=title, expected="no identifiers", do=_DO)


def looks_like_one(text: str) -> bool:
    """Whether a text must not be repeated in a message."""
    return any(like.search(text) for like in (_POSTCODE, _EMAIL, _PHONE, _TITLED, _DAY)) or any(_nhs_numbers(text))


def names_somebody(text: str) -> bool:
    """Whether a text holds something about a person; a date alone does not."""
    return any(_found(text, place=False, moment=True))


def _found(text: str, *, place: bool, moment: bool) -> Iterator[str]:
    if moment and _STAMP.fullmatch(text):
        return
    if "@" in text and _EMAIL.search(text):
        yield "an e-mail address"
    if _TITLED.search(text):
        yield "a name"
    if any(map(str.isdigit, text)):
        yield from _numbers(text, place=place, moment=moment)


def _numbers(text: str, *, place: bool, moment: bool) -> Iterator[str]:
    if not moment and (_BORN.search(text) or _DAY.search(text)):
        yield "a date of birth"
    if any(_nhs_numbers(text)):
        yield "an NHS number"
    if _PHONE.search(text):
        yield "a telephone number"
    if not place and _POSTCODE.search(text):
        yield "a full postcode"


def _dates_a_case(text: str) -> bool:
    """Whether every date in a reference is of these last years: of births some would be older."""
    return not _BORN.search(text) and all(_year(match[0]) > times.today().year - CASE_YEARS for match in _DAY.finditer(text))


def _year(day: str) -> int:
    parts = re.split(r"[/.-]", day)
    told = next((part for part in parts if len(part) == 4), parts[-1])
    year = int(told)
    return year if len(told) == 4 else year + (2000 if year <= times.today().year % 100 else 1900)


def _nhs_numbers(text: str) -> Iterator[bool]:
    for match in _TEN_DIGITS.finditer(text):
        yield is_nhs_number(re.sub(r"\D", "", match[0]))


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits check as an NHS number does: weights ten to two, modulus eleven (NHS Data Dictionary).

    >>> is_nhs_number("9434765919"), is_nhs_number("9434765918")
    (True, False)
    """
    total = sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True))
    check = (11 - total % 11) % 11
    return check != 10 and check == int(digits[9])
