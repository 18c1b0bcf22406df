"""Who may look at the desk and write? Until people can sign in: whoever sits at this machine."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from ipaddress import ip_address
from urllib.parse import urlsplit

from dash.exceptions import PreventUpdate
from flask import Flask, current_app, has_request_context, request

from layouts.answer import Place

# What a proxy adds, the common ones: behind one, the peer is the proxy and not the reader.
_FORWARDED = frozenset({"forwarded", "via", "x-real-ip", "x-original-forwarded-for", "cf-connecting-ip"})


_OPEN = "DESK_OPEN"  # in the server's configuration; what does not say so is closed


def open_desk(server: Flask, *, to_loopback: bool) -> None:
    """Whether this server's desk answers whoever sits at this machine, or nobody."""
    server.config[_OPEN] = to_loopback


def on_loopback() -> bool:
    """Whether the desk is open, and the request comes from a browser on this machine, asking for it by its own name.

    The peer's address is the socket's: no header can change it. A header that
    a proxy adds closes the desk, true or forged. The name asked for must be
    this machine's own too: another site's name that resolves to 127.0.0.1 would
    otherwise let that site's page ask as if it were ours.
    """
    if not has_request_context() or not current_app.config.get(_OPEN) or _was_forwarded():
        return False
    return _loopback(request.remote_addr or "") and _own_name(request.host)


def here_only(*refused: object) -> Callable[[Callable[..., object]], Callable[..., object]]:
    """What every callback of the desk begins with, below ``@app.callback``.

    Nothing is done before somebody asked: Dash asks once as the page comes.
    For whoever does not sit at this machine nothing is done either, and the
    outputs are ``refused``, one value for each.
    """

    def guarding(act: Callable[..., object]) -> Callable[..., object]:
        @wraps(act)
        def guarded(asked: object, *given: object) -> object:
            if asked is None or asked in (0, ""):
                raise PreventUpdate
            if not on_loopback():
                return refused if len(refused) > 1 else refused[0]
            return act(asked, *given)

        return guarded

    return guarding


def shown_here(
    places: Sequence[Place], drawn: Callable[[], Sequence[object]], closed: Callable[[], Sequence[object]]
) -> dict[Place, object]:
    """A page of the desk for whoever sits at this machine; for anybody else, why there is nothing: nothing is read then."""
    return dict(zip(places, drawn() if on_loopback() else closed(), strict=True))


def _was_forwarded() -> bool:
    names = {name.lower() for name in request.headers.keys()}  # noqa: SIM118  # its items are pairs
    return any(name in _FORWARDED or name.startswith("x-forwarded") or name.endswith("client-ip") for name in names)


def _loopback(address: str) -> bool:
    try:
        peer = ip_address(address)
    except ValueError:
        return False
    mapped = getattr(peer, "ipv4_mapped", None)
    return (mapped or peer).is_loopback


def _own_name(host: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    return name == "localhost" or _loopback(name)
