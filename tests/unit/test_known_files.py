"""Published files that nothing uses yet are known by their headings."""

from __future__ import annotations

import pytest

from data_access.ingest import declared, postcodes, residents_layouts
from data_access.ingest.known_files import EXACT, WIDE, known_answer, known_layout


@pytest.mark.parametrize("heading", EXACT, ids=EXACT.values())
def test_a_heading_is_matched_whole(heading: tuple[str, ...]) -> None:
    assert known_layout(heading) == EXACT[heading]
    assert known_layout(heading[1:]) is None
    assert known_layout((*heading, "more")) is None


@pytest.mark.parametrize("wide", WIDE, ids=lambda wide: wide.title)
def test_a_wide_table_is_known_by_its_first_columns_and_its_width(wide: object) -> None:
    known = next(each for each in WIDE if each is wide)
    assert known_layout((*known.start, *map(str, range(known.more)))) == known.title
    assert known_layout(known.start) is None
    assert known_layout((*known.start[:-1], "other", *map(str, range(known.more)))) is None


def test_no_file_that_is_read_is_also_merely_known() -> None:
    read = [postcodes.HEADER, *((*each.heading, *(["202402"] * each.wide)) for each in declared.csv_layouts())]
    read += [("WD22CD_proposed", *layout.columns) for layout in residents_layouts.LAYOUTS if layout.area_kind == "ward"]
    read += [("lsoa21_code", *layout.columns) for layout in residents_layouts.LAYOUTS if layout.area_kind == "lsoa"]
    assert [header for header in read if known_layout(header)] == []


def test_other_answers_of_the_api_are_known_by_their_keys() -> None:
    assert known_answer(frozenset({"url", "name"})) == "police.uk API, crime categories"
    assert known_answer(frozenset({"url", "name", "more"})) is None
