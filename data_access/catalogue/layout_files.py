"""What does the ``[[layout]]`` of a source file say?"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from data_access.catalogue.dimensions import area_number
from data_access.catalogue.layouts import AREAS, OTHER, POINTS, TIMES, Field, Layout, LeftOut, Whole
from data_access.strict_toml import Table

Slugs = Mapping[str, Collection[str]]
READERS = ("csv", "stops-force", "crimes-street")
_DERIVED = ("hour", "weekday", "confidence")  # worked out, never read
_SAYS = 'a column\'s name, or a table such as { column = "…", words = "…" }'


def layouts(table: Table, source: str, slugs: Slugs) -> tuple[Layout, ...]:
    """Every layout of a file; ``slugs`` are the values of each coded dimension."""
    words = {key: _lowered(values) for key, values in _named(table, "words").items()}
    endings = _named(table, "endings")
    return tuple(_layout(each, source, words, endings, slugs) for each in table.tables("layout"))


def _named(table: Table, key: str) -> dict[str, dict[str, str]]:
    if not table.has(key):
        return {}
    inner = table.table(key)
    return {name: inner.entries(name, 'text: a slug, or ""', _slug) for name in inner.values}


def _slug(value: object) -> str | None:
    return value if isinstance(value, str) else None


def _lowered(words: Mapping[str, str]) -> dict[str, str]:
    return {published.strip().casefold(): slug for published, slug in words.items()}


def _layout(
    table: Table, source: str, words: Mapping[str, Mapping[str, str]], endings: Mapping[str, Mapping[str, str]], slugs: Slugs
) -> Layout:
    heading = table.texts("heading")
    reading = table.table("read")
    fields = tuple(_Reading(reading, key, words, endings, slugs).field() for key in reading.values)
    layout = Layout(
        source,
        table.text("name"),
        table.choice("reader", READERS) if table.has("reader") else "csv",
        heading,
        fields,
        table.text_or("months", ""),
        tuple(_left_out(table)),
        table.text_or("force", ""),
        table.choice("covers", ("borough",)) if table.has("covers") else "",
        table.yes("once"),
        table.yes("one_month"),
        table.yes("continuous"),
        table.texts("dates") if table.has("dates") else (),
        _whole(table),
    )
    _refuse_strange(table, layout, slugs)
    return layout


def _left_out(table: Table) -> Iterator[LeftOut]:
    for each in table.tables_or_none("left_out"):
        yield LeftOut(each.text("column"), frozenset(word.casefold() for word in each.texts("words")), each.text("why"))


def _whole(table: Table) -> Whole | None:
    if not table.has("whole"):
        return None
    told = table.table("whole")
    return Whole(told.text("column"), frozenset(word.casefold() for word in told.texts("words")))


def _refuse_strange(table: Table, layout: Layout, slugs: Slugs) -> None:
    named = [name for field in layout.fields for name in field.columns] + [
        *(each.column for each in layout.left_out),
        *([layout.whole.column] if layout.whole else []),
        *layout.dates,
    ]
    unheard = [name for name in named if name not in layout.heading]
    if unheard and layout.reader == "csv":
        raise table.bad("read", f"names “{unheard[0]}”.", "a column of the heading", "correct its spelling")
    if layout.force and layout.force != "told" and layout.force not in slugs["force"]:
        raise table.bad("force", f"is “{layout.force}”.", "“told”, or a police force's slug", "correct it")
    times = layout.fields_to(*TIMES)
    if len(times) != (0 if layout.wide else 1):
        expected = "no time, since months head the columns" if layout.wide else f"one of {', '.join(TIMES)}"
        raise table.bad("read", f"says {len(times)} times.", expected, "correct it")


class _Reading:
    """One line of ``[layout.read]``."""

    def __init__(
        self,
        table: Table,
        key: str,
        words: Mapping[str, Mapping[str, str]],
        endings: Mapping[str, Mapping[str, str]],
        slugs: Slugs,
    ) -> None:
        self.table, self.key, self.words, self.endings, self.slugs = table, key, words, endings, slugs

    def field(self) -> Field:
        coded = self.key in self.slugs and self.key not in _DERIVED
        if not coded and self.key not in (*TIMES, *POINTS, *AREAS, *OTHER):
            known = ", ".join((*TIMES, *POINTS, *AREAS, *OTHER))
            self.table.read.add(self.key)
            raise self.table.bad(self.key, "is nothing a row can say.", f"one of {known}, or a coded dimension", "correct it")
        simple = self.table.values[self.key]
        if isinstance(simple, str):
            return Field(self.key, (self.table.text(self.key),))
        says = self.table.table(self.key) if isinstance(simple, dict) else None
        if says is None:
            return Field(self.key, self.table.value(self.key, _SAYS, _nothing))
        return self._of(says)

    def _of(self, says: Table) -> Field:
        fixed = self._known(says, says.text("is")) if says.has("is") else ""
        together = says.has("together")
        columns = () if fixed else says.texts("together") if together else self._columns(says)
        return Field(
            self.key,
            columns,
            together,
            self._table(says, "words", self.words),
            self._table(says, "endings", self.endings),
            says.yes("labels"),
            fixed,
            says.texts("forms") if says.has("forms") else (says.text("form"),) if says.has("form") else (),
            says.yes("begins"),
        )

    def _columns(self, says: Table) -> tuple[str, ...]:
        return says.texts("first_of") if says.has("first_of") else (says.text("column"),)

    def _table(self, says: Table, key: str, among: Mapping[str, Mapping[str, str]]) -> Mapping[str, str] | None:
        if not says.has(key):
            return None
        name = says.text(key)
        if name not in among:
            raise says.bad(key, f"is “{name}”.", f"a table headed [{key}.{name}]", "write that table, or correct the name")
        for slug in among[name].values():
            self._known(says, slug)
        return among[name]

    def _known(self, says: Table, slug: str) -> str:
        if self.key in AREAS and slug and area_number(slug) is None:
            raise says.bad("words", f"says “{slug}”.", "a GSS code such as E05013714", "correct it")
        listed = self.slugs.get(self.key)
        if listed is not None and slug not in listed:
            expected = f"a value of {self.key} (docs/reference/dimensions.md)"
            raise says.bad("words", f"says “{slug}”.", expected, f"correct it, or add it under [values.{self.key}]")
        return slug


def _nothing(value: object) -> tuple[str, ...] | None:
    del value
    return None
