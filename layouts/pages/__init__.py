"""The pages, in the order a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its name in the header, and the module that lays it out.

    ``keeps`` names the filters that a reader brings along from another page.
    """

    path: str
    title: str
    name: str
    keeps: tuple[str, ...] = ()


_PERIOD = ("since", "until")


PAGES: tuple[Page, ...] = (
    Page("/", "Overview", "overview"),
    Page("/explore", "Explore", "explore", (*_PERIOD, "ward")),
    Page("/ward", "Ward", "ward", (*_PERIOD, "ward")),
    Page("/stop-and-search", "Stop and search", "stop_and_search", (*_PERIOD, "ward")),
    Page("/data-and-methods", "Data and methods", "data"),
)
