"""A project's files, read for the house's rules.

Every rule is a function of a project's top folder and answers with sentences,
one for each place where it is broken: so it can be tried on a small tree in
which a mistake was planted.
"""

from __future__ import annotations

import ast
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

TOP = Path(__file__).resolve().parents[2]
ROOMS = ("callbacks", "layouts", "data_access", "geo")
Rule = Callable[[Path], list[str]]

# Made by running things; never part of the project.
_MADE = {".git", ".venv", "var", "build", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
_MADE |= {".import_linter_cache", ".benchmarks"}


# Made by others and published by them; what may be there is listed, and nothing of ours.
BROUGHT = {"assets/vendor": {"plotly-cartesian.min.js", "plotly-cartesian.LICENSE"}}


def files(top: Path, *folders: str, suffixes: tuple[str, ...] = (".py",)) -> Iterator[Path]:
    """The project's own files below ``folders`` (all of them when none is named), in order."""
    for folder in folders or (".",):
        start = top / folder
        found = [start] if start.is_file() else sorted(_below(start))
        yield from (
            path for path in found if path.suffix in suffixes and path.is_file() and not (made(path, top) or brought(path, top))
        )


def _below(start: Path) -> Iterator[Path]:
    """Every file, without a look into folders that running things made: an environment holds a hundred times the project."""
    for folder, inner, names in os.walk(start):
        inner[:] = [name for name in inner if name not in _MADE]
        yield from (Path(folder, name) for name in names)


def made(path: Path, top: Path) -> bool:
    return bool(_MADE & set(path.relative_to(top).parts))


def brought(path: Path, top: Path) -> bool:
    return path.name in BROUGHT.get(path.parent.relative_to(top).as_posix(), ())


@dataclass(frozen=True, slots=True)
class Module:
    """One Python file and its syntax: the tree, and every node of it in the order of a walk."""

    top: Path
    path: Path
    tree: ast.Module
    nodes: tuple[ast.AST, ...]

    def at(self, node: ast.AST) -> str:
        """``layouts/shell.py:12``."""
        return f"{self.name}:{getattr(node, 'lineno', 1)}"

    @property
    def name(self) -> str:
        return self.path.relative_to(self.top).as_posix()

    def inside(self, *places: str) -> bool:
        return any(self.name == place or self.name.startswith(f"{place.rstrip('/')}/") for place in places)


def modules(top: Path, *folders: str) -> Iterator[Module]:
    for path in files(top, *folders):
        yield Module(top, path, *_parsed(path, path.stat().st_mtime_ns))


@cache
def _parsed(path: Path, _written_at: int) -> tuple[ast.Module, tuple[ast.AST, ...]]:
    """Every rule reads every file: each is parsed, and its tree walked, once."""
    tree = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return tree, tuple(ast.walk(tree))


def program(top: Path) -> Iterator[Module]:
    """Everything that ships: app.py and the four rooms."""
    yield from modules(top, *(place for place in ("app.py", *ROOMS) if (top / place).exists()))


Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions(module: Module) -> Iterator[Function]:
    return (node for node in module.nodes if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def imported(module: Module) -> Iterator[tuple[ast.stmt, str]]:
    """Each imported name in full: ``from a import b`` is both a and a.b."""
    for node in module.nodes:
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node, node.module
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def calls(module: Module) -> Iterator[tuple[ast.Call, str]]:
    """Each call with the dotted name of what is called; "" for anything without a name."""
    return ((node, dotted(node.func)) for node in module.nodes if isinstance(node, ast.Call))


def dotted(node: ast.expr) -> str:
    """``app.callback`` for the expression of that spelling."""
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=value, attr=name):
            return f"{dotted(value)}.{name}"
        case _:
            return ""
