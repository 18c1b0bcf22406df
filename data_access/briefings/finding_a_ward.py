"""Which ward does a reader mean, by a name or a postcode?

A postcode stays out of the address: where somebody lives is nobody's link.
"""

from __future__ import annotations

import re

from data_access.filters import shown
from data_access.holdings import Area
from data_access.portrait import Found
from data_access.warehouse import Warehouse

# The shapes of a whole postcode and of its first half, in capitals without spaces.
_WHOLE = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?[0-9][A-Z]{2}")
_OUTWARD = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]?")
_LONGEST = 80  # characters; no ward's name is longer


def found(warehouse: Warehouse, text: object) -> Found:
    """The ward of a name, of part of one, or of a postcode in any spelling; otherwise a sentence that says what to do."""
    sought = " ".join(text.split())[:_LONGEST] if isinstance(text, str) else ""
    if not sought:
        return Found(words="Type a ward’s name or a whole postcode, or choose from the list.")
    compact = sought.replace(" ", "").upper()
    if _WHOLE.fullmatch(compact):
        return _by_postcode(warehouse, f"{compact[:-3]} {compact[-3:]}")
    if _OUTWARD.fullmatch(compact):
        return Found(words=f"{compact} is the first half of a postcode: type all of it, or your ward’s name.")
    return _by_name(warehouse.areas("ward"), sought)


def _by_postcode(warehouse: Warehouse, postcode: str) -> Found:
    place = warehouse.postcode(postcode)
    codes = {ward.code for ward in warehouse.areas("ward")}
    if place is None:
        return Found(words=f"{postcode} is not among the postcodes loaded here. Try your ward’s name, or choose from the list.")
    if place[2] not in codes:
        return Found(words=f"{postcode} is outside {warehouse.borough}: this page knows the wards of {warehouse.borough} only.")
    return Found(code=place[2])


def _by_name(wards: tuple[Area, ...], sought: str) -> Found:
    plain = _plain(sought)
    names = {ward: _plain(ward.name) for ward in wards}
    within = [ward for ward, name in names.items() if plain and plain in name]
    fitting = [ward for ward in within if names[ward] == plain] or within
    if len(fitting) == 1:
        return Found(code=fitting[0].code)
    if fitting:
        return Found(
            several=tuple(sorted(fitting, key=lambda ward: ward.name)), words=f"{len(fitting)} wards fit “{shown(sought)}”:"
        )
    return Found(words=f"No ward is called “{shown(sought)}”. Try a postcode, or choose from the list.")


def _plain(name: str) -> str:
    """A name as it is compared: small letters, apostrophes and the word "ward" left out."""
    letters = re.sub(r"[^a-z0-9 ]", "", name.lower())
    return letters.removesuffix(" ward").strip()
