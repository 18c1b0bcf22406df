"""A chip that opens into a list of links: each leads to the same page asked otherwise.

The chips stand still and only their words and lists change, so that whoever
chose something by keyboard is still on the chip they opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts.components.attributes import said, worn


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to ask: its words, the address that asks it, and whether it is asked now."""

    words: str
    address: str
    chosen: bool = False


def says(menu_id: str) -> str:
    """The id of what a chip shows."""
    return f"{menu_id}-says"


def choices(menu_id: str) -> str:
    """The id of a chip's list."""
    return f"{menu_id}-choices"


def menu(menu_id: str, name: str, shown: str) -> html.Details:
    """A chip and its list; ``shown`` stands until the answer comes, ``name`` says aloud what the chip chooses."""
    head = [html.Span(f"{name}: ", className="hidden"), html.Span(shown, id=says(menu_id))]
    return _opening(html.Summary(head, className="chip"), menu_id, "ask")


def files(menu_id: str, shown: str) -> html.Details:
    """A button that opens into files to download."""
    return _opening(html.Summary(shown, className="button"), menu_id, "ask right")


def _opening(head: html.Summary, menu_id: str, class_name: str) -> html.Details:
    return worn(html.Details([head, html.Ul(id=choices(menu_id))], className=class_name), {"data-menu": ""})


def links(listed: Sequence[Choice]) -> list[Component]:
    """A chip's list; what is shown now says so."""
    return [
        html.Li(html.A(_words(choice), href=choice.address, className="chosen" if choice.chosen else None)) for choice in listed
    ]


def _words(choice: Choice) -> list[str | Component]:
    return [choice.words, html.Span(" (shown now)", className="hidden")] if choice.chosen else [choice.words]


def downloads(listed: Sequence[Choice]) -> list[Component]:
    return [html.Li(html.A(choice.words, href=choice.address, download="")) for choice in listed]


def let_go(words: str, address: str) -> html.A:
    """A filter that can be dropped: its words and a cross."""
    cross = worn(html.Span(" ✕", className="quiet"), {"aria-hidden": "true"})
    return html.A([words, cross, html.Span(": drop this filter", className="hidden")], href=address, className="chip")


def sentence(parts: Sequence[str | Component], ends: Sequence[Component]) -> html.Div:
    """The question as a line of words and chips, with what can be done with the answer at its end."""
    copy = worn(html.Button("Copy link", type="button"), {"data-does": "copy"})
    words = [html.Span(part, className="quiet") if isinstance(part, str) else part for part in parts]
    line = html.Div([*words, html.Span(className="gap"), copy, *ends], className="asked", role="group")
    return html.Div(said(line, "What is shown"), className="asked-line")
