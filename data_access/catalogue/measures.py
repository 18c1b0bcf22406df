"""What can be counted, and in which unit."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Measure:
    """A number a reader can ask for; ``unit`` finishes the phrase "a figure in …"."""

    key: str
    title: str
    unit: str


MEASURES: dict[str, Measure] = {
    measure.key: measure
    for measure in (
        Measure("count", "Count", "records"),
        Measure("rate", "Rate per 1,000 residents", "records per 1,000 residents"),
    )
}
