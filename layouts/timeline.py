"""The months under a figure: few labels, the first and the last among them, and where counting changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from data_access import months
from data_access.catalogue.series_breaks import series_breaks
from data_access.released import Released
from layouts import canvas
from layouts.canvas import Part

MOST_LABELS = 5
TIGHTEST = 230  # pixels of plotting area in the narrowest panel
_ASIDE = 58  # pixels beside it that words above may use


@dataclass(frozen=True, slots=True)
class Break:
    """The first month counted the new way, and the words beside the dotted line."""

    month: date
    words: str


def breaks_of(released: Released) -> list[Break]:
    """The source's own, and where its supplier changed from the wards of one time to those of another."""
    declared = [Break(months.shift(entry.last_old_month, 1), entry.sign) for entry in series_breaks(released.source.key)]
    return [*declared, *(Break(month, "new ward boundaries") for month in released.parted)]


def break_lines(breaks: Sequence[Break], places: Mapping[date, int], top: float) -> list[Part]:
    """A dotted line before each month, among ``places``, from which on another way of counting holds."""
    cuts = [places[entry.month] - 0.5 for entry in breaks if places.get(entry.month)]  # none before the first month
    return [canvas.stroke((cut, 0, cut, top * 1.04), "--ink-quiet", 1, "2px,3px") for cut in cuts]


def break_words(breaks: Sequence[Break], places: Mapping[date, int]) -> list[Part]:
    """Why each line is there, above it; to its left where the figure ends on the right."""
    told = []
    for entry in breaks:
        place = places.get(entry.month)
        if place:
            left = canvas.TEXT_PX * len(entry.words) > TIGHTEST * (1 - place / len(places)) + _ASIDE / 2
            where: Part = {"xanchor": "right", "xshift": -4} if left else {"xanchor": "left", "xshift": 4}
            told.append(canvas.note(canvas.plain(entry.words), place - 0.5, 1, yref="paper", yanchor="bottom", yshift=2, **where))
    return told


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
        ends = alongs[0] * TIGHTEST - backs[0] + len(named[0][1]) * canvas.TEXT_PX
        if ends + 2 * canvas.TEXT_PX > alongs[1] * TIGHTEST - backs[1]:
            joined = f"{named[0][1]}; {named[1][1]}"
            fits = len(joined) * canvas.TEXT_PX <= TIGHTEST + _ASIDE
            return gap_notes([(named[1][0], joined if fits else named[1][1])], count, above=above)
    where: Part = {"yref": "paper", "yanchor": "bottom", "yshift": above, "xanchor": "left"}
    return [canvas.note(words, place, 1, **where, xshift=-back) for (place, words), back in zip(named, backs, strict=True)]
