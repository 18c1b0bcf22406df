"""What stands where: the top level, the requirements, the make targets, the documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from tests.house.tree import files, made

TOP_LEVEL = {
    ".ci",
    ".gitignore",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    "GLOSSARY.md",
    "LICENSE",
    "Makefile",
    "Procfile",
    "README.md",
    "app.py",
    "assets",
    "bench",
    "callbacks",
    "data_access",
    "docs",
    "geo",
    "layouts",
    "partnership.toml",
    "pyproject.toml",
    "requirements.txt",
    "tests",
}
TARGETS = ("run", "test", "check", "bench", "docs", "slow")
QUARTERS = ("tutorial", "how-to", "reference", "explanation", "decisions")

_PIN = re.compile(r"[A-Za-z0-9_.-]+(?:\[[a-z,]+\])?==[0-9][A-Za-z0-9.+]*\s+# \S.*")
_LINK = re.compile(r"(?<!!)\[[^\]]*\]\(([^)\s]+)\)|!\[[^\]]*\]\(([^)\s]+)\)")


def nothing_else_at_the_top(top: Path) -> list[str]:
    here = {path.name for path in top.iterdir() if not made(path, top)}
    extra = [f"{name} stands at the top level: say in which room it belongs" for name in sorted(here - TOP_LEVEL)]
    return extra + [f"{name} is not at the top level any more" for name in sorted(TOP_LEVEL - here)]


def every_pin_says_why(top: Path) -> list[str]:
    found = []
    for name in ("requirements.txt", "tests/requirements.txt"):
        for number, line in enumerate((top / name).read_text(encoding="utf-8").splitlines(), start=1):
            if line.strip() and not line.startswith(("#", "-r ")) and not _PIN.fullmatch(line.rstrip()):
                found.append(f"{name}:{number} needs an exact version and a reason: {line}")
    return found


def the_usual_targets_are_there(top: Path) -> list[str]:
    named = set(re.findall(r"^([a-z]+):", (top / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    return [f"Makefile has no target {target}" for target in TARGETS if target not in named]


def the_manual_has_its_parts(top: Path) -> list[str]:
    return [f"docs/{part} holds no page" for part in QUARTERS if not list((top / "docs" / part).glob("*.md"))]


def every_link_leads_somewhere(top: Path) -> list[str]:
    found = []
    for path in files(top, suffixes=(".md",)):
        for link in _LINK.finditer(path.read_text(encoding="utf-8")):
            target = (link[1] or link[2]).split("#")[0]
            if target and "://" not in target and not target.startswith("mailto:") and not (path.parent / target).exists():
                found.append(f"{path.relative_to(top)} links to {target}, which is not there")
    return found


def columns_without_a_home(columns: Mapping[str, str], tables: Mapping[str, Iterable[str]]) -> list[str]:
    """Dimensions (key to column) whose column stands in no table that can be counted."""
    known = {column for names in tables.values() for column in names}
    return [f"dimension {key} reads {column}, which no table has" for key, column in columns.items() if column not in known]


def missing_from(page: Path, entries: Iterable[str]) -> list[str]:
    """Entries that a reference page does not name."""
    text = page.read_text(encoding="utf-8") if page.exists() else ""
    return [f"{page.name} does not name {entry}" for entry in entries if f"`{entry}`" not in text]


def pages_out_of_date(pages: Mapping[str, str], folder: Path) -> list[str]:
    """Reference pages that differ from what the program would write, or that nothing writes."""
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.md")} if folder.is_dir() else {}
    names = sorted(set(pages) | set(written))
    return [f"docs/reference/{name} is out of date: make docs" for name in names if pages.get(name) != written.get(name)]
