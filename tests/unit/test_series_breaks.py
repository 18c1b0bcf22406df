"""Breaks in a series are said once and meant twice: by the comparison and by the register of published files."""

from __future__ import annotations

from data_access.catalogue import SOURCES
from data_access.catalogue.series_breaks import SERIES_BREAKS, series_breaks
from data_access.ingest.register import register


def test_the_register_of_published_files_knows_the_same_breaks_as_the_comparison() -> None:
    assert {(entry.source, entry.on) for entry in register().breaks} == {(entry.source, entry.day) for entry in SERIES_BREAKS}


def test_every_break_is_of_a_known_source() -> None:
    assert {entry.source for entry in SERIES_BREAKS} <= set(SOURCES)
    assert series_breaks("stop-and-search") == ()
