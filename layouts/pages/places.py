"""Places in words that were not found surely: which wait, what each may mean, and what people have said of them."""

from __future__ import annotations

from collections.abc import Mapping

from dash import dcc, html
from dash.development.base_component import Component

from data_access.catalogue import DIMENSIONS
from data_access.place_review import Bands, PlaceAnswer, PlacesDesk, Spot, Unplaced, Verdict
from data_access.settings import Settings
from data_access.wording import thousands
from layouts.components.attributes import said, worn
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.maps.map import area_map
from layouts.maps.paint import MapPaint, Painted, Whole
from layouts.pages.desk import REFUSED
from layouts.written import Element

PATH = "/data-desk/places"
SHOWN = 50  # texts of the list, and answers
AGAIN, PLACING = "Place these again", "Placing them again…"
_CHOOSABLE = frozenset({"street", "place", "postcode"})
_CONFIDENCE = DIMENSIONS["confidence"]


def layout(configured: Settings) -> html.Div:
    """The page before anything is read."""
    name = dcc.Input(id=Ids.PLACES_AUTHOR, type="text", maxLength=80, autoComplete="name")
    plot = worn(area_map(Ids.PLACES_MAP, configured, height=420), {"data-picks": PATH})
    head = [
        html.H1("Places in words that wait for you"),
        html.P(
            f"What hospitals and others wrote about where it was, in {configured.name}, and Lion could not find surely. "
            "This page answers on this machine only, until people can sign in.",
            className="lead",
        ),
        html.Div(id=Ids.PLACES_CLOSED),
    ]
    form = [
        html.Div(id=Ids.PLACES_CHOICE, className="places-choice"),
        html.P(id=Ids.PLACES_DONE, role="status", className="places-done"),
        html.Div(id=Ids.PLACES_LEFT),
        html.Button(AGAIN, id=Ids.PLACES_AGAIN, type="button", className="button"),
    ]
    answer = html.Section(
        [html.Label(["Your name, kept with each answer ", name]), html.Div([html.Div(form), plot], className="places-answer")],
        className="panel undoing",
    )
    desk = [
        html.Div(id=Ids.PLACES_LEAD),
        dcc.Store(id=Ids.PLACES_DEED),
        html.Div([html.Div(id=Ids.PLACES_QUEUE, className="panel"), answer], className="places-columns"),
        html.Section(id=Ids.PLACES_ANSWERED, className="panel"),
    ]
    return html.Div([*head, html.Div(desk, id=Ids.PLACES_DESK, hidden=True)], className="page data-page places-page")


def closed() -> list[object]:
    """What stands here for whoever may not use the desk; in the order of :func:`drawn`, without a map."""
    return [[html.P(REFUSED)], True, [], [], [], [], []]


def drawn(desk: PlacesDesk, asked: str = "") -> list[object]:
    """The review: the list with one text chosen, what it may mean, and the answers that stand."""
    chosen = next((each for each in desk.waiting if each.digest[:16] == asked), None) or next(iter(desk.waiting), None)
    return [
        [],
        False,
        _lead(desk),
        _queue(desk, chosen),
        _choice(chosen, desk),
        _left(desk),
        _answered(desk),
        _paint(desk).sent(),
    ]


def _lead(desk: PlacesDesk) -> list[Component]:
    trouble = [html.P(desk.trouble, className="fault")] if desk.trouble else []
    return [*trouble, *(html.P(_bands(each)) for each in desk.bands)]


def _bands(bands: Bands) -> str:
    told = [f"{_CONFIDENCE.label(slug).lower()} {thousands(count)}" for slug, count in bands.counts.items()]
    return f"{bands.source.title}, all rows: {'; '.join(told)}."


def _queue(desk: PlacesDesk, chosen: Unplaced | None) -> list[Component]:
    if not desk.waiting:
        return [html.H2("Nothing waits"), html.P("Every text was found surely, or somebody has said what it means.")]
    rows = sum(each.rows for each in desk.waiting)
    texts = "One text holds" if len(desk.waiting) == 1 else f"{thousands(len(desk.waiting))} texts hold"
    items = [html.Li(_link(each, current=each is chosen)) for each in desk.waiting[:SHOWN]]
    more = len(desk.waiting) - SHOWN
    rest = [html.P(f"{thousands(more)} more come up as these are answered.", className="quiet small")] if more > 0 else []
    return [html.H2(f"{texts} up {_rows(rows)}"), html.Ol(items, className="places-texts"), *rest]


def _rows(count: int) -> str:
    return "one row" if count == 1 else f"{thousands(count)} rows"


def _link(text: Unplaced, *, current: bool) -> html.A:
    parts: list[Component] = [html.Span(text.said, className="said"), html.Span(_rows(text.rows), className="quiet")]
    return worn(html.A(parts, href=f"{PATH}?text={text.digest[:16]}"), {"aria-current": "true"} if current else {})


def _choice(text: Unplaced | None, desk: PlacesDesk) -> list[object]:
    """What the text may mean, as a form: one choice, and a button that keeps it."""
    if text is None:
        return []
    listed = [(at, each) for at, each in enumerate(text.candidates) if each.kind in _CHOOSABLE]
    spots = [_spot(nth, at, spot) for nth, (at, spot) in enumerate(listed, start=1)]
    options = [
        *spots,
        _radio("point", "A point: press the map, or type it", {}),
        _fields(),
        _radio("ward", "Only which ward", {}),
        _wards(desk.wards),
        _radio("nowhere", "These words name no place", {}),
        _radio("home", "Somebody’s home: never placed, and its words dropped", {}),
    ]
    named = Element("legend", {}, [f"Where was “{text.said}”?"])
    sources = ", ".join(source.title for source in text.sources)
    why = html.P(f"{_rows(text.rows).capitalize()} of {sources}. Not placed: {text.reason}.", className="quiet")
    button = Element("button", {"type": "submit", "class": "button"}, ["Keep this answer"])
    form = Element(
        "form",
        {"class": "places-form", "data-digest": text.digest},
        [Element("fieldset", {}, [named, why, *options]), *_only(text), _note(), button],
    )
    return [form]


def _spot(nth: int, at: int, spot: Spot) -> Element:
    """A candidate, numbered as it is on the map."""
    words = f"{spot.name} ({spot.kind})"
    return _radio(str(at), words, {"data-lat": str(spot.lat), "data-lng": str(spot.lng), "data-name": words}, number=str(nth))


def _radio(value: str, words: str, more: Mapping[str, str], *, number: str = "") -> Element:
    radio = Element("input", {"type": "radio", "name": "choice", "value": value, **more})
    shown = [html.B(number, className="place-spot")] if number else []
    return Element("label", {"class": "choice"}, [radio, *shown, html.Span(words)])


def _fields() -> Element:
    hint = {"type": "text", "inputmode": "decimal", "autocomplete": "off", "class": "degrees"}
    lat = Element("label", {}, ["Latitude ", Element("input", {**hint, "name": "lat", "placeholder": "51.4535"})])
    lng = Element("label", {}, ["Longitude ", Element("input", {**hint, "name": "lng", "placeholder": "-0.0205"})])
    return Element("div", {"class": "beneath"}, [lat, lng])


def _wards(wards: Mapping[str, str]) -> Element:
    options = [Element("option", {"value": code}, [name]) for code, name in wards.items()]
    listed = Element("select", {"name": "ward"}, [Element("option", {"value": ""}, ["Choose a ward"]), *options])
    return Element("div", {"class": "beneath"}, [Element("label", {}, ["Ward ", listed])])


def _only(text: Unplaced) -> list[Element]:
    if len(text.sources) != 1:
        return []
    box = Element("input", {"type": "checkbox", "name": "only"})
    return [Element("label", {"class": "choice"}, [box, html.Span(f"Only for {text.sources[0].title}")])]


def _note() -> Element:
    field = Element("input", {"type": "text", "name": "note", "maxlength": "300", "autocomplete": "off"})
    return Element("label", {"class": "note-field"}, ["A note, if you like ", field])


def _left(desk: PlacesDesk) -> list[Component]:
    """What placing again would do."""
    if not desk.unapplied:
        return [html.P("Every answer is applied: placing again would change nothing.", className="quiet")]
    waits = "waits" if desk.unapplied == 1 else "wait"
    return [html.P(f"{_rows(desk.unapplied).capitalize()} {waits} to be placed again. Readers see what they see now until then.")]


def _answered(desk: PlacesDesk) -> list[Component]:
    title = html.H2("What people have said")
    if not desk.answered:
        return [title, html.P("Nothing yet. The same words will be right next time once somebody has said what they mean.")]
    columns = [Column("Words"), Column("Mean"), Column("Said by"), Column("For"), Column("")]
    lines = [_line(each) for each in desk.answered[:SHOWN]]
    caption = "Answers that stand, latest first" + (f": the first {SHOWN} of {len(desk.answered)}" if len(lines) == SHOWN else "")
    return [title, table(columns, lines, caption, class_name="files")]


def _line(answer: PlaceAnswer) -> Line:
    words = answer.said or "words that are not kept"
    button = worn(
        html.Button("Take back", type="button", className="link"), {"data-withdraws": answer.digest, "data-source": answer.source}
    )
    who = f"{answer.author}, {answer.at.day} {answer.at:%b %Y}" + (f": {answer.note}" if answer.note else "")
    return Line([words, _meaning(answer), who, answer.source or "every source", said(button, f"Take back: {words}")])


def _meaning(answer: PlaceAnswer) -> str:
    match answer.verdict:
        case Verdict.HOME:
            return "Somebody’s home"
        case Verdict.NOWHERE:
            return "No place"
        case Verdict.WARD:
            return f"Somewhere in {answer.name}"
    return answer.name


def _paint(desk: PlacesDesk) -> MapPaint:
    """The wards' outlines, nothing counted."""
    rest = Painted("0", "", "press where it was")
    return MapPaint("ward", desk.snapshot.removesuffix(".duckdb"), Whole.COMPLETE, "", (), {}, rest)
