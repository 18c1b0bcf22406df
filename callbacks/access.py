"""Who may look at the desk and write? Until people can sign in: whoever sits at this machine."""

from __future__ import annotations

from ipaddress import ip_address
from urllib.parse import urlsplit

from flask import has_request_context, request

# What a proxy adds, the common ones: behind one, the peer is the proxy and not the reader.
_FORWARDED = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Forwarded-Server",
    "X-Real-Ip",
    "X-Client-Ip",
    "True-Client-Ip",
    "Cf-Connecting-Ip",
)


def on_loopback() -> bool:
    """Whether the request comes from a browser on this machine, asking for this machine by its own name.

    The peer's address is the socket's: no header can change it. A header that
    a proxy adds closes the desk, true or forged. The name asked for must be
    this machine's own too: another site's name that resolves to 127.0.0.1 would
    otherwise let that site's page ask as if it were ours.
    """
    if not has_request_context() or any(name in request.headers for name in _FORWARDED):
        return False
    return _loopback(request.remote_addr or "") and _own_name(request.host)


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
