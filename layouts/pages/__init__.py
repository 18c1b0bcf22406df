"""The pages, in the order a reader meets them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, its name in the header, and the module that lays it out."""

    path: str
    title: str
    name: str


PAGES: tuple[Page, ...] = (
    Page("/", "Overview", "overview"),
    Page("/explore", "Explore", "explore"),
    Page("/ward", "Ward", "ward"),
    Page("/stop-and-search", "Stop and search", "stop_and_search"),
    Page("/data-and-methods", "Data and methods", "data"),
)
