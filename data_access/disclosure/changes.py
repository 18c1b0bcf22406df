"""What may be shown of the difference between two snapshots?"""

from __future__ import annotations

from collections.abc import Sequence

from data_access.errors import Fault
from data_access.history import Change


def released_changes(changes: Sequence[Change]) -> tuple[Change, ...]:
    """The changes, all of published data: a difference of any other source would show single people."""
    for one in changes:
        if not one.source.open:
            raise Fault(f"{one.source.key} is class {one.source.disclosure}, for which there is no release policy")
    return tuple(changes)
