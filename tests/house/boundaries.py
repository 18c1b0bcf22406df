"""Who may do what: rules that import-linter cannot say."""

from __future__ import annotations

import ast
from pathlib import Path

from tests.house.tree import calls, dotted, functions, imported, modules, program

# The warehouse reads snapshots; the two files of ingest build them; the ledger is another database. Nobody else opens one.
CONNECTS = (
    "data_access/warehouse",
    "data_access/ledger/opening.py",
    "data_access/ingest/publishing/publish.py",
    "data_access/ingest/stored/store.py",
)
RELEASES = ("data_access/disclosure",)
# Dash features through which a visitor could reach more than a page's own callbacks.
_CLOSED_OPTIONS = {"background", "enable_mcp", "api_endpoint", "websocket", "long_callback", "background_callback_manager"}
_CLOSED_NAMES = {"DiskcacheManager", "CeleryManager", "long_callback", "set_props", "WebSocket", "websocket_callback"}


def nothing_imports_app(top: Path) -> list[str]:
    return [
        f"{module.at(node)} imports app, which puts everything together and belongs to nobody"
        for module in program(top)
        for node, name in imported(module)
        if name == "app" or name.startswith("app.")
    ]


def only_the_warehouse_connects(top: Path) -> list[str]:
    found = []
    for module in program(top):
        if module.inside(*CONNECTS):
            continue
        named = [(node, name) for node, name in imported(module) if _opens(name)]
        called = [(node, name) for node, name in calls(module) if _opens(name)]
        found += [
            f"{module.at(node)} uses {name}: only data_access.warehouse opens a snapshot" for node, name in (*named, *called)
        ]
    return found


def _opens(name: str) -> bool:
    return name.split(".")[0] in {"duckdb", "sqlite3"} or name.split(".")[-1] in {"create_engine", "create_async_engine"}


def only_disclosure_releases(top: Path) -> list[str]:
    return [
        f"{module.at(node)} makes a Released: only data_access.disclosure may"
        for module in program(top)
        if not module.inside(*RELEASES)
        for node, name in calls(module)
        if name.split(".")[-1] == "Released" or name.endswith("Released.__new__")
    ]


def callbacks_are_registered_on_the_app(top: Path) -> list[str]:
    """No global callback: it would leak from one app into the next one made in the same process."""
    forbidden = {f"dash.{name}" for name in ("callback", "clientside_callback", "hooks")}
    found = []
    for module in program(top):
        named = [(node, name) for node, name in imported(module) if name in forbidden]
        used = [(node, dotted(node)) for node in module.nodes if isinstance(node, ast.Attribute) and dotted(node) in forbidden]
        found += [f"{module.at(node)} uses {name}: write register(app, …) and @app.callback" for node, name in (*named, *used)]
    return found


def closed_doors_stay_closed(top: Path) -> list[str]:
    """No background or websocket callbacks, no enable_mcp, no api_endpoint."""
    found = []
    for module in program(top):
        for node in module.nodes:
            if isinstance(node, ast.keyword) and node.arg in _CLOSED_OPTIONS:
                found.append(f"{module.at(node)} passes {node.arg}=, which opens a door that stays closed")
            elif isinstance(node, ast.Name | ast.Attribute) and dotted(node).split(".")[-1] in _CLOSED_NAMES:
                found.append(f"{module.at(node)} uses {dotted(node)}, which opens a door that stays closed")
    return found


def no_error_is_swallowed(top: Path) -> list[str]:
    """No bare except, none that catches everything, none that does nothing."""
    found = []
    for module in modules(top):
        for node in module.nodes:
            if isinstance(node, ast.ExceptHandler) and (why := _swallows(node)):
                found.append(f"{module.at(node)} {why}")
            elif isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "suppress":
                broad = [dotted(arg) for arg in node.args if dotted(arg) in {"Exception", "BaseException"}]
                found += [f"{module.at(node)} suppresses {name}: name the one that is expected" for name in broad]
    return found


def _swallows(handler: ast.ExceptHandler) -> str:
    if handler.type is None:
        return "catches without saying what"
    caught = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
    broad = any(dotted(each) in {"Exception", "BaseException"} for each in caught)
    if broad and not any(isinstance(node, ast.Raise) for node in ast.walk(handler)):
        return "catches everything and raises nothing again"
    silent = all(isinstance(line, ast.Pass | ast.Continue | ast.Expr) and _says_nothing(line) for line in handler.body)
    return "catches an error and does nothing with it: say contextlib.suppress if that is meant" if silent else ""


def _says_nothing(line: ast.stmt) -> bool:
    return not isinstance(line, ast.Expr) or isinstance(line.value, ast.Constant)


def no_any_in_our_signatures(top: Path) -> list[str]:
    """A parameter or an answer that may be anything is one nobody checked."""
    found = []
    for module in program(top):
        for function in functions(module):
            arguments = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
            notes = [*(argument.annotation for argument in arguments), function.returns]
            if any(note is not None and dotted(note).split(".")[-1] == "Any" for note in notes):
                found.append(f"{module.at(function)} {function.name} takes or gives Any")
    return found
