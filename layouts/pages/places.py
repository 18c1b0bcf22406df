"""Places in words that were not found surely: which wait, what each may mean, and what people have said of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dash import dcc, html
from dash.development.base_component import Component

from data_access.catalogue import DIMENSIONS
from data_access.place_review import Bands, PlaceAnswer, PlacesDesk, Spot, Unplaced, Verdict
from data_access.settings import Settings
from data_access.uploads import Incoming
from data_access.wording import thousands
from layouts.components.attributes import said, worn
from layouts.components.table import Column, Line, table
from layouts.ids import Ids
from layouts.maps.map import area_map
from layouts.maps.paint import MapPaint, Painted, Whole
from layouts.pages import places_queue as queue
from layouts.pages import works
from layouts.pages.desk import REFUSED
from layouts.pages.places_queue import Wish, rows_words
from layouts.written import Element

PATH = "/data-desk/places"
SHOWN = 50  # texts of the list, and answers
_CHOOSABLE = frozenset({"street", "place", "postcode"})
_CONFIDENCE = DIMENSIONS["confidence"]


def layout(configured: Settings) -> html.Div:
    """The page before anything is read."""
    name = dcc.Input(
        id=Ids.PLACES_AUTHOR, type="text", maxLength=80, autoComplete="name", persistence=True, persistence_type="session"
    )
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
    answer = html.Section(
        [
            html.Label(["Your name, kept with each answer ", name]),
            html.Div(id=Ids.PLACES_ASKED),
            html.Div([plot, html.Div(id=Ids.PLACES_CHOICE, className="places-choice")], className="places-answer"),
            html.P(id=Ids.PLACES_DONE, role="status", className="told"),
        ],
        className="panel undoing",
    )
    desk = [
        dcc.Store(id=Ids.PLACES_DEED),
        html.Div([html.Div(id=Ids.PLACES_QUEUE, className="panel"), answer], className="places-columns"),
        html.Section(id=Ids.PLACES_LEFT, className="panel"),
        html.Section(id=Ids.PLACES_ANSWERED, className="panel"),
        html.Section(id=Ids.PLACES_LEAD, className="panel"),
    ]
    return html.Div([*head, html.Div(desk, id=Ids.PLACES_DESK, hidden=True)], className="page data-page places-page")


def closed() -> list[object]:
    """What stands here for whoever may not use the desk; in the order of :func:`drawn`, without a map."""
    return [[html.P(REFUSED)], True, [], [], [], [], [], []]


def drawn(desk: PlacesDesk, wish: Wish, work: Incoming | None = None) -> list[object]:
    """The review: the list with one text chosen, what it may mean, and the answers that stand."""
    listed = queue.narrowed(desk.waiting, wish)
    chosen = queue.chosen_of(listed, wish)
    return [
        [html.P(desk.trouble, className="fault")] if desk.trouble else [],
        False,
        _lead(desk),
        queue.drawn(desk, listed, chosen, wish),
        _asked(chosen),
        _choice(chosen, listed, desk, wish),
        left(desk, work),
        _answered(desk),
        _paint(desk).sent(),
    ]


def next_wish(wish: Wish, desk: PlacesDesk, answered: str) -> Wish:
    """The wish for what comes after a text that is being answered; for one taken back, that text itself."""
    text = next((each for each in desk.waiting if each.digest == answered), None)
    if text is None:
        return replace(wish, text=answered[:16])
    return replace(wish, text="", after=text.said, after_rows=queue.rows_of(text, wish))


def _lead(desk: PlacesDesk) -> list[Component]:
    if not desk.bands:
        return []
    return [html.H2("How all rows came by their places"), html.Ul([html.Li(_bands(each)) for each in desk.bands])]


def _bands(bands: Bands) -> str:
    told = [f"{_CONFIDENCE.label(slug).lower()} {thousands(count)}" for slug, count in bands.counts.items()]
    return f"{bands.source.title}: {'; '.join(told)}."


def _asked(text: Unplaced | None) -> list[Component]:
    """Which text it is about, above the map and what it may mean."""
    if text is None:
        return []
    sources = ", ".join(source.title for source in text.sources)
    why = html.P(f"{rows_words(text.rows).capitalize()} of {sources}. Not placed: {text.reason}.", className="quiet")
    return [html.H2(f"Where was “{text.said}”?", id=_QUESTION), why]


def _choice(text: Unplaced | None, listed: Sequence[Unplaced], desk: PlacesDesk, wish: Wish) -> list[object]:
    """What the text may mean, as a form: one choice, and a button that keeps it."""
    if text is None:
        return [*_take_back(desk)]
    numbered = [(at, each) for at, each in enumerate(text.candidates) if each.kind in _CHOOSABLE]
    spots = [_spot(nth, at, spot) for nth, (at, spot) in enumerate(numbered, start=1)]
    options = [
        *spots,
        _radio("point", "A point: press the map, or type it", {}),
        _fields(),
        _radio("ward", "Only which ward", {}, key="W"),
        _wards(desk.wards),
        _radio("nowhere", "None of these: the words name no place", {}, key="N"),
        _radio("home", "Somebody’s home: never placed, and its words dropped", {}, key="H"),
    ]
    keep = Element("button", {"type": "submit", "class": "button main"}, ["Keep this answer"])
    skip = Element("a", {"class": "button", "href": queue.after(listed, text, wish), "data-key": "S"}, ["Skip"])
    acts = Element("div", {"class": "actions"}, [keep, *([skip] if len(listed) > 1 else []), *_take_back(desk)])
    form = Element(
        "form",
        {"class": "places-form", "data-digest": text.digest, "tabindex": "-1", "aria-labelledby": _QUESTION},
        [Element("fieldset", {"aria-labelledby": _QUESTION}, options), *_only(text), _note(), acts, _keys(len(spots))],
    )
    return [form]


_QUESTION = "places-question"


def _take_back(desk: PlacesDesk) -> list[Element]:
    """The latest answer, taken back by one press."""
    if not desk.answered:
        return []
    last = desk.answered[0]
    worn = {"type": "button", "class": "button", "data-key": "U", "data-withdraws": last.digest, "data-source": last.source}
    return [Element("button", worn, [f"Take back the last answer ({_shortened(last.said or 'a home')})"])]


def _shortened(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1]}…"


_SHORT = 28


def _keys(spots: int) -> html.P:
    numbers = "" if not spots else "1 chooses the candidate, " if spots == 1 else f"1 to {spots} choose a candidate, "
    words = f"Keys, while this form has the focus: {numbers}W a ward, N none of these, H a home; Enter keeps the answer, "
    return html.P(f"{words}S skips the text, U takes the last answer back.", className="quiet small")


def _spot(nth: int, at: int, spot: Spot) -> Element:
    """A candidate, numbered as it is on the map."""
    words = f"{spot.name} ({spot.kind})"
    told = {"data-lat": str(spot.lat), "data-lng": str(spot.lng), "data-name": words}
    return _radio(str(at), words, told, number=str(nth), key=str(nth))


def _radio(value: str, words: str, more: Mapping[str, str], *, number: str = "", key: str = "") -> Element:
    keyed = {"data-key": key} if key else {}
    radio = Element("input", {"type": "radio", "name": "choice", "value": value, **keyed, **more})
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


def left(desk: PlacesDesk, work: Incoming | None) -> list[object]:
    """What placing again would do, how far it has come, and what it cannot do."""
    if work is not None and work.running:
        said = html.P(works.asked(work), className="subtitle")
        inside = worn(html.Div([said, *works.body(work)]), {"data-running": "yes", "data-says": works.title(work)})
        return [html.H2(works.title(work)), inside]
    done = [html.P(works.asked(work), className="subtitle"), *works.body(work)] if work is not None else []
    again = Element("button", {"type": "button", "class": "button", "data-places": "place"}, ["Place these again"])
    titled = html.H2(works.title(work) if work is not None else "Place again what waits")
    return [titled, *done, html.P(_unapplied(desk)), again, *_older(desk)]


def _unapplied(desk: PlacesDesk) -> str:
    if not desk.unapplied:
        return "Every answer is applied. Where aliases or other names have changed since, placing again looks everything up anew."
    waits = "waits" if desk.unapplied == 1 else "wait"
    return f"{rows_words(desk.unapplied).capitalize()} {waits} to be placed again. Readers see what they see now until then."


def _older(desk: PlacesDesk) -> list[object]:
    """Rows whose words are dropped, since an older list of names found them: only their files can say them again."""
    if not desk.older:
        return []
    rows = sum(each.rows for each in desk.older)
    why = (
        f"Up to {rows_words(rows)} may stand where an older list of names placed them. Words that were found surely "
        "are not kept, so placing again leaves them. To look them up in the names of now, give these files again at the data "
        "desk, or on the command line: Lion reads them again because the names have changed."
    )
    columns = [Column("File"), Column("Source"), Column("Rows", numeric=True)]
    lines = [Line([each.file, each.source.title, thousands(each.rows)]) for each in desk.older[:SHOWN]]
    return [html.H3("On an older list of names"), html.P(why), table(columns, lines, "Files to give again", class_name="files")]


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
