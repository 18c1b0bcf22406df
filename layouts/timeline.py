"""The months under a figure: few labels, the first and the last among them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from layouts import canvas
from layouts.canvas import Part

MOST_LABELS = 5
_TIGHTEST = 230  # pixels of plotting area in the narrowest panel
_ASIDE = 58  # pixels beside it that words above may use


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


def gap_notes(named: Sequence[tuple[float, str]], count: int, *, above: int) -> list[Part]:
    """The words of at most two gaps, ``above`` so many pixels over the figure: (place among ``count`` months, words).

    One leans to the left and one to the right. Where they would lie on each
    other they are joined, and where that is too long the later speaks alone.
    """
    alongs = [(place + 0.6) / max(1, count) for place, _ in named]
    backs = [
        canvas.back(words, along, nth, len(named)) for nth, ((_, words), along) in enumerate(zip(named, alongs, strict=True))
    ]
    if len(named) == 2:
        ends = alongs[0] * _TIGHTEST - backs[0] + len(named[0][1]) * canvas.TEXT_PX
        if ends + 2 * canvas.TEXT_PX > alongs[1] * _TIGHTEST - backs[1]:
            joined = f"{named[0][1]}; {named[1][1]}"
            fits = len(joined) * canvas.TEXT_PX <= _TIGHTEST + _ASIDE
            return gap_notes([(named[1][0], joined if fits else named[1][1])], count, above=above)
    where: Part = {"yref": "paper", "yanchor": "bottom", "yshift": above, "xanchor": "left"}
    return [canvas.note(words, place, 1, **where, xshift=-back) for (place, words), back in zip(named, backs, strict=True)]
