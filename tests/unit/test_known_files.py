"""Published files that nothing uses yet are known by their headings."""

from __future__ import annotations

import pytest

from data_access.ingest.kinds import postcodes
from data_access.ingest.kinds.known_files import EXACT, known_answer, known_layout, reason
from data_access.ingest.rows import declared


@pytest.mark.parametrize("heading", EXACT, ids=EXACT.values())
def test_a_heading_is_matched_whole(heading: tuple[str, ...]) -> None:
    assert known_layout(heading) == EXACT[heading]
    assert known_layout(heading[1:]) is None
    assert known_layout((*heading, "more")) is None


@pytest.mark.parametrize("title", EXACT.values())
def test_what_is_not_used_says_why(title: str) -> None:
    assert reason(title).endswith(".")


def test_no_file_that_is_read_is_also_merely_known() -> None:
    read = [postcodes.HEADER, *((*each.heading, *(["202402"] * each.wide)) for each in declared.csv_layouts())]
    read += [each.headings[0] for each in declared.figure_layouts()]
    assert [header for header in read if known_layout(header)] == []


def test_no_table_of_figures_is_headed_like_a_table_of_records() -> None:
    assert [each.name for each in declared.figure_layouts() if declared.layout_of(each.headings[0])] == []


def test_other_answers_of_the_api_are_known_by_their_keys() -> None:
    assert known_answer(frozenset({"url", "name"})) == "police.uk API, crime categories"
    assert known_answer(frozenset({"url", "name", "more"})) is None
