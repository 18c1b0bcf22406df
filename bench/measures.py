"""One measurement beside its budget."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

Budgets = Mapping[str, Mapping[str, float]]
Sides = Mapping[str, Mapping[str, float]]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line: what was measured, the figure, its budget in words, and whether it is met (None: for comparison only)."""

    part: str
    what: str
    figure: str
    budget: str = ""
    met: bool | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A part's lines are made here, so that all read alike."""

    name: str

    def at_most(self, what: str, value: float, limit: float, form: str = "{:.0f} ms", more: str = "") -> Measure:
        """A figure that must not pass its limit; ``form`` writes both."""
        return Measure(self.name, what, f"{form.format(value)}{more}", f"≤ {form.format(limit)}", value <= limit)

    def at_least(self, what: str, value: float, limit: float, form: str = "{:.3f}", more: str = "") -> Measure:
        """A figure that must reach its limit; ``form`` writes both."""
        return Measure(self.name, what, f"{form.format(value)}{more}", f"≥ {form.format(limit)}", value >= limit)

    def ahead(self, what: str, value: float, other: float, form: str = "{:.0f} ms") -> Measure:
        """A figure that must be less than another one of the same run."""
        return Measure(self.name, what, form.format(value), f"under {form.format(other)}", value < other)

    def beside(self, what: str, figure: str) -> Measure:
        """A figure without a budget."""
        return Measure(self.name, what, figure)
