"""Work at the desk that runs in a process of its own: how far it has come, what came of it, and how it is stopped."""

from __future__ import annotations

from datetime import UTC, datetime

from dash import html
from dash.development.base_component import Component

from data_access.uploads import Incoming, Step, Work
from data_access.wording import thousands
from layouts.pages.desk_history import moment
from layouts.written import Element

Node = Component | Element
_DOING = {Work.PLACE: "Placing again the texts that wait", Work.UNDO: "Taking the last load back"}
_DONE = {Work.PLACE: "Placed again", Work.UNDO: "Taken back"}
_FAILED = {Work.PLACE: "Nothing was placed again", Work.UNDO: "Nothing was taken back"}
_MINUTE_S = 60


def progress(one: Incoming, now: datetime | None = None) -> Node:
    """What is being done, how much of it is done where that is known, and for how long; announced only when it ends."""
    bar: dict[str, str] = {"aria-label": "Under way"}
    if one.whole:
        bar |= {"max": str(one.whole), "value": str(one.done)}
    return Element("p", {"class": "progress"}, [Element("progress", bar, []), f" {words(one, now)}" if one.progress else ""])


def words(one: Incoming, now: datetime | None = None) -> str:
    """``Writing the snapshot: 300,000 of 1,000,000 (42 s)``, and the like."""
    counted = ""
    if one.whole:
        counted = f": {thousands(one.done)} of {thousands(one.whole)}"
    elif one.done:
        counted = f": {thousands(one.done)} rows so far"
    now = now or datetime.now(UTC).replace(tzinfo=None)
    lasted = max((now - one.began).total_seconds(), 0) if one.began else 0
    return f"{one.progress}{counted or '…'}{f' ({_lasted(int(lasted))})' if lasted >= 1 else ''}"


def _lasted(seconds: int) -> str:
    return f"{seconds} s" if seconds < _MINUTE_S else f"{seconds // _MINUTE_S} min {seconds % _MINUTE_S} s"


def stopping(one: Incoming) -> list[Node]:
    """The button that stops it, while that is safe."""
    return [] if one.firm or not one.running else [button("stop", one, "Stop")]


def button(act: str, one: Incoming, words: str, *, main: bool = False) -> Element:
    attributes = {"type": "button", "class": "button main" if main else "button", "data-act": act, "data-of": one.id}
    return Element("button", attributes, [words])


def title(one: Incoming) -> str:
    """What a work without files is, or what came of it."""
    if one.running:
        return _DOING[one.work]
    if one.step is Step.PUBLISHED:
        return f"{_DONE[one.work]} by {one.author}"
    return _FAILED[one.work]


def asked(one: Incoming) -> str:
    """Who asked for it, and when."""
    return f"Asked for by {one.author} on {moment(one.at)} (UTC)."


def body(one: Incoming) -> list[Node]:
    """How far it has come, or what came of it."""
    if one.running:
        return [progress(one), *stopping(one)]
    said = [html.P(one.progress)] if one.step is Step.PUBLISHED and one.progress else []
    return [*said, *([html.P(one.trouble, className="failed")] if one.trouble else [])]
