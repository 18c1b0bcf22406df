"""The HTML documents themselves: what is painted before any script has run, and errors."""

from __future__ import annotations

import html
import json
from http import HTTPStatus

from data_access.settings import Settings
from layouts.pages import LISTED, PAGES

# The asset that draws graphs: Plotly's own bundle of flat charts, a third of the one that Dash brings.
PLOTLY = "vendor/plotly-cartesian.min.js"
# What Dash asks for once there is a graph on the page.
GRAPH = "/_dash-component-suites/dash/dcc/async-graph.js"


def index(configured: Settings, *, theme: str, icon: str, plotly: str) -> str:
    """Dash's page, with the theme set before anything is painted and the header there from the first byte.

    ``theme``, ``icon`` and ``plotly`` are addresses of assets. The words in {%…%} are
    Dash's to fill in.
    """
    drawing = " ".join(page.path for page in PAGES if page.draws)
    titles = html.escape(json.dumps({page.path: page.title for page in PAGES}, ensure_ascii=False))
    return f"""<!DOCTYPE html>
<html lang="en-GB">
<head>
{{%metas%}}
<title>{{%title%}}</title>
<link rel="icon" type="image/svg+xml" href="{html.escape(icon)}">
<script src="{html.escape(theme)}" data-plotly="{html.escape(plotly)}" data-draws="{drawing}" data-titles="{titles}"></script>
{{%css%}}
</head>
<body>
<div class="shell first" id="first">{_header(configured.name)}<main><div class="skeleton page-skeleton"></div></main></div>
<noscript><p class="notice">Lion draws its figures in the browser, so it needs JavaScript.
The same figures are files: <a href="/data/counts.csv?by=ward">searches by ward, CSV</a>.</p></noscript>
{{%app_entry%}}
<footer>{{%config%}}{{%scripts%}}{{%renderer%}}</footer>
</body>
</html>
"""


def _header(borough: str) -> str:
    links = "".join(f'<li><a href="{page.path}">{html.escape(page.title)}</a></li>' for page in LISTED)
    brand = f'<a class="brand" href="/"><strong>Lion</strong> for {html.escape(borough)}</a>'
    return f'<header class="top">{brand}<nav><ul>{links}</ul></nav></header>'


_WORDS = {
    HTTPStatus.NOT_FOUND: ("There is nothing here", "The address may have been mistyped, or what stood here has moved."),
    HTTPStatus.METHOD_NOT_ALLOWED: ("Nothing can be sent here", "This address can only be read."),
}
_ANYTHING_ELSE = ("Something went wrong at our end", "It has been written down. Nothing you did was lost; please try again.")


def error_page(status: HTTPStatus) -> str:
    """A calm page for an error: what it is, and the way on."""
    title, words = _WORDS.get(status, _ANYTHING_ELSE)
    links = "".join(f'<li><a href="{page.path}">{html.escape(page.title)}</a></li>' for page in LISTED)
    styles = "".join(f'<link rel="stylesheet" href="/assets/{name}.css">' for name in ("tokens", "base", "shell"))
    return f"""<!DOCTYPE html>
<html lang="en-GB"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} · Lion</title><script src="/assets/theme.js"></script>{styles}</head>
<body><main class="page plain"><h1>{title}</h1><p>{words} The pages are:</p><ul>{links}</ul></main></body></html>
"""
