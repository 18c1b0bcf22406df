"""What stands inside a page's frame, as the browser builds it: ``[tag, attributes, child, …]`` and text.

Dash visits every component of a page again with every change of it. The frame
is components; what fills it is only read, so it is sent as plain nodes, which
``assets/fill.js`` builds, and next time changes where they differ.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dash import html
from dash.development.base_component import Component

from layouts.canvas import Json

_HTML = html.Div()._namespace
_SPELLED = {"className": "class", "htmlFor": "for", "viewBox": "viewBox"}
_CAPITAL = re.compile("[A-Z]")


@dataclass(frozen=True, slots=True)
class Element:
    """An element that Dash has no component for (``input``), or needs none."""

    tag: str
    attributes: Mapping[str, str | bool]
    children: Sequence[str | Component | Element] = ()


def written(content: object) -> list[Json]:
    """Components, elements and text as nodes; nothing for None and empty text."""
    return list(_nodes(content))


def _nodes(content: object) -> Iterator[Json]:
    if content is None or content == "":
        return
    if isinstance(content, list | tuple):
        for each in content:
            yield from _nodes(each)
    elif isinstance(content, Element):
        yield [content.tag, _attributes(content.attributes), *_nodes(content.children)]
    elif isinstance(content, Component):
        yield _component(content)
    else:
        yield str(content)


def _component(component: Component) -> Json:
    if component._namespace != _HTML:
        raise TypeError(f"{component._type} needs Dash: it belongs in a page's layout, not in what fills it")
    props = dict(component.to_plotly_json()["props"])
    children = props.pop("children", None)
    return [component._type.lower(), _attributes(props), *_nodes(children)]


def _attributes(props: Mapping[str, object]) -> dict[str, Json]:
    """Properties as attributes: what is false or absent is left out, what is true stands without a value."""
    told: dict[str, Json] = {}
    for name, value in props.items():
        if name.startswith("on"):
            raise ValueError(f"{name}: an element's behaviour is wired in assets/, never sent")
        if value is None or value is False:
            continue
        told[_SPELLED.get(name, name.lower())] = _value(value)
    return told


def _value(value: object) -> str:
    if value is True:
        return ""
    return ";".join(f"{_hyphened(key)}:{each}" for key, each in value.items()) if isinstance(value, Mapping) else str(value)


def _hyphened(name: str) -> str:
    """``fontWeight`` as style sheets spell it; custom properties as they are."""
    return name if name.startswith("--") else _CAPITAL.sub(lambda capital: f"-{capital[0].lower()}", name)
