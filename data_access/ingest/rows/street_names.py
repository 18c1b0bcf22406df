"""Which district does an LSOA's name name?"""

from __future__ import annotations

import re

_LSOA_NAME = re.compile(r"(.+) \d{3}[A-Z]", re.ASCII)


def district(lsoa_name: str) -> str | None:
    """The district an LSOA lies in.

    >>> district("Lewisham 009B"), district("")
    ('Lewisham', None)
    """
    match = _LSOA_NAME.fullmatch(lsoa_name)
    return match[1] if match else None
