"""What is said beside a map: its finding, what it measures, what is not on it, why a choice is not offered."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.catalogue.code_lists import UNKNOWN
from data_access.rates import Rated
from data_access.released import Released
from data_access.wording import capitalised, thousands
from layouts import findings
from layouts.maps.layers import BY_KEY
from layouts.maps.paint import MapPaint

# Mean areas of an H3 cell, in km².
_SMALL = ("small area", "small areas")
_CELL_KM2 = {"h3_8": "0.7", "h3_9": "0.1", "h3_10": "0.015"}


def finding(released: Released, shown: MapPaint) -> str:
    """``One search in five was in four cells, the busiest around Lewisham High Street``."""
    if shown.key == "lsoa":
        said, values = findings.concentration(released, _SMALL), findings.placed(released)
        return f"{said}, the most in {released.label(max(values, key=values.__getitem__))}" if values else said
    if not shown.key.startswith("h3_"):
        return findings.leading(released)
    said = findings.concentration(released)
    name = released.names.get(shown.busiest[0], "") if shown.busiest else ""
    return f"{said}, the busiest {findings.lowered(name)}" if name else said


def subtitle(released: Released, shown: MapPaint) -> str:
    """``Searches in each hexagonal cell (about 0.1 km²), October 2022 to September 2023``."""
    period = months.period_words(released.since, released.until)
    if shown.by_rate:
        return f"{capitalised(released.source.noun[1])} per 1,000 residents, {period}"
    layer = BY_KEY.get(shown.key)
    place = layer.each if layer else f"hexagonal cell (about {_CELL_KM2[shown.key]} km²)"
    how = "Estimates of " if released.apportioned else ""
    return f"{capitalised(f'{how}{released.source.noun[1]}')} in each {place}, {period}"


def not_on_map(released: Released) -> list[Component | str]:
    """How many records the map cannot show: without a location, and outside the borough."""
    placeless = released.coverage.unplaced
    nowhere = released.value(UNKNOWN) or 0
    outside = released.coverage.outside
    one, many = released.source.noun
    said: list[Component | str] = []
    if placeless:
        has = f"{one} has" if placeless == 1 else f"{many} have"
        said += [
            html.Strong(f"Not on this map: {thousands(placeless)}"),
            f" {has} no location; some may have been in the borough.",
        ]
    elif nowhere:
        has = f"{one} has" if nowhere == 1 else f"{many} have"
        said += [html.Strong(f"Not on this map: {thousands(nowhere)}"), f" {has} no known place."]
    else:
        said.append(html.Strong("Everything asked for is on this map."))
    if outside:
        said.append(f" {thousands(outside)} more lie outside the borough.")
    return said


def why_not(
    released: Released, *, key: str, measure: str, by_rate: bool, drawn: Sequence[str] = ("ward",), peopled: bool = True
) -> str:
    """Why something is not offered, in one line; "" where everything is. ``peopled``: the areas' residents are known."""
    unrated = _unrated(key, measure=measure, by_rate=by_rate, peopled=peopled)
    return " ".join(each for each in (_undrawn(released, key, drawn), unrated) if each)


def _undrawn(released: Released, key: str, drawn: Sequence[str]) -> str:
    finest = released.source.finest_cell
    if not finest:
        kind, finer = ("ward", "smaller areas or cells") if "ward" in drawn else ("small area", "wards or cells")
        return f"{released.source.title} is published by {kind}, without points: it cannot be drawn in {finer}."
    return (
        "Points are moved to a nearby street by the publisher, so cells are drawn no smaller."
        if key not in BY_KEY and finest < 10
        else ""
    )


def _unrated(key: str, *, measure: str, by_rate: bool, peopled: bool) -> str:
    """Why there is no rate: said wherever nobody has counted an area's residents, else to whoever asks for one."""
    layer = BY_KEY.get(key)
    if layer is not None and not peopled and (measure == "rate" or key != "ward"):
        return f"No resident numbers for {layer.whose}, so there are counts and no rates."
    if measure != "rate" or by_rate:
        return ""
    if layer is None:
        return "Residents are known by wards and small areas, so cells show counts."
    return f"Residents are known by whole {layer.plural} only, so this question shows counts."


def rate_caution(rated: Rated) -> str:
    """Whose residents a rate divides by, and how it misleads."""
    whose = f"ONS {rated.vintage} estimates" if rated.vintage.startswith("mid-") else rated.vintage.replace("-", " ").capitalize()
    made = ", of the small areas that each ward is made of" if rated.summed else ""
    return f"Residents: {whose}{made}. Many people counted in a town centre live elsewhere, so its rate reads high."
