"""A chip that opens into a list of links: each leads to the same page asked otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dash import html

from layouts.components.attributes import said, worn


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to ask: its words, the address that asks it, and whether it is asked now."""

    words: str
    address: str
    chosen: bool = False


def menu(name: str, shown: str, choices: Sequence[Choice]) -> html.Details:
    """What is asked now as a chip; opened, what else could be. ``name`` says aloud what the chip chooses."""
    head = html.Summary([html.Span(f"{name}: ", className="hidden"), shown], className="chip")
    return worn(html.Details([head, html.Ul([_item(choice) for choice in choices])], className="ask"), {"data-menu": ""})


def _item(choice: Choice) -> html.Li:
    told = [choice.words, html.Span(" (shown now)", className="hidden")] if choice.chosen else choice.words
    return html.Li(html.A(told, href=choice.address, className="chosen" if choice.chosen else None))


def files(shown: str, choices: Sequence[Choice]) -> html.Details:
    """A button that opens into files to download."""
    items = [html.Li(html.A(choice.words, href=choice.address, download="")) for choice in choices]
    return worn(html.Details([html.Summary(shown, className="button"), html.Ul(items)], className="ask right"), {"data-menu": ""})


def let_go(words: str, address: str) -> html.A:
    """A filter that can be dropped: its words and a cross."""
    crossed = [
        words,
        html.Span(" ✕", className="quiet", **{"aria-hidden": "true"}),
        html.Span(": drop this filter", className="hidden"),
    ]
    return html.A(crossed, href=address, className="chip")


def sentence(parts: Sequence[str | html.Details | html.A], ends: Sequence[html.Details]) -> html.Div:
    """The question as a line of words and chips, with what can be done with the answer at its end."""
    copy = worn(html.Button("Copy link", type="button"), {"data-does": "copy"})
    words = [html.Span(part, className="quiet") if isinstance(part, str) else part for part in parts]
    return said(html.Div([*words, html.Span(className="gap"), copy, *ends], className="asked", role="group"), "What is shown")
