"""What may be shown of a count? The one place that makes ``Released``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from data_access.catalogue import DIMENSIONS, Dimension, Measure, Source
from data_access.errors import Fault
from data_access.released import Coverage, Provenance, Released, Row, Status


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts fresh from the warehouse: nothing but ``release`` may read them.

    ``cells`` maps the dimensions' slugs, in the order of ``by``, to counts.
    """

    by: tuple[str, ...]
    cells: Mapping[tuple[str, ...], int]


@dataclass(frozen=True, slots=True)
class Context:
    """What a released answer carries besides its numbers."""

    source: Source
    measure: Measure
    since: date
    until: date
    coverage: Coverage
    provenance: Provenance
    question: str
    address: str
    names: Mapping[str, str]


def release(counted: Counted, context: Context) -> Released:
    """The part of ``counted`` that may be shown, in the dimensions' own order.

    Class O (published data) is shown exactly: noise there would be pointless
    and destroy trust. No other class has a policy yet, so it is refused.
    """
    if context.source.disclosure != "O":
        raise Fault(f"{context.source.key} is class {context.source.disclosure}, for which there is no release policy")
    by = tuple(DIMENSIONS[key] for key in counted.by)
    rows = tuple(Row(keys, counted.cells[keys], Status.SHOWN) for keys in sorted(counted.cells, key=lambda k: _order(by, k)))
    return Released(
        by=by,
        rows=rows,
        total=sum(counted.cells.values()),
        source=context.source,
        measure=context.measure,
        since=context.since,
        until=context.until,
        coverage=context.coverage,
        provenance=context.provenance,
        question=context.question,
        address=context.address,
        names=context.names,
    )


def _order(by: tuple[Dimension, ...], keys: tuple[str, ...]) -> tuple[tuple[int, str], ...]:
    """The catalogue's order with "not recorded" last; never the order of the counts."""
    return tuple(_place(dimension, slug) for dimension, slug in zip(by, keys, strict=True))


def _place(dimension: Dimension, slug: str) -> tuple[int, str]:
    if not dimension.values:
        return (0, slug)
    position = dimension.slugs.index(slug)
    return (position or len(dimension.values), slug)
