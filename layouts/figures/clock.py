"""When in the week: an hour to a column, a weekday to a row, darker for more."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import Released
from data_access.wording import number
from layouts import canvas
from layouts.canvas import Figure, Json, Margin, Part
from layouts.wording import WITHHELD

DAYS = tuple(slug for slug in DIMENSIONS["weekday"].slugs if slug != UNKNOWN)
HOURS = tuple(slug for slug in DIMENSIONS["hour"].slugs if slug != UNKNOWN)
CLASSES = ("--seq-1", "--seq-2", "--seq-3", "--seq-4", "--seq-5")
ROUND = (1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 15, 20, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90)
BELOW, LEGEND = 44, 16  # pixels under the grid for hours and legend, and of the legend alone
Grid = list[list["int | None"]]


def clock(
    released: Released,
    *,
    height: int = 168,
    chosen_hours: Collection[str] = (),
    chosen_days: Collection[str] = (),
    finding: str = "",
) -> Figure:
    """A grid of 24 hours by 7 days in five classes; nought is the ground, withheld a stroke across."""
    grid = counts(released)
    bounds = class_bounds([value for row in grid for value in row if value])
    classes = [[_class(value, bounds) for value in row] for row in grid]
    margin = Margin(left=36, right=1, top=1, bottom=1)
    inside = margin.inside(height)
    days = canvas.labelled(list(range(7)), [day[:3].capitalize() for day in DAYS], "--ink")
    return canvas.figure(
        [_heat(grid, classes, released), *_struck(grid), _legend(bounds, released.source.noun[1])],
        height=height,
        margin=margin,
        finding=finding,
        named=True,
        xaxis=canvas.axis(-0.5, 23.5, anchor="y", **_hour_labels()),
        yaxis=canvas.axis(6.5, -0.5, domain=[BELOW / inside, 1], **days),
        xaxis2=canvas.axis(0, 1, anchor="y2"),
        yaxis2=canvas.axis(0, 1, anchor="x2", domain=[0, LEGEND / inside]),
        shapes=_chosen(chosen_hours, chosen_days),
    )


def counts(released: Released) -> Grid:
    """The numbers as drawn: a list for each day, 24 hours in each."""
    hours_first = released.by[0].key == "hour"
    return [[released.value(*((hour, day) if hours_first else (day, hour))) for hour in HOURS] for day in DAYS]


def class_bounds(values: Sequence[int]) -> list[int]:
    """The lowest number of each of up to five classes: quintiles of what is there, rounded to numbers people use.

    >>> class_bounds([1, 1, 2, 3, 5, 8, 13, 21, 34, 55])
    [1, 2, 5, 12, 35]
    """
    if not values:
        return [1]
    ordered = sorted(values)
    cuts = [ordered[int(len(ordered) * share)] for share in (0.2, 0.4, 0.6, 0.82)]
    bounds = [1]
    for cut in cuts:
        nearest = _rounded(cut)
        if nearest > bounds[-1] and nearest <= ordered[-1]:
            bounds.append(nearest)
    return bounds


def _rounded(value: int) -> int:
    size = 1
    while value >= 100 * size:
        size *= 10
    return min((step * size for step in ROUND), key=lambda step: abs(step - value))


def _class(value: int | None, bounds: Sequence[int]) -> int | None:
    if value is None:
        return None
    passed = sum(value >= bound for bound in bounds)
    return 0 if not passed else passed + len(CLASSES) - len(bounds) if len(bounds) > 1 else len(CLASSES) - 1


def _heat(grid: Grid, classes: list[list[int | None]], released: Released) -> Part:
    colors = ("--ground", *CLASSES)
    steps: list[list[Json]] = [[edge / 6, color] for i, color in enumerate(colors) for edge in (i, i + 1)]
    return {
        "type": "heatmap",
        "z": classes,
        "zmin": -0.5,
        "zmax": 5.5,
        "colorscale": steps,
        "showscale": False,
        "xgap": 1,
        "ygap": 1,
        "customdata": [[canvas.choice(("weekday", day), ("hour", hour)) for hour in HOURS] for day in DAYS],
        "hovertext": [[_hover(day, hour, grid[d][h], released) for h, hour in enumerate(HOURS)] for d, day in enumerate(DAYS)],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverongaps": True,
    }


def _hover(day: str, hour: str, value: int | None, released: Released) -> str:
    when = f"{day.capitalize()} {int(hour):02}:00 to {(int(hour) + 1) % 24:02}:00"
    if value is None:
        return f"{when}: {canvas.bold(WITHHELD)}"
    return f"{when}: {canvas.bold(number(value))} {released.source.noun[0 if value == 1 else 1]}"


def _struck(grid: Grid) -> list[Part]:
    """A stroke across each withheld cell: a heat grid has no hatching of its own."""
    struck = [(h, d) for d, row in enumerate(grid) for h, value in enumerate(row) if value is None]
    if not struck:
        return []
    return [
        {
            "type": "scatter",
            "mode": "markers",
            "x": [h for h, _ in struck],
            "y": [d for _, d in struck],
            "marker": {"symbol": "line-ne", "size": 9, "line": {"color": "--withheld", "width": 1.5}},
            "hoverinfo": "skip",
        }
    ]


def _hour_labels() -> Part:
    return {**canvas.labelled([1.1, 6, 12, 18], ["midnight", "6 am", "noon", "6 pm"]), "ticklabelstandoff": 2}


def _legend(bounds: Sequence[int], noun: str) -> Part:
    """What is counted, then each class's lowest number beside its colour, under the hours."""
    colors = CLASSES[len(CLASSES) - len(bounds) :] if len(bounds) > 1 else CLASSES[4:]
    words = [number(bound) + ("+" if bound == bounds[-1] and len(bounds) > 1 else "") for bound in bounds]
    return {
        "type": "scatter",
        "mode": "markers+text",
        "xaxis": "x2",
        "yaxis": "y2",
        "x": [0, *(0.26 + 0.15 * i for i in range(len(bounds)))],
        "y": [0.5] * (len(bounds) + 1),
        "marker": {
            "symbol": "square",
            "size": [0, *(12 for _ in bounds)],
            "color": ["--ground", *colors],
            "line": {"color": "--area-edge", "width": [0, *(0.5 for _ in bounds)]},
            "opacity": 1,
        },
        "text": [noun.capitalize(), *(f" {word}" for word in words)],
        "textposition": "middle right",
        "textfont": {"size": 12, "color": "--ink"},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _chosen(hours: Collection[str], days: Collection[str]) -> list[Part]:
    """An outline round what is chosen."""
    if not hours and not days:
        return []
    across = _runs([int(hour) for hour in hours if hour in HOURS], 24)
    down = _runs([DAYS.index(day) for day in days if day in DAYS], 7)
    return [
        {**canvas.outline((a - 0.5, c - 0.5, b + 0.5, d + 0.5), "solid", "--ink"), "line": {"color": "--ink", "width": 2}}
        for a, b in across
        for c, d in down
    ]


def _runs(places: Sequence[int], size: int) -> list[tuple[int, int]]:
    """Unbroken runs of places; all of them when none is chosen."""
    found: list[tuple[int, int]] = []
    for place in sorted(places) or range(size):
        if found and found[-1][1] + 1 == place:
            found[-1] = (found[-1][0], place)
        else:
            found.append((place, place))
    return found
