"""The months under a figure: few labels, the first and the last among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from layouts import canvas
from layouts.canvas import Part

MOST_LABELS = 5


def month_axis(shown: Sequence[date], *, low: float = -0.6, room: float = 0.6) -> Part:
    """A month axis by position (0, 1, 2 …), with a base line."""
    places = labelled_places(len(shown))
    words = [f"{shown[i]:%b %y}" for i in places]
    base: Part = {"showline": True, "linecolor": "--rule-strong", "linewidth": 1}
    return canvas.axis(low, len(shown) - 1 + room, **base, **canvas.labelled(places, words))


def labelled_places(count: int) -> list[int]:
    """Which of ``count`` months are labelled: every so many, and the last.

    >>> labelled_places(28), labelled_places(12), labelled_places(1)
    ([0, 6, 12, 18, 27], [0, 3, 6, 11], [0])
    """
    step = next(step for step in (1, 2, 3, 6, 12, 24, 48, 96) if (count - 1) / step < MOST_LABELS)
    places = [i for i in range(0, count, step) if count - 1 - i >= step * 0.75]
    return [*places, count - 1] if count else []
