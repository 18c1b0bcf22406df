"""What does a source file say of figures that are no records? Every mistake is named, with the file and the field."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from data_access.catalogue import caveats, source_files
from data_access.catalogue.caveats import CAVEATS
from data_access.catalogue.code_lists import ETHNICITIES, GENDERS
from data_access.catalogue.figures import (
    AREA_KINDS,
    BASES,
    PERIODS,
    SAYINGS,
    Area,
    Figured,
    FigureKind,
    FigureLayout,
    FigureSource,
    Indicator,
    Period,
    Saying,
    ages_of,
)
from data_access.catalogue.layouts import Field, LeftOut
from data_access.errors import BadInput
from data_access.strict_toml import Table

CLASSES = ("O",)  # figures of people who could be known come as counts, which the desk can check row by row
_KNOWN = {"gender": {each.slug for each in GENDERS}, "ethnicity": {each.slug for each in ETHNICITIES}}
_ARITHMETIC = "arithmetic"


def declaration(file: Path) -> FigureSource:
    """The source of one file; :class:`BadInput` names the first fault."""
    return _source(source_files.opened(file))


def is_of_figures(table: Table) -> bool:
    return table.values.get("kind") in set(FigureKind)


def declared() -> dict[str, FigureSource]:
    """Every source of figures by its key."""
    found = {table.file.stem: _source(table) for table in source_files.tables() if is_of_figures(table)}
    seen: dict[tuple[str, ...], FigureLayout] = {}
    for layout in (each for source in found.values() for each in source.layouts):
        twin = seen.setdefault((layout.title, *layout.headings[0]), layout)
        if twin is not layout:
            what = f"The layout “{layout.name}” has the heading of “{twin.name}” of {twin.source}."
            raise BadInput(what, file=f"{layout.source}.toml", expected="a heading of its own", do="describe it in one file only")
    return found


def _source(table: Table) -> FigureSource:
    key = table.file.stem
    kind = FigureKind(table.choice("kind", tuple(FigureKind)))
    indicators = dict(_indicators(table)) if kind is FigureKind.INDICATORS else {}
    words = _words(table)
    known = indicators.keys() if indicators else BASES.keys()
    layouts = tuple(_Layout(each, key, words, {**_KNOWN, "what": set(known)}).layout(kind) for each in table.tables("layout"))
    if not layouts:
        raise table.bad("layout", "is empty.", "at least one layout", "write [[layout]]")
    own = tuple(each.slug for each in caveats.declared(table))
    listed = (*table.texts("caveats"), *own)
    for slug in (slug for slug in listed if slug not in {*CAVEATS, *own}):
        raise table.bad("caveats", f"names “{slug}”.", "a caveat of docs/reference/caveats.md", "correct it")
    source = FigureSource(
        key,
        kind,
        table.text("title"),
        table.text("agency"),
        table.text("dataset"),
        table.text("counting_rule"),
        tuple(dict.fromkeys(listed)),
        table.text("licence"),
        table.text("address", empty=True),
        indicators,
        layouts,
        table.choice("disclosure", CLASSES),
        _headline(table, indicators),
    )
    table.refuse_unread()
    return source


def _indicators(table: Table) -> Iterator[tuple[str, Indicator]]:
    listed = table.table("indicators")
    for slug in listed.values:
        each = listed.table(slug)
        decimals = each.whole("decimals", 0, 6) if each.has("decimals") else 0
        yield slug, Indicator(slug, each.text("label"), each.text("unit"), each.text_or("means", ""), decimals)


def _headline(table: Table, indicators: Mapping[str, Indicator]) -> tuple[str, ...]:
    """The indicators for the Ward page."""
    named = tuple(table.texts("headline")) if table.has("headline") else ()
    for slug in (slug for slug in named if slug not in indicators):
        raise table.bad("headline", f"names “{slug}”.", f"one of {', '.join(indicators) or 'its indicators'}", "correct it")
    return named


def _words(table: Table) -> dict[str, dict[str, str]]:
    if not table.has("words"):
        return {}
    inner = table.table("words")
    named = {name: inner.entries(name, "text", _one) for name in inner.values}
    return {name: {" ".join(one.split()).casefold(): other for one, other in pairs.items()} for name, pairs in named.items()}


class _Layout:
    """One ``[[layout]]`` of a file of figures."""

    def __init__(self, table: Table, source: str, words: Mapping[str, Mapping[str, str]], known: Mapping[str, set[str]]) -> None:
        self.table, self.source, self.words, self.known = table, source, words, known
        self.reading = table.table("read")
        self.bands = "total"

    def layout(self, kind: FigureKind) -> FigureLayout:
        table, reading = self.table, self.reading
        headings = self._headings()
        area = self._area()
        sayings = tuple(self._sayings())
        total = reading.text_or("total", "")
        sums = {name: tuple(parts) for name, parts in self._sums()}
        denominators = kind is FigureKind.DENOMINATORS
        if denominators and area.others:
            raise reading.bad("area.or", "is of indicators.", "one kind of area in each file of denominators", "leave it out")
        layout = FigureLayout(
            self.source,
            table.text("name"),
            headings,
            area,
            Period("census") if denominators else self._period(),
            tuple(each for each in sayings if not each.row),
            self._values(),
            title=table.text_or("title", ""),
            total=total,
            sums=sums,
            bands=self.bands,
            vintage=table.text("vintage") if denominators else "",
            bounds=(reading.text_or("lower", ""), reading.text_or("upper", "")),
            base=reading.text_or("base", ""),
            blank=frozenset(table.value("blank", "a list of texts", _texts)) if table.has("blank") else frozenset(),
            decimals=table.yes("decimals"),
            covers=table.has("covers") and table.choice("covers", ("borough",)) == "borough",
            borough=self._borough(),
            adds=table.yes("adds"),
            unsaid=reading.has("gender") and reading.values["gender"] == _ARITHMETIC,
            left_out=tuple(self._left_out()),
        )
        return self._with_columns(layout, [each for each in sayings if each.row])

    def _headings(self) -> tuple[tuple[str, ...], ...]:
        if self.table.has("headings"):
            rows = self.table.value("headings", "a list of rows, each a list of texts", _rows)
            if len({len(row) for row in rows}) == 1:
                return rows
            raise self.table.bad("headings", "has rows of different lengths.", "rows alike", "correct it")
        return (self.table.value("heading", "a list of texts", _texts),)

    def _area(self) -> Area:
        says = self.reading.table("area")
        kind = says.choice("kind", tuple(AREA_KINDS))
        if says.has("is"):
            return Area(kind, fixed=says.text("is"))
        others = tuple(says.texts("or")) if says.has("or") else ()
        for other in others:
            if not AREA_KINDS.get(other, ((), ""))[0] or AREA_KINDS[other][0] == AREA_KINDS[kind][0]:
                raise says.bad("or", f"names “{other}”.", "kinds of area whose codes begin otherwise", "correct it")
        return Area(kind, (says.text("column"), *(says.texts("also") if says.has("also") else ())), others=others)

    def _period(self) -> Period:
        says = self.reading.table("period")
        kind = says.choice("kind", PERIODS)
        if says.has("column"):
            return Period(kind, column=says.text("column"), forms=(says.text("form"),))
        since = says.day("since")
        until: date = says.day("until") if says.has("until") else since
        return Period(kind, since, until)

    def _sayings(self) -> Iterator[Saying]:
        for to in (each for each in SAYINGS if self.reading.has(each)):
            if to == "gender" and self.reading.values[to] == _ARITHMETIC:
                continue
            yield self._saying(to, self.reading.table(to))

    def _saying(self, to: str, says: Table) -> Saying:
        words = None
        if says.has("words"):
            words = self.words.get(says.text("words"))
            if words is None:
                name = says.text("words")
                raise says.bad("words", f"is “{name}”.", f"a table headed [words.{name}]", "write it, or correct the name")
        if says.has("bands"):
            self.bands = says.text("bands")
        fixed = says.text("is") if says.has("is") else ""
        for slug in (*(words or {}).values(), *([fixed] if fixed else [])):
            if to in self.known and slug not in self.known[to]:
                listed = ", ".join(sorted(self.known[to]))
                raise says.bad("words", f"says “{slug}”.", f"one of {listed}", "correct it, or declare it")
            if to == "ages" and ages_of(slug) is None:
                raise says.bad("words", f"says “{slug}”.", "ages such as 10-14, 85+ or 7", "correct it")
        row = says.whole("heading", 1, 9) if says.has("heading") else 0
        column = says.text("column") if not (row or fixed) else ""
        return Saying(to, column, row, words, fixed)

    def _values(self) -> dict[str, str]:
        if self.reading.has("values"):
            return self.reading.entries("values", "what the column holds", _one)
        return {self.reading.text("value"): ""} if self.reading.has("value") else {}

    def _sums(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        if self.table.has("sums"):
            each = self.table.table("sums")
            yield from ((name, each.texts(name)) for name in each.values)

    def _borough(self) -> Field | None:
        if not self.reading.has("borough"):
            return None
        says = self.reading.table("borough")
        return Field("borough", (says.text("column"),), begins=says.yes("begins"))

    def _left_out(self) -> Iterator[LeftOut]:
        for each in self.table.tables_or_none("left_out"):
            words = frozenset(word.casefold() for word in each.value("words", "a list of texts", _texts))
            yield LeftOut(each.text("column"), words, each.text("why"))

    def _with_columns(self, layout: FigureLayout, said: list[Saying]) -> FigureLayout:
        """The layout with its columns of figures; every column must be spoken for."""
        unread = self.table.value("unread", "a list of texts", _texts) if self.table.has("unread") else ()
        parts = [part for listed in layout.sums.values() for part in listed]
        once = [
            *layout.area.columns[:1],
            *(saying.column for saying in layout.sayings),
            *layout.values,
            layout.total,
            layout.period.column,
            *layout.bounds,
            layout.base,
            *(layout.borough.columns if layout.borough else ()),
            *(each.column for each in layout.left_out),
        ]
        named = [name for name in [*once, *unread, *parts] if name]
        for name in (each for each in [*named, *layout.sums] if each not in layout.headings[0]):
            raise self.table.bad("read", f"names “{name}”.", "a column of the heading", "correct its spelling")
        figured = [self._figured(layout, at, said) for at, name in enumerate(layout.headings[0]) if name not in named]
        if not figured and not layout.values:
            raise self.table.bad("read", "says no figure.", "value, or what the headings say", "add it")
        return replace(layout, wide=tuple(figured))

    def _figured(self, layout: FigureLayout, at: int, said: list[Saying]) -> Figured:
        found: dict[str, str] = {}
        for saying in said:
            text = layout.headings[min(saying.row, len(layout.headings)) - 1][at]
            slug = saying.said(text)
            if slug is None or (saying.to == "ages" and ages_of(slug) is None):
                raise self.table.bad("read", f"leaves “{text}” unread.", f"{saying.to} for it, or its name in unread", "add it")
            found[saying.to] = slug
        if not said:
            name = layout.headings[0][at]
            raise self.table.bad("read", f"leaves “{name}” unread.", "a meaning for it, or its name in unread", "add it")
        return Figured(at, found)


def _one(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _texts(value: object) -> tuple[str, ...] | None:
    good = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return tuple(value) if good and isinstance(value, list) else None


def _rows(value: object) -> tuple[tuple[str, ...], ...] | None:
    if not isinstance(value, list):
        return None
    rows = [_texts(each) for each in value]
    return tuple(row for row in rows if row is not None) if rows and None not in rows else None
