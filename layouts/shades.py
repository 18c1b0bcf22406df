"""Into which of five shades does an amount fall?"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles

from layouts.wording import number

MOST = 5


@dataclass(frozen=True, slots=True)
class Shades:
    """Classes of amounts, parted at round numbers so that each holds about as many areas; more is further from the ground."""

    edges: tuple[float, ...]
    step: float = 1.0

    def of(self, amount: float) -> int:
        """1 to 5; fewer classes keep their distance from each other."""
        place = bisect_right(self.edges, amount)
        return 1 + round(place * (MOST - 1) / len(self.edges)) if self.edges else MOST // 2 + 1

    @property
    def legend(self) -> tuple[tuple[int, str], ...]:
        """(shade, ``60 to 79``), from least to most."""
        if not self.edges:
            return ()
        ends = [*zip(self.edges, self.edges[1:], strict=False)]
        middle = [(self.of(low), self._range(low, round(high - self._least, 6))) for low, high in ends]
        first, last = self.edges[0], self.edges[-1]
        return ((1, f"under {number(first)}"), *middle, (MOST, f"{number(last)} or more"))

    @staticmethod
    def _range(low: float, high: float) -> str:
        return number(low) if low == high else f"{number(low)} to {number(high)}"

    @property
    def _least(self) -> float:
        """The smallest difference the legend shows."""
        return 1.0 if self.step >= 1 and float(self.step).is_integer() else 0.1


def shades(amounts: Sequence[float]) -> Shades:
    """Five classes of these amounts; fewer where they hardly differ."""
    if len(amounts) < 2 or min(amounts) == max(amounts):
        return Shades(())
    step = _round_step(max(amounts) - min(amounts))
    parted = [round(round(edge / step) * step, 6) for edge in quantiles(amounts, n=MOST, method="inclusive")]
    return Shades(tuple(dict.fromkeys(edge for edge in parted if min(amounts) < edge <= max(amounts))), step)


def _round_step(spread: float) -> float:
    """About a twentieth of the spread, as 1, 2, 5 or 10 of something; never under a tenth."""
    rough = spread / 20
    size = 10 ** math.floor(math.log10(rough))
    return max(0.1, min((size * factor for factor in (1, 2, 5, 10)), key=lambda step: abs(step - rough)))
