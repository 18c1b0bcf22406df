"""The texts that wait: which are listed, which one is chosen, how far the review has come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qs, urlencode

from dash import html
from dash.development.base_component import Component

from data_access import months
from data_access.place_review import PlacesDesk, Unplaced
from data_access.wording import percent, thousands
from layouts.components.attributes import worn
from layouts.written import Element

PATH = "/data-desk/places"
SHOWN = 50  # texts
_DIGITS = 16  # of a digest, in an address


@dataclass(frozen=True, slots=True)
class Wish:
    """What the address asks for: texts of one source or month, and which one; ``after`` is one that was just answered."""

    text: str = ""
    source: str = ""
    month: str = ""
    after: str = ""
    after_rows: int = 0

    @classmethod
    def of(cls, query: str, *, text: str = "") -> Wish:
        asked = parse_qs(query.removeprefix("?"))
        shown, source, month = (asked.get(name, [""])[0] for name in ("text", "source", "month"))
        return cls(text or shown, source, month)

    def address(self, text: str = "") -> str:
        told = {"text": text, "source": self.source, "month": self.month}
        query = urlencode({name: value for name, value in told.items() if value})
        return f"{PATH}?{query}" if query else PATH


def narrowed(waiting: Sequence[Unplaced], wish: Wish) -> list[Unplaced]:
    """Those of the wished source and month; with a month, those that hold up most of its rows first."""
    found = [
        each
        for each in waiting
        if (not wish.source or wish.source in {source.key for source in each.sources})
        and (not wish.month or wish.month in each.months)
    ]
    return sorted(found, key=lambda each: (-rows_of(each, wish), each.said))


def rows_of(text: Unplaced, wish: Wish) -> int:
    return text.months.get(wish.month, 0) if wish.month else text.rows


def chosen_of(listed: Sequence[Unplaced], wish: Wish) -> Unplaced | None:
    """The text that is asked for, else the one after that which was just answered, else the first."""
    asked = next((each for each in listed if wish.text and each.digest.startswith(wish.text)), None)
    if asked is None and wish.after:
        place = (-wish.after_rows, wish.after)
        asked = next((each for each in listed if (-rows_of(each, wish), each.said) > place), None)
    return asked or next(iter(listed), None)


def after(listed: Sequence[Unplaced], text: Unplaced, wish: Wish) -> str:
    """The address of the next text, the first after the last."""
    at = next(nth for nth, each in enumerate(listed) if each is text)
    return wish.address(listed[(at + 1) % len(listed)].digest[:_DIGITS])


def rows_words(count: int) -> str:
    return "one row" if count == 1 else f"{thousands(count)} rows"


def drawn(desk: PlacesDesk, listed: Sequence[Unplaced], chosen: Unplaced | None, wish: Wish) -> list[object]:
    """How far it has come, what is listed, and the list."""
    if not desk.waiting:
        return [html.H2("Nothing waits"), html.P("Every text was found surely, or somebody has said what it means.")]
    rows = sum(rows_of(each, wish) for each in listed)
    texts = "One text holds" if len(listed) == 1 else f"{thousands(len(listed))} texts hold"
    title = html.H2(f"{texts} up {rows_words(rows)}") if listed else html.H2("Nothing waits of these")
    at = next((nth for nth, each in enumerate(listed) if each is chosen), 0)
    first = max(0, min(at - SHOWN // 2, len(listed) - SHOWN))
    items = [html.Li(_link(each, wish, current=each is chosen)) for each in listed[first : first + SHOWN]]
    more = len(listed) - len(items)
    rest = [html.P(f"{thousands(more)} more come up as these are answered.", className="quiet small")] if more > 0 else []
    return [title, *_progress(desk), *_filters(desk.waiting, wish), html.Ol(items, className="places-texts"), *rest]


def _progress(desk: PlacesDesk) -> list[Component]:
    """``34 of 210 texts answered, 81 % of their rows``, as words and as a bar."""
    told = desk.progress
    if not told.texts:
        return []
    share = percent(told.answered_rows / told.rows) if told.rows else percent(0)
    words = f"{thousands(told.answered)} of {thousands(told.texts)} texts answered, {share} of their rows"
    bar = Element("progress", {"max": str(max(told.rows, 1)), "value": str(told.answered_rows), "aria-label": "Rows answered"})
    return [html.Div([bar, html.Span(words)], className="places-progress")]


def _filters(waiting: Sequence[Unplaced], wish: Wish) -> list[object]:
    sources = {source.key: source.title for each in waiting for source in each.sources}
    held = sorted({month for each in waiting for month in each.months}, reverse=True)
    named = {month: months.words(parsed) for month in held if (parsed := months.parse(month))}
    chosen = [("source", "Source", "Every source", sources, wish.source), ("month", "Month", "Every month", named, wish.month)]
    selects = [_select(*each) for each in chosen if len(each[3]) > 1 or each[4]]
    return [html.Div(selects, className="places-filters")] if selects else []


def _select(name: str, title: str, every: str, options: dict[str, str], value: str) -> Element:
    listed = [("", every), *options.items()]
    inside = [Element("option", {"value": key, **({"selected": True} if key == value else {})}, [words]) for key, words in listed]
    return Element("label", {}, [f"{title} ", Element("select", {"data-narrows": name}, inside)])


def _link(text: Unplaced, wish: Wish, *, current: bool) -> html.A:
    count = rows_words(rows_of(text, wish))
    parts: list[Component] = [html.Span(text.said, className="said"), html.Span(count, className="quiet")]
    link = html.A(parts, href=wish.address(text.digest[:_DIGITS]))
    return worn(link, {"aria-current": "true"} if current else {})
