"""A long table is one component, however many rows it has."""

from __future__ import annotations

import json

import pytest
from dash import html

from layouts.components.long_table import Square, long_table
from layouts.components.table import Column, Line

COLUMNS = [Column("Ward"), Column("Now", numeric=True)]


def test_it_carries_its_words_and_says_its_caption() -> None:
    shown = long_table(COLUMNS, [Line(["Evelyn", "430"], marked=True), Line(["Lee Green", "<b>1"])], "All comparisons")
    told = json.loads(getattr(shown, "data-long-table"))
    assert told["caption"] == getattr(shown, "aria-label") == "All comparisons"
    assert told["rows"] == [{"cells": ["Evelyn", "430"], "marked": True}, {"cells": ["Lee Green", "<b>1"], "marked": False}]
    assert [column["number"] for column in told["columns"]] == [False, True]
    assert list(shown._traverse()) == []


def test_a_square_says_what_it_stands_for() -> None:
    year: list[str | Square] = ["2023", Square("partial", "partial")]
    shown = long_table(COLUMNS, [year], "Months", class_name="calendar")
    told = json.loads(getattr(shown, "data-long-table"))
    assert told["class"] == "calendar"
    assert told["rows"] == [{"cells": ["2023", {"mark": "partial", "words": "partial"}], "marked": False}]


def test_a_cell_that_is_not_text_is_a_mistake() -> None:
    with pytest.raises(TypeError, match="holds text"):
        long_table(COLUMNS, [Line(["Evelyn", html.B("430")])], "All")
