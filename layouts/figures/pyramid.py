"""Age and gender together: one side for each gender, an age to a row."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.code_lists import UNKNOWN
from data_access.released import Released, Status
from data_access.wording import number
from layouts import canvas
from layouts.canvas import CLEAR, Figure, Margin, Part
from layouts.wording import WITHHELD

SIDES = ("female", "male")
AGES = (*(slug for slug in DIMENSIONS["age"].slugs if slug != UNKNOWN), UNKNOWN)
# Shares of the width: the ages between the two sides, and the printed number at each end.
MIDDLE, END = 0.22, 0.16


@dataclass(frozen=True, slots=True)
class Cell:
    """One bar: ``drawn`` is its length, that of the longest where the number is withheld."""

    age: str
    gender: str
    row: int
    value: int | None
    drawn: float


def pyramid(
    released: Released,
    *,
    height: int = 168,
    chosen_ages: Collection[str] = (),
    chosen_genders: Collection[str] = (),
    finding: str = "",
) -> Figure:
    """Bars for women and girls to the left, men and boys to the right, on one scale; age not given last and dotted.

    Other and unrecorded genders are counted in a line underneath: they are too
    few to draw beside the rest, and never dropped.
    """
    counts = cells(released)
    longest = {side: max([cell.drawn for cell in counts if cell.gender == side], default=0) for side in SIDES}
    width = (sum(longest.values()) or 1) / (1 - MIDDLE - 2 * END)
    half = width * MIDDLE / 2
    margin = Margin(top=18, bottom=18)
    pitch = min(28.0, margin.inside(height) / len(AGES))
    thick = min(16.0, pitch * 0.68) / pitch
    chosen = (chosen_ages, chosen_genders)
    sides = [[cell for cell in counts if cell.gender == side] for side in SIDES]
    traces = [_side(released, side, (half, thick), chosen) for side in sides]
    dotted = [cell for cell in counts if cell.age == UNKNOWN]
    return canvas.figure(
        [*traces, _words(sides, half)],
        height=height,
        margin=margin,
        finding=finding,
        barmode="overlay",
        xaxis=canvas.axis(-(half + longest["female"] + END * width), half + longest["male"] + END * width),
        yaxis=canvas.axis(margin.inside(height) / pitch - 0.5, -0.5),
        shapes=[*_bases(half, len(AGES)), *(_dots(cell, half, thick) for cell in dotted)],
        annotations=[*_headings(half), *_rest(released)],
    )


def cells(released: Released) -> list[Cell]:
    """Every bar of the two sides, noughts included, in reading order."""
    values = {(age, side): _value(released, age, side) for age in AGES for side in SIDES}
    top = max([value for value in values.values() if value is not None], default=0) or 1
    return [
        Cell(age, side, row, values[age, side], float(top if values[age, side] is None else values[age, side] or 0))
        for row, age in enumerate(AGES)
        for side in SIDES
    ]


def _value(released: Released, age: str, gender: str) -> int | None:
    slugs = {"age": age, "gender": gender}
    return released.value(*(slugs[dimension.key] for dimension in released.by))


def _side(
    released: Released, side: Sequence[Cell], size: tuple[float, float], chosen: tuple[Collection[str], Collection[str]]
) -> Part:
    half, thick = size
    way = -1 if side[0].gender == "female" else 1
    return {
        "type": "bar",
        "orientation": "h",
        "base": way * half,
        "x": [way * cell.drawn for cell in side],
        "y": [cell.row for cell in side],
        "width": thick,
        "marker": {
            "color": [_color(cell, chosen) for cell in side],
            "line": {"width": 0},
            "pattern": canvas.hatch(["/" if cell.value is None else "" for cell in side]),
        },
        "customdata": [canvas.choice(("age", cell.age), ("gender", cell.gender)) for cell in side],
        **canvas.hovering([_hover(cell, released) for cell in side]),
    }


def _color(cell: Cell, chosen: tuple[Collection[str], Collection[str]]) -> str:
    if cell.value is None:
        return "--withheld"
    if cell.age == UNKNOWN:
        return CLEAR
    ages, genders = chosen
    picked = (not ages or cell.age in ages) and (not genders or cell.gender in genders)
    return "--mark" if picked else "--mark-quiet"


def _hover(cell: Cell, released: Released) -> str:
    who = f"{DIMENSIONS['gender'].label(cell.gender)}, {_age(cell.age).lower()}"
    if cell.value is None:
        return f"{who}: {canvas.bold(WITHHELD)}"
    return f"{who}: {canvas.bold(number(cell.value))} {released.source.noun[0 if cell.value == 1 else 1]}"


def _age(slug: str) -> str:
    return "Age not given" if slug == UNKNOWN else DIMENSIONS["age"].label(slug)


def _words(sides: Sequence[Sequence[Cell]], half: float) -> Part:
    """Each bar's number outside its end, and the ages between the two sides."""
    ends = [(cell, -1 if cell.gender == "female" else 1) for side in sides for cell in side]
    told = [f" {canvas.quiet(WITHHELD) if cell.value is None else canvas.bold(number(cell.value))} " for cell, _ in ends]
    rows = list(range(len(AGES)))
    place = ["middle left" if way < 0 else "middle right" for _, way in ends] + ["middle center"] * len(AGES)
    color = ["--ink"] * len(ends) + ["--ink-quiet" if age == UNKNOWN else "--ink" for age in AGES]
    return canvas.written(
        [*told, *(DIMENSIONS["age"].label(age) for age in AGES)],
        [*(way * (half + cell.drawn) for cell, way in ends), *(0 for _ in AGES)],
        [*(cell.row for cell, _ in ends), *rows],
        place,
        textfont={"size": 12, "color": color},
    )


def _bases(half: float, rows: int) -> list[Part]:
    return [canvas.stroke((x, -0.6, x, rows - 0.4), "--rule-strong") for x in (-half, half)]


def _dots(cell: Cell, half: float, thick: float) -> Part:
    way = -1 if cell.gender == "female" else 1
    return canvas.outline(
        (way * half, cell.row - thick / 2, way * (half + cell.drawn), cell.row + thick / 2), canvas.DOTTED, "--missing"
    )


def _headings(half: float) -> list[Part]:
    above: Part = {"yref": "paper", "yanchor": "bottom"}
    return [
        canvas.note("Female", -half, 1, xanchor="right", **above),
        canvas.note("Male", half, 1, xanchor="left", **above),
    ]


def _rest(released: Released) -> list[Part]:
    """Genders that have no side of their own, in words under the figure."""
    place = next(i for i, dimension in enumerate(released.by) if dimension.key == "gender")
    said = []
    for slug, words in (("other", "other gender"), (UNKNOWN, "gender not given")):
        rows = [row for row in released.rows if row.keys[place] == slug]
        counted = sum(row.value or 0 for row in rows)
        if any(row.status is Status.WITHHELD for row in rows):
            said.append(f"{words} withheld")
        elif counted:
            said.append(f"{number(counted)} {words}")
    if not said:
        return []
    return [canvas.note(", ".join(said), 0.5, 0, xref="paper", yref="paper", yanchor="top", yshift=-2)]
