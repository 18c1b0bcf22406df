"""Data desk: files given, tried out and published; who loaded what, what it changed, and how it is taken back."""

from __future__ import annotations

from collections.abc import Sequence

from dash import dcc, html

from data_access.history import Deed, Desk
from data_access.settings import Settings
from data_access.uploads import Waiting
from data_access.wording import thousands
from layouts.ids import Ids
from layouts.pages import desk_history as history
from layouts.pages import desk_uploads as uploads

REFUSED = (
    "The data desk answers only in a browser on the machine that Lion runs on, at its own address (127.0.0.1), until people "
    "can sign in. This request came from elsewhere or through a proxy, or "
    "this server’s desk is closed (LION_DESK)."
)


def layout(configured: Settings) -> html.Div:
    """The page before anything is read: its headings are true, and nothing can be done yet."""
    return html.Div(
        [
            html.H1("Load files, see what they change, take them back"),
            html.P(
                f"{configured.name}’s store. This page answers on this machine only, until people can sign in.",
                className="lead",
            ),
            html.P(
                [
                    "Where a month is late or partial and its files do not show it: ",
                    html.A("say so", href="/data-desk/states"),
                    ". What of partners’ data about people came, and what did not: ",
                    html.A("partners’ returns", href="/data-desk/returns"),
                    ". Where something happened, in words that Lion could not place: ",
                    html.A("places in words", href="/data-desk/places"),
                    ". What suppliers say they sent, to which every load is held: ",
                    html.A("their totals", href="/data-desk/totals"),
                    ".",
                ]
            ),
            html.Div(id=Ids.DESK_CLOSED),
            html.Div(_giving(), id=Ids.DESK_HANDS, hidden=True),
            html.Div(id=Ids.DESK_UPLOADS),
            html.P(id=Ids.DESK_TOLD, role="status", className="told"),
            html.Div(id=Ids.DESK_LOADS),
            html.Div(_undoing(), id=Ids.DESK_ACTIONS, hidden=True),
            html.P(id=Ids.DESK_DONE, role="status"),
            *(html.Div(id=place) for place in (Ids.DESK_CHANGES, Ids.DESK_ASIDE)),
            dcc.Store(id=Ids.DESK_ACT),
        ],
        className="page data-page desk-page",
    )


def _giving() -> html.Section:
    name = dcc.Input(
        id=Ids.DESK_AUTHOR, type="text", maxLength=80, autoComplete="name", persistence=True, persistence_type="session"
    )
    return html.Section(
        [
            html.H2("Load files"),
            html.Label(["Your name, for the history ", name]),
            html.Div(id=Ids.DESK_DROP),
            html.Div(id=Ids.DESK_SENDING),  # assets/upload.js says how far each file has come
        ],
        className="panel",
    )


def _undoing() -> html.Section:
    return html.Section(
        [
            html.H2("Take the last load back"),
            html.P("Readers see the snapshot before it again, at once. Nothing is deleted: the files can be loaded again."),
            html.Button("Undo the last load…", id=Ids.DESK_ASK, type="button", className="button"),
            html.P(id=Ids.DESK_ASKED, role="status"),
            html.Button("Yes, take it back", id=Ids.DESK_SURE, type="button", className="button", hidden=True),
            dcc.Store(id=Ids.DESK_SHOWN),
        ],
        className="panel undoing",
    )


def closed() -> list[object]:
    """What stands here for whoever may not use the desk; in the order of :func:`drawn`."""
    why = html.P([REFUSED, " On that machine’s command line: ", html.Code("python -m data_access.ingest --loads"), "."])
    return [[why], True, [], [], True, [], [], []]


def drawn(desk: Desk, waiting: Sequence[Waiting], most_mb: int) -> list[object]:
    """The desk for whoever is at it: what hides what they cannot do, the place for files, and the lists."""
    return [
        [],
        False,
        uploads.drop(most_mb),
        uploads.drawn(waiting),
        not desk.undoable,
        history.loads(desk),
        history.changes(desk),
        history.set_aside(desk.set_aside),
    ]


_ONLY_CLOSED = "Records about people that it brought go back too; no count of an open source is another."


def asked(desk: Desk) -> str:
    """What an undo would take back, before it does."""
    if desk.damage:
        return (
            f"This makes the snapshot that readers see now the current one, because {desk.damage}. "
            "What was loaded after it must be loaded again."
        )
    if desk.difference is None:
        return desk.alone
    latest = next((one for one in desk.entries if one.after == desk.current and one.deed is Deed.LOAD), None)
    loaded = f"what {latest.author} loaded on {history.moment(latest.at)} ({history.names(latest)})" if latest else ""
    counts = len(desk.difference.changes)
    changed = "One published count goes" if counts == 1 else f"{thousands(counts)} published counts go"
    changed = f"{changed} back to what was before, as listed below." if counts else _ONLY_CLOSED
    return f"This takes back {loaded or 'the latest load'}. {changed}"
