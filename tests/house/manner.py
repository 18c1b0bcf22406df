"""How things are written: sizes, names, colours, addresses, words."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.house.tree import Function, Module, dotted, files, functions, modules, program

FILE_LINES, FUNCTION_LINES, CALLBACK_LINES = 300, 40, 15
_TEXT = (".py", ".md", ".toml", ".txt", ".css", ".js", ".json", ".sh", ".svg", ".cfg", ".yml", ".yaml", "")
_HEX = re.compile(r"(?<![\w&#/])#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})(?![\w-])")
_COLOUR_CALL = re.compile(r"\b(?:rgba?|hsla?|oklch|oklab)\(\s*\d(?!\s*,\s*0\s*,\s*0\s*,\s*0\s*\))")  # clear is no colour
_URL = re.compile(r"""https?://([^\s/"'`)<>\]}:{,]+)""")
_SVG_NAMES = "www.w3.org"  # XML's names look like addresses; nothing is fetched from them

# Where a reader may be sent, what the fetch command asks, or a name that only looks like an address. No page loads from these.
KNOWN_HOSTS = {
    "127.0.0.1",
    "creativecommons.org",
    "data.london.gov.uk",
    "data.police.uk",
    "doi.org",
    "keepachangelog.com",
    "localhost",
    "services1.arcgis.com",  # ONS Open Geography
    "www.gov.uk",
    "www.nationalarchives.gov.uk",
    "www.nomisweb.co.uk",
    "www.ons.gov.uk",
    _SVG_NAMES,
}

# Written in halves, so that this file does not say what it forbids.
_FORBIDDEN = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        r"(?<!\w)/" + r"work/",
        r"(?<!\w)/" + r"root\b",
        "/" + r"tmp/s\b",
        r"shared/" + r"(?:design|reference|sources|hooks)",
        r"\bcl" + "aude",
        r"\banth" + "ropic",
        r"\bissue" + r"s? #?\d",
        r"\bsub-?" + r"agent",
        r"\bco-authored" + "-by",
        r"\bLLM" + r"\b",
        r"\bAI" + r" (?:assistant|generated)",
        r"py" + r"pi\.",
        r"files\.python" + "hosted",
        r"\bartifac" + "tory",
        r"\bdev" + r"pi\b",
        r"index" + "-url",
        r"\bBRIEF" + r"\.md",
    )
]
_ANYTHING_FORBIDDEN = re.compile("|".join(pattern.pattern for pattern in _FORBIDDEN), re.IGNORECASE)


def files_are_short(top: Path) -> list[str]:
    return [
        f"{path.relative_to(top)} has {lines} lines, and {FILE_LINES} are enough: split it by idea"
        for path in files(top, suffixes=(".py", ".js"))
        if (lines := len(path.read_text(encoding="utf-8").splitlines())) > FILE_LINES
    ]


def functions_are_short(top: Path) -> list[str]:
    return [
        f"{module.at(function)} {function.name} has {length} lines, and {FUNCTION_LINES} are enough"
        for module in modules(top)
        for function in functions(module)
        if (length := own_lines(function)) > FUNCTION_LINES
    ]


def callbacks_are_glue(top: Path) -> list[str]:
    return [
        f"{module.at(function)} {function.name} has {length} lines, and a callback is glue: {CALLBACK_LINES} are enough"
        for module in modules(top, "callbacks")
        for function in functions(module)
        if any(_wires(mark) for mark in function.decorator_list) and (length := own_lines(function)) > CALLBACK_LINES
    ]


def _wires(mark: ast.expr) -> bool:
    called = mark.func if isinstance(mark, ast.Call) else mark
    return dotted(called).split(".")[-1] in {"callback", "clientside_callback"}


def own_lines(function: Function) -> int:
    """Lines from ``def`` to the end, those of functions inside it apart."""
    inner = [
        node for node in ast.walk(function) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node is not function
    ]
    inside = {line for node in inner for line in range(_first_line(node), (node.end_lineno or node.lineno) + 1)}
    return len(set(range(function.lineno, (function.end_lineno or function.lineno) + 1)) - inside)


def _first_line(function: Function) -> int:
    return min([function.lineno, *(mark.lineno for mark in function.decorator_list)])


def names_say_something(top: Path) -> list[str]:
    """No get_, make_, handle_; no utils, helpers, common; no _df (degrees of freedom apart)."""
    found = []
    for module in modules(top):
        if module.path.stem in {"utils", "helpers", "common", "misc"}:
            found.append(f"{module.name}: a file's name says what is in it")
        for function in functions(module):
            if re.match(r"_*(get|make|handle|do|process)_", function.name):
                found += [f"{module.at(function)} {function.name}: views and values are nouns, input and output are verbs"]
        found += [
            f"{module.at(node)} {node.id}: say what the table holds"
            for node in _stored(module)
            if node.id.endswith("_df") and not module.inside("data_access/analytics")
        ]
    return found


def _stored(module: Module) -> Iterator[ast.Name]:
    return (node for node in module.nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))


def colours_live_in_the_tokens(top: Path) -> list[str]:
    """No colour outside assets/tokens.css: one place to change it, and a dark theme that cannot be forgotten."""
    found = []
    for module in program(top):
        strings = [node for node in module.nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        found += [f"{module.at(node)} holds the colour {colour}" for node in strings for colour in _colours(str(node.value))]
    for path in files(top, "assets", suffixes=(".css", ".js", ".svg")):
        if path.name != "tokens.css":
            lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
            found += [
                f"{path.relative_to(top)}:{number} holds the colour {colour}"
                for number, line in lines
                for colour in _colours(line)
            ]
    return found


def _colours(text: str) -> list[str]:
    return [*_HEX.findall(text), *_COLOUR_CALL.findall(text)]


def nothing_is_loaded_from_outside(top: Path) -> list[str]:
    """The page asks nobody else for anything: no CDN, no tiles, no fonts."""
    found = []
    for path in files(top, "assets", suffixes=(".css", ".js", ".svg", ".html")):
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
            hosts = [host for host in _URL.findall(line) if host != _SVG_NAMES]
            hosts += re.findall(r"""(?:url\(\s*|@import\s+|src\s*=\s*)["']?//([\w.-]+)""", line)
            found += [f"{path.relative_to(top)}:{number} names {host}: everything is served from here" for host in hosts]
    for module in program(top):
        found += [f"{module.at(node)} loads {value} from outside" for node, value in _loaded(module)]
    return found


def _loaded(module: Module) -> Iterator[tuple[ast.keyword, str]]:
    """Options of a component or of the app that make a browser fetch another site's file."""
    for node in module.nodes:
        if isinstance(node, ast.keyword) and node.arg in {"src", "external_scripts", "external_stylesheets", "url", "data_uri"}:
            for part in ast.walk(node.value):
                if isinstance(part, ast.Constant) and isinstance(part.value, str) and re.match(r"(https?:)?//", part.value):
                    yield node, part.value


def the_project_speaks_of_itself(top: Path) -> list[str]:
    """No word of the place it was written in, and no address that nobody vouched for."""
    found = []
    for path in files(top, suffixes=_TEXT):
        text = path.read_text(encoding="utf-8", errors="replace")
        if not (_ANYTHING_FORBIDDEN.search(text) or "://" in text):
            continue  # as nearly every file; the others are read line by line
        for number, line in enumerate(text.splitlines(), start=1):
            place = f"{path.relative_to(top)}:{number}"
            found += [f"{place} says “{match[0]}”" for pattern in _FORBIDDEN if (match := pattern.search(line))]
            hosts = [] if path.is_relative_to(top / "tests") else _URL.findall(line)
            found += [f"{place} names the address {host}" for host in hosts if host.strip(".").lower() not in KNOWN_HOSTS]
    return found
