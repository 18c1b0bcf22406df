"""What does a source file say of its source? Every mistake in one is named, with the file and the field."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from data_access.catalogue import caveats, series_breaks, source_files
from data_access.catalogue.caveats import CAVEATS
from data_access.catalogue.dimensions import DIMENSIONS, Kind
from data_access.catalogue.figure_files import is_of_figures
from data_access.catalogue.layout_files import layouts
from data_access.catalogue.layouts import POINTS, WORDS, Layout
from data_access.catalogue.sources import Alternatives, Due, Joined, Shape, Source
from data_access.errors import BadInput
from data_access.strict_toml import Table

Slugs = Mapping[str, Collection[str]]
KINDS = {"incidents": Shape.INCIDENTS, "counts": Shape.AREA_COUNTS}
CLASSES = ("O", "R", "S")
GEOGRAPHIES = ("point", "ward", "lsoa", "borough")
TIME_FLOORS = ("minute", "day", "month")
MOST_SOURCES = 300
EXTENDS = "extends"  # the key of a file that only adds layouts to a source
_OF_POINTS = frozenset({"ward", "old_ward", "lsoa", "h3_7", "h3_8", "h3_9", "h3_10"})
# What a moment, a day or a row's own area tells besides itself.
_TELLS = {"moment": {"hour", "weekday"}, "day": {"weekday"}, "ward": {"ward"}, "lsoa": {"lsoa"}}


def declaration(file: Path) -> Source:
    """The source of one file, with what it adds to the code lists; :class:`BadInput` names the first fault.

    For a file that extends a source: that source, with the file's layouts last.
    """
    table = source_files.opened(file)
    added = source_files.added(table)
    slugs = {key: known | {each.value.slug for each in added if each.dimension == key} for key, known in _coded().items()}
    if table.has(EXTENDS):
        return _extended(table, declared(), slugs)
    return _source(table, slugs, {*CAVEATS, *(each.slug for each in caveats.declared(table))})


def _coded() -> dict[str, frozenset[str]]:
    return {key: frozenset(each.slugs) for key, each in DIMENSIONS.items() if each.kind is Kind.CODED}


def declared() -> dict[str, Source]:
    """Every source by its key, in the order of their numbers."""
    slugs = _coded()
    own = [table for table in source_files.tables() if not table.has(EXTENDS) and not is_of_figures(table)]
    found = [_source(table, slugs, CAVEATS) for table in own]
    for table, source in zip(own, found, strict=True):
        twin = next((each.key for each in found if each is not source and each.code == source.code), "")
        if twin:
            free = max(each.code for each in found) + 1
            raise table.bad("code", f"is {source.code}, which {twin} has.", "a number nobody has", f"{free} is free")
        if sum(each.key == source.key for each in found) > 1:
            raise BadInput(f"Two source files are called {source.key}.toml.", file=str(table.file), do="rename one of them")
    listed = {each.key: each for each in sorted(found, key=lambda each: each.code)}
    for table in (each for each in source_files.tables() if each.has(EXTENDS)):
        longer = _extended(table, listed, slugs)
        listed[longer.key] = longer
    _refuse_alike([layout for source in listed.values() for layout in source.layouts])
    return listed


def _extended(table: Table, listed: Mapping[str, Source], slugs: Slugs) -> Source:
    """A source with further layouts from a file of their own: the source stays what it is."""
    source_files.added(table)
    base = listed[table.choice(EXTENDS, tuple(listed))]
    read = (*base.layouts, *layouts(table, base.key, slugs))
    worded = any(each.fields_to(*WORDS) for each in read)
    counts = base.shape is Shape.AREA_COUNTS
    carries = base.carries | _carries(read, points=base.finest_cell > 0, worded=worded, counts=counts)
    longer = replace(base, layouts=read, carries=carries, offers=_offers(read, slugs))
    fault = next((each for each in _faults(longer) if each[0]), None)
    if fault is None and not base.finest_cell and any(each.fields_to(*POINTS) for each in read):
        fault = True, "layout.read", f"no points: {base.key} has none"
    if fault:
        raise BadInput(f"“{fault[1]}” does not fit the kind of source.", file=str(table.file), expected=fault[2], do="correct it")
    table.refuse_unread()
    return longer


def _refuse_alike(read: Sequence[Layout]) -> None:
    """A file must be of one source: no two layouts are headed alike."""
    seen: dict[tuple[str, ...], Layout] = {}
    for layout in (each for each in read if each.reader == "csv"):
        twin = seen.setdefault(layout.heading, layout)
        if twin is not layout:
            what = f"The layout “{layout.name}” has the heading of “{twin.name}” of {twin.source}."
            raise BadInput(what, file=f"{layout.source}.toml", expected="a heading of its own", do="describe it in one file only")


def _source(table: Table, slugs: Slugs, known_caveats: Collection[str]) -> Source:
    source_files.added(table)
    key = table.file.stem
    read = layouts(table, key, slugs)
    points, worded = (any(each.fields_to(*names) for each in read) for names in (POINTS, WORDS))
    source = Source(
        key=key,
        code=table.whole("code", 1, MOST_SOURCES),
        title=table.text("title"),
        agency=table.text("agency"),
        dataset=table.text("dataset"),
        noun=_noun(table),
        shape=KINDS[table.choice("kind", tuple(KINDS))],
        carries=_carries(read, points=points, worded=worded, counts=table.choice("kind", tuple(KINDS)) == "counts"),
        kind=table.choice("sort", tuple(slugs)),
        headline=table.texts("headline"),
        finest_cell=table.whole("finest_cell", 7, 10) if points or (worded and table.has("finest_cell")) else 0,
        counting_rule=table.text("counting_rule"),
        geography=table.choice("geography", GEOGRAPHIES),
        time_floor=table.choice("time_floor", TIME_FLOORS),
        due=_due(table),
        caveats=_caveats(table, known_caveats),
        licence=table.text("licence"),
        address=table.text("address", empty=True),
        offers=_offers(read, slugs),
        layouts=read,
        disclosure=table.choice("disclosure", CLASSES),
        alternatives=_alternatives(table, slugs),
        joined=_joined(table, slugs),
    )
    tuple(series_breaks.declared(table, key))
    _refuse_strange(table, source, slugs)
    table.refuse_unread()
    return source


def _noun(table: Table) -> tuple[str, str]:
    listed = table.texts("noun")
    if len(listed) != 2:
        raise table.bad("noun", f"has {len(listed)} words.", 'one and many, such as ["search", "searches"]', "correct it")
    return listed[0], listed[1]


def _due(table: Table) -> Due:
    each = table.table_or_none("due")
    if each is None:
        return Due()
    every = each.whole("every", 1, 12) if each.has("every") else 1
    if 12 % every:
        raise each.bad("every", f"is {every}.", "1, 2, 3, 4, 6 or 12 months", "correct it; 3 is a quarter")
    return Due(each.whole("day", 1, 31), each.whole("months_after", 0, 24), every)


def _caveats(table: Table, known: Collection[str]) -> tuple[str, ...]:
    own = tuple(each.slug for each in caveats.declared(table))
    listed = (*table.texts("caveats"), *own)
    for slug in listed:
        if slug not in known:
            expected = "a caveat of docs/reference/caveats.md"
            raise table.bad("caveats", f"names “{slug}”.", expected, f"correct it, or write [caveats_of_its_own.{slug}]")
    return tuple(dict.fromkeys(listed))


def _alternatives(table: Table, slugs: Slugs) -> Alternatives | None:
    each = table.table_or_none("alternatives")
    if each is None:
        return None
    dimension = each.choice("dimension", tuple(slugs))
    return Alternatives(dimension, each.choice("usual", tuple(sorted(slugs[dimension]))))


def _joined(table: Table, slugs: Slugs) -> Joined | None:
    each = table.table_or_none("joined")
    if each is None:
        return None
    field = each.choice("field", tuple(slugs))
    fills = each.texts("fills")
    for slug in fills:
        if slug not in slugs[field]:
            raise each.bad("fills", f"names “{slug}”.", f"values of {field}", "correct it")
    return Joined(each.text("source"), field, fills)


def _carries(read: tuple[Layout, ...], *, points: bool, worded: bool, counts: bool) -> frozenset[str]:
    """What the rows say, by what the layouts read of them; a count by ward can be shown by the wards of either time."""
    fields = {field.to for layout in read for field in layout.fields}
    told = {key for field in fields for key in _TELLS.get(field, ())}
    force = {"force"} if any(layout.force for layout in read) else set()
    coded = {field for field in fields if field in DIMENSIONS and DIMENSIONS[field].kind is Kind.CODED}
    if counts and "ward" in told:
        told.add("old_ward")
    placed = {*(_OF_POINTS if points or worded else ()), *(("confidence",) if worded else ())}
    return frozenset({"source", "month", "location", *told, *force, *coded, *placed})


def _offers(read: tuple[Layout, ...], slugs: Slugs) -> dict[str, tuple[str, ...]]:
    """The values each coded field can have, in the order of its list."""
    found: dict[str, set[str]] = {}
    for field in (field for layout in read for field in layout.fields if field.to in slugs):
        every = set(slugs[field.to]) if field.labels or field.forms else {field.fixed}
        told = {*every, *(field.words or {}).values(), *(field.endings or {}).values()}
        found.setdefault(field.to, set()).update(told - {"", "unknown", "none"})
    return {key: tuple(slug for slug in DIMENSIONS[key].slugs if slug in told) for key, told in found.items()}


def _refuse_strange(table: Table, source: Source, slugs: Slugs) -> None:
    if source.kind not in source.carries:
        raise table.bad("sort", f"is “{source.kind}”.", "something a layout reads", "read it, or choose another")
    for slug in source.headline:
        if slug not in slugs[source.kind]:
            raise table.bad("headline", f"names “{slug}”.", f"values of {source.kind}", "correct it")
    for fault, field, expected in _faults(source):
        if fault:
            raise BadInput(
                f"“{field}” does not fit the kind of source.", file=str(table.file), expected=expected, do="correct it"
            )


def _faults(source: Source) -> Iterator[tuple[bool, str, str]]:
    counts = source.shape is Shape.AREA_COUNTS
    names = [layout.name for layout in source.layouts]
    yield not names, "layout", "at least one layout"
    yield len(set(names)) < len(names), "layout.name", "a name of its own for each layout"
    for layout in source.layouts:
        yield counts and not layout.wide and layout.field("n") is None, "layout.read.n", "the column that holds the count"
        yield counts and bool(layout.fields_to(*POINTS)), "layout.read", "no points in a source of counts"
        whose = layout.field("borough") is not None or bool(layout.covers)
        yield counts and not whose, "layout.read.borough", 'a borough, or covers = "borough"'
        yield not counts and layout.wide, "layout.months", "months at the head of columns only in a source of counts"
        yield not counts and layout.field("n") is not None, "layout.read.n", "no count in a source of incidents"
