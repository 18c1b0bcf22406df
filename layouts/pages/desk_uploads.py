"""Files at the data desk: the place to give them, and each upload as it stands, with what can be done."""

from __future__ import annotations

from collections.abc import Sequence

from dash import html
from dash.development.base_component import Component

from data_access.uploads import RUNNING, Incoming, Step, Trial, Waiting, Work
from data_access.wording import listed
from layouts.components.attributes import worn
from layouts.pages import works
from layouts.pages.desk_history import moment
from layouts.pages.desk_trial import findings, headline, publishing, removing, trying
from layouts.written import Element

Node = Component | Element
_NAMED = 3  # files in a heading


def too_large(most_mb: int) -> str:
    return (
        f"The file is larger than {most_mb} MB. To do: pack it as .gz or .zip, load it with python -m data_access.ingest, "
        "or raise LION_UPLOAD_MB."
    )


def drop(most_mb: int) -> list[Node]:
    """Where files are dropped, or chosen by keyboard; ``assets/upload.js`` sends them."""
    box: dict[str, str | bool] = {"type": "file", "multiple": True, "data-gives": "files", "data-most-mb": str(most_mb)}
    box |= {"data-too-large": too_large(most_mb)}
    kinds = html.Span(f"CSV, Excel (.xlsx), JSON, GeoJSON, .gz or .zip, at most {most_mb} MB each.", className="quiet")
    words = html.Span(["Drop files here, or choose them. ", kinds])
    return [
        Element("label", {"class": "drop", "data-drops": "files"}, [words, Element("input", box)]),
        html.P("They are tried out first: nothing is published before you have seen what would change.", className="quiet"),
    ]


def drawn(waiting: Sequence[Waiting]) -> list[Node]:
    """Each upload, the latest first."""
    return [_upload(one) for one in waiting]


def _upload(waiting: Waiting) -> Node:
    one = waiting.upload
    if one.work is not Work.UPLOAD:
        return _work(one)
    title, words, body = _standing(waiting)
    given = f"Given{f' by {one.author}' if one.author else ''} on {moment(one.at)} (UTC). "
    given = words if one.step is Step.PUBLISHED else given + words
    return _panel(one, title, [html.P(given, className="subtitle"), *body])


def _work(one: Incoming) -> Node:
    """Placing again, or an undo."""
    away = [] if one.running else [_buttons(removing(one, "Put away"))]
    return _panel(one, works.title(one), [html.P(works.asked(one), className="subtitle"), *works.body(one), *away])


def _panel(one: Incoming, title: str, body: Sequence[Node]) -> Node:
    state = {"data-upload": one.id, "data-state": one.step, "data-says": title}
    state |= {"data-running": "yes"} if _under_way(one) else {}
    return worn(html.Section([html.H2(title), *body], className="panel upload", tabIndex="-1"), state)


def _under_way(one: Incoming) -> bool:
    return one.step in RUNNING or (one.step is Step.COMING and one.held)


def _standing(waiting: Waiting) -> tuple[str, str, list[Node]]:
    """Its heading, whether readers see anything of it, and what it shows."""
    one = waiting.upload
    named, unpublished = files_words(one.names), "Nothing of it is published."
    match one.step:
        case Step.COMING:
            return _coming(one, named)
        case Step.TRYING:
            return f"Trying out {named}", unpublished, [works.progress(one), *works.stopping(one)]
        case Step.PUBLISHING:
            return (
                f"Publishing {named}",
                "Readers see the snapshot before until it is done.",
                [works.progress(one), *works.stopping(one)],
            )
        case Step.PUBLISHED:
            words = "The history below names its files."
            return f"Published by {one.author}", words, [*_trouble(one), _buttons(removing(one, "Put away"))]
        case Step.TRIED if one.result is not None:
            again = [trying(waiting)] if one.names else []
            actions = _buttons(*publishing(waiting), *again, removing(one))
            return (
                headline(_read(one, one.result) or named, one.result),
                unpublished,
                [*_trouble(one), *findings(waiting), actions],
            )
        case _:
            title = f"Work on {named} was stopped" if one.step is Step.STOPPED else f"{named} could not be tried out"
            return title, "", [*_trouble(one), _buttons(trying(waiting), removing(one))]


def _coming(one: Incoming, named: str) -> tuple[str, str, list[Node]]:
    if one.held:
        return "Files are coming in", "", [html.P(f"Here so far: {named}." if one.names else "")]
    if not one.names:
        return "An upload without files", "", [_buttons(removing(one))]
    words = "Perhaps not all files came: the browser went away before it said so."
    return f"{named} came, and was not tried out", words, [_buttons(trying(Waiting(one)), removing(one))]


def _read(one: Incoming, found: Trial) -> str:
    """The files that are not refused."""
    refused = {each.file for each in found.refused}
    left = [name for name in one.names if name not in refused]
    return files_words(left) if left else ""


def files_words(names: Sequence[str]) -> str:
    """``june.csv``, ``may.csv and june.csv``, ``may.csv, june.csv and 4 more``."""
    if not names:
        return "the files"
    more = len(names) - _NAMED
    return listed([*names[:_NAMED], *([f"{more} more"] if more > 0 else [])])


def _trouble(one: Incoming) -> list[Node]:
    return [html.P(one.trouble, className="failed")] if one.trouble else []


def _buttons(*actions: Node) -> Node:
    return html.Div([*actions], className="actions")
