"""Does the strict reader accept a source file, and what do the table's own rows come to when it reads them?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow.compute as pc

from data_access import months
from data_access.catalogue import DIMENSIONS, SOURCES, Dimension, Shape, Source, source_files
from data_access.catalogue.declarations import declaration
from data_access.catalogue.layouts import Layout
from data_access.catalogue.source_files import Added
from data_access.errors import BadInput
from data_access.ingest.files import workbook
from data_access.ingest.files.csv_rows import batches
from data_access.ingest.files.reading import Reading, Rejected
from data_access.ingest.kinds.counts import Counts
from data_access.ingest.kinds.incidents import Incidents
from data_access.ingest.mapping.given import Given
from data_access.ingest.rows.declared import Catalogue
from data_access.ingest.rows.identifiers import refuse_identifiers
from data_access.mappings import Aside, Preview
from data_access.settings import Settings

SHOWN_LINES = 5


def tried(text: str, key: str, given: Given, settings: Settings) -> Preview:
    """What the rows come to; its ``trouble`` where they cannot be read, or the file is no source file."""
    try:
        source, added = parsed(text, key)
        reading = _read(source, added, given, settings)
    except BadInput as refusal:
        return Preview(given.rows, trouble=str(refusal))
    used = reading.rows_in - len(reading.rejected) - reading.repeated
    spoken = reading.months or tuple(sorted(filter(None, pc.unique(reading.table["month"]).to_pylist())))
    notes = tuple(_notes(reading, settings))
    return Preview(reading.rows_in, used, tuple(_aside(reading.rejected)), tuple(map(months.address, spoken)), notes=notes)


def parsed(text: str, key: str) -> tuple[Source, tuple[Added, ...]]:
    """The source that a text declares, read as Lion reads its files when it starts, and the values it adds."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"{key}.toml"
        file.write_text(text, encoding="utf-8")
        try:
            return declaration(file), source_files.added(source_files.opened(file))
        except BadInput as refusal:
            raise replace(refusal, file=file.name) from None


def _read(source: Source, added: tuple[Added, ...], given: Given, settings: Settings) -> Reading:
    dimensions = {key: _longer(dimension, added) for key, dimension in DIMENSIONS.items()}
    catalogue = Catalogue({**SOURCES, source.key: source}, dimensions)
    layout = workbook.dated(source.layouts[-1]) if given.from_sheet else source.layouts[-1]
    if source.open:
        _refuse_people(layout, given)
    if source.shape is Shape.AREA_COUNTS:
        return Counts(layout, settings, catalogue=catalogue).read(given.member)
    return Incidents(layout, settings, settings.force, catalogue=catalogue).read(given.member)


def _refuse_people(layout: Layout, given: Given) -> None:
    """Open data names nobody: here it is looked through as files about people always are."""
    for batch in batches(given.member, []):
        refuse_identifiers(given.member.name, layout, batch)


def _longer(dimension: Dimension, added: tuple[Added, ...]) -> Dimension:
    mine = [each for each in added if each.dimension == dimension.key and each.value.slug not in dimension.slugs]
    return replace(dimension, values=(*dimension.values, *(each.value for each in mine))) if mine else dimension


def _aside(rejected: list[Rejected]) -> Iterator[Aside]:
    alike: dict[tuple[str, str, str], list[int]] = {}
    for row in rejected:
        alike.setdefault((row.rule, row.column, row.do), []).append(row.line)
    for (rule, column, do), lines in sorted(alike.items(), key=lambda each: -len(each[1])):
        yield Aside(rule, column, do, len(lines), tuple(sorted(lines)[:SHOWN_LINES]))


def _notes(reading: Reading, settings: Settings) -> Iterator[str]:
    faults = sum(1 for row in reading.rejected if row.fault)
    most = settings.thresholds.bad_rows_percent
    if faults * 100 > most * reading.rows_in:
        yield f"A load refuses a file with more than {most:g} % of such rows, unless it is told to accept them."
