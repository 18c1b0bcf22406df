"""What may be shown of an indicator? The one place that makes ``ReleasedFigures``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from data_access.catalogue import FIGURES
from data_access.errors import Fault
from data_access.indicators import Figure, FigureQuestion, ReleasedFigures
from data_access.released import Provenance


@dataclass(frozen=True, slots=True)
class Figured:
    """Figures fresh from the warehouse: nothing but ``release_figures`` may read them."""

    areas: tuple[str, ...]
    rows: Sequence[Figure]


def release_figures(figured: Figured, question: FigureQuestion, provenance: Provenance) -> ReleasedFigures:
    """Published figures (class O), as published; no other class has a policy yet, so it is refused."""
    source = FIGURES[question.source]
    if not source.open:
        raise Fault(f"{source.key} is class {source.disclosure}, for which there is no release policy")
    return ReleasedFigures(
        source=source,
        indicator=source.indicators[question.indicator],
        areas=figured.areas,
        rows=tuple(figured.rows),
        provenance=provenance,
        address=question.address,
    )
