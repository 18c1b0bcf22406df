"""Who may look at the desk and write? Until people can sign in: whoever sits at this machine."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import Flask, current_app, has_request_context, request

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
