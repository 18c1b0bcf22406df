"""Laid-out ids, wired ids and ``Ids`` are the same."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import dotted, files, modules

NAMES = "layouts/ids.py"
_WIRES = {"Input", "Output", "State"}


def ids_are_drawn_and_wired(top: Path) -> list[str]:
    """Every member of ``Ids`` is drawn by a layout, and read or written by a callback, a script or a style."""
    drawn, wired = set(_mentioned(top, "layouts")), set(_mentioned(top, "callbacks"))
    served = "\n".join(path.read_text(encoding="utf-8") for path in files(top, "assets", suffixes=(".js", ".css")))
    found = []
    for name, value in named(top).items():
        found += [] if name in drawn else [f"{NAMES}: no layout draws {name}"]
        reached = name in wired or re.search(rf"""["'#`]{re.escape(value)}(?![\w-])""", served)
        found += [] if reached else [f"{NAMES}: nothing wires {name}"]
    return found


def ids_are_never_spelled_out(top: Path) -> list[str]:
    """No layout and no callback writes an id as text: both say ``Ids.NAME``."""
    found = []
    for module in modules(top, "layouts", "callbacks"):
        for node in module.nodes:
            if isinstance(node, ast.Call) and (text := _spelled(node)):
                found.append(f"{module.at(node)} spells out the id “{text}”: name it in Ids")
    return found


def _spelled(call: ast.Call) -> str:
    """The id that a component or a wire writes as text; "" where it does not."""
    given = [keyword.value for keyword in call.keywords if keyword.arg in {"id", "component_id"}]
    given += call.args[:1] if dotted(call.func).split(".")[-1] in _WIRES else []
    return next((each.value for each in given if isinstance(each, ast.Constant) and isinstance(each.value, str)), "")


def named(top: Path) -> dict[str, str]:
    """Members of ``Ids``, name to text."""
    tree = ast.parse((top / NAMES).read_text(encoding="utf-8"))
    body = next(node for node in ast.walk(tree) if isinstance(node, ast.ClassDef) and node.name == "Ids").body
    return {dotted(line.targets[0]): ast.literal_eval(line.value) for line in body if isinstance(line, ast.Assign)}


def _mentioned(top: Path, room: str) -> Iterator[str]:
    for module in modules(top, room):
        if module.name != NAMES:
            for node in module.nodes:
                if isinstance(node, ast.Attribute) and dotted(node.value) == "Ids":
                    yield node.attr
