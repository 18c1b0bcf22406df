"""What the manual says is printed when something goes wrong is what the program prints."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

from tests.house.tree import TOP

PAGE = TOP / "docs/how-to/when-something-goes-wrong.md"
SHORTEST = 8  # letters of a piece between two gaps that is worth looking for


def pieces() -> list[str]:
    """Every message of the tables, without what differs from one time to the next."""
    rows = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith("| ") and "---" not in line]
    quoted = [words for row in rows for words in re.findall(r"`([^`]+)`", row) if " " in words and not words.startswith("python")]
    return sorted({piece.strip() for words in quoted for piece in words.split("…") if len(piece.strip()) >= SHORTEST})


def strings() -> Iterator[str]:
    """The program's texts, as they are joined, without what is filled in."""
    for folder in ("data_access", "layouts"):
        for path in (TOP / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and isinstance(node.value, str):
                    yield node.value
                elif isinstance(node, ast.JoinedStr):
                    yield "".join(str(part.value) if isinstance(part, ast.Constant) else "…" for part in node.values)


@pytest.mark.parametrize("piece", pieces())
def test_a_message_in_the_manual_is_one_of_the_program(piece: str) -> None:
    assert any(piece in text for text in strings())


def test_the_manual_lists_many() -> None:
    assert len(pieces()) >= 25
