"""What may be shown of a count? The one place that makes ``Released``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from data_access.catalogue import DIMENSIONS, Dimension, Measure, Source
from data_access.errors import Fault
from data_access.released import Apportioned, Coverage, Provenance, Released, Row, Status


@dataclass(frozen=True, slots=True)
class Counted:
    """Counts fresh from the warehouse: nothing but ``release`` may read them.

    ``cells`` maps the dimensions' slugs, in the order of ``by``, to counts;
    those in ``about`` hold shares of counts made on other wards, with fractions.
    """

    by: tuple[str, ...]
    cells: Mapping[tuple[str, ...], float]
    about: frozenset[tuple[str, ...]] = frozenset()


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
    apportioned: Apportioned | None = None


def release(counted: Counted, context: Context) -> Released:
    """The part of ``counted`` that may be shown, in the dimensions' own order.

    Class O (published data) is shown exactly: noise there would be pointless
    and destroy trust. No other class has a policy yet, so it is refused.
    Shares of counts made on other wards are shown as whole numbers and marked.
    """
    if context.source.disclosure != "O":
        raise Fault(f"{context.source.key} is class {context.source.disclosure}, for which there is no release policy")
    by = tuple(DIMENSIONS[key] for key in counted.by)
    places = [_places(dimension) for dimension in by]
    ordered = sorted(counted.cells, key=lambda keys: [place(slug) for place, slug in zip(places, keys, strict=True)])
    rows = tuple(Row(keys, _whole(counted.cells[keys]), Status.SHOWN, keys in counted.about) for keys in ordered)
    return Released(
        by=by,
        rows=rows,
        total=_whole(_total(counted, context.source)),
        source=context.source,
        measure=context.measure,
        since=context.since,
        until=context.until,
        coverage=context.coverage,
        provenance=context.provenance,
        question=context.question,
        address=context.address,
        names=context.names,
        apportioned=context.apportioned if counted.about else None,
    )


def _whole(amount: float) -> int:
    """The nearest whole number, halves upwards."""
    return int(amount + 0.5)


def _total(counted: Counted, source: Source) -> float:
    """The sum over the question; of counts that overlap, the usual one's alone, where it is among them."""
    several = source.alternatives
    if several is None or several.dimension not in counted.by:
        return sum(counted.cells.values())
    at = counted.by.index(several.dimension)
    usual = {keys: n for keys, n in counted.cells.items() if keys[at] == several.usual}
    return sum((usual or counted.cells).values())


def _places(dimension: Dimension) -> Callable[[str], tuple[int, str]]:
    """Where a slug stands: the catalogue's order with "not recorded" last; never the order of the counts."""
    if not dimension.values:
        return lambda slug: (0, slug)
    found = {slug: (position or len(dimension.values), slug) for position, slug in enumerate(dimension.slugs)}
    return found.__getitem__
