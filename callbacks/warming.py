"""What a first visitor would otherwise wait for, done as the server starts: bundles made small, the snapshot opened."""

from __future__ import annotations

import logging
import re
import threading
from collections.abc import Mapping

from flask import Flask

from callbacks.answers import Answering
from data_access.warehouse import Warehouse
from layouts.document import GRAPH

_ADDRESS = re.compile(r'(?:src|href|data-plotly)="(/(?:_dash-component-suites|assets)/[^"]+)"')
_log = logging.getLogger(__name__)


def start(server: Flask, warehouse: Warehouse, pages: Mapping[str, Answering]) -> threading.Thread:
    """Warm up beside the first requests: in a thread that no one waits for."""
    thread = threading.Thread(target=warm, args=(server, warehouse, pages), name="warming", daemon=True)
    thread.start()
    return thread


def warm(server: Flask, warehouse: Warehouse, pages: Mapping[str, Answering]) -> list[str]:
    """Ask for each page's answer and for every bundle, as a browser does; the addresses asked for."""
    if warehouse.ready:
        for name, answering in pages.items():
            answering.drawn("")
            _log.debug("the page %s is warm", name)
    browser = server.test_client()
    addresses = [*dict.fromkeys(_ADDRESS.findall(browser.get("/").text.replace("&amp;", "&"))), GRAPH]
    for address in addresses:
        browser.get(address, headers={"Accept-Encoding": "br"})
    return addresses
