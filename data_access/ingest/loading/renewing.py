"""Which files that the store knows must be read again, and what were they read with?"""

from __future__ import annotations

from data_access.ingest.arriving import corrections
from data_access.ingest.arriving.arrivals import Arrivals
from data_access.ingest.arriving.corrections import Corrections
from data_access.ingest.loading.fates import UNUSED
from data_access.ingest.stored.store import Known, Store


def settled(before: Store, fixed: Corrections) -> dict[str, Known]:
    """The store's files that need no second look.

    One not used so far may be, beside others or by a newer Lion; one with
    other corrections than it was read with says something else now; words that
    an older list of names found may be found elsewhere now.
    """
    again = on_older_lists(before)
    files = ((sha256, known) for sha256, known in before.files.items() if known.fate != UNUSED and sha256 not in again)
    return {sha256: known for sha256, known in files if not fixed.news(sha256, before.meta)}


def on_older_lists(before: Store) -> set[str]:
    """Files whose words were looked up in other names than the store has by now."""
    now = before.meta.get("listed_by", "")
    return {each.sha256 for each in before.slots if each.found_by not in {"", now}}


def renewed(taken: Arrivals, before: Store, fixed: Corrections) -> set[str]:
    """Files of the store that were read again because cells of them were corrected since, or names of places have changed."""
    again, known = on_older_lists(before), [each.sha256 for each in taken.read if each.sha256 in before.files]
    return {sha256 for sha256 in known if sha256 in again or fixed.news(sha256, before.meta)}


def corrected(taken: Arrivals, before: Store, fixed: Corrections) -> dict[str, str]:
    """Which corrections each file was read with: now, or by the load that the store has it from."""
    stated = {key: value for key, value in before.meta.items() if key.startswith(corrections.KEY)}
    now = {corrections.KEY + each.sha256: fixed.digest(each.sha256) for each in taken.read}
    return {key: value for key, value in {**stated, **now}.items() if value}
