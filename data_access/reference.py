"""Write docs/reference again from the program itself.

python -m data_access.reference
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from data_access import report, settings
from data_access.catalogue import CAVEATS, DIMENSIONS, FIGURES, MEASURES, SOURCES, Dimension, FigureSource, Kind, Source
from data_access.catalogue.figures import AREA_KINDS, FigureLayout
from data_access.catalogue.layouts import Layout
from data_access.catalogue.series_breaks import SERIES_BREAKS
from data_access.fetch import __main__ as fetch
from data_access.fetch import publishers
from data_access.ingest import __main__ as ingest
from data_access.ingest.mapping import __main__ as mapping
from data_access.sample import __main__ as sample
from data_access.sample import build_shapes
from data_access.schema import SCHEMA_VERSION, metadata

FOLDER = Path(__file__).resolve().parent.parent / "docs" / "reference"
_PLACES = {"point": "a point for each row", "ward": "by ward", "lsoa": "by small area", "borough": "the borough only"}
_KINDS = {
    Kind.CODED: "a word of the list below",
    Kind.AREA: "an ONS GSS code, such as `E05013730`",
    Kind.CELL: "an H3 cell: 15 hexadecimal digits",
    Kind.MONTH: "a month, such as `2023-09`",
    Kind.SOURCE: "a source's key; exactly one",
}


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(
        prog="python -m data_access.reference", description="Write docs/reference again from the program itself."
    )
    commands.add_argument("--check", action="store_true", help="write nothing; end with 1 where a page is out of date")
    return commands


def main(arguments: Sequence[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    fresh = pages()
    stale = [name for name, text in fresh.items() if not _holds(FOLDER / name, text)]
    for name in stale:
        print(f"docs/reference/{name} {'is out of date: make docs' if given.check else 'written'}")
        if not given.check:
            FOLDER.mkdir(parents=True, exist_ok=True)
            (FOLDER / name).write_text(fresh[name], encoding="utf-8")
    return 1 if given.check and stale else 0


def _holds(path: Path, text: str) -> bool:
    return path.is_file() and path.read_text(encoding="utf-8") == text


def pages() -> dict[str, str]:
    """Every reference page by file name: what is written down cannot differ from what the program does."""
    written = {
        "dimensions.md": _dimensions(),
        "sources.md": _sources(),
        "measures.md": _measures(),
        "caveats.md": _caveats(),
        "commands.md": _commands(),
        "settings.md": _settings(),
        "snapshot.md": _snapshot(),
    }
    written["README.md"] = _contents(written)
    return {name: f"{text.rstrip()}\n" for name, text in written.items()}


def _contents(written: Iterable[str]) -> str:
    links = "\n".join(f"- [{name.removesuffix('.md').capitalize()}]({name})" for name in written)
    return f"# Reference\n\nWritten by `make docs` from the program. Change the program, not these pages.\n\n{links}"


def _table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join(f"| {' | '.join(_cell(text) for text in line)} |" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _code(words: Iterable[str]) -> str:
    return ", ".join(f"`{word}`" for word in words)


def _dimensions() -> str:
    opening = (
        "# Dimensions\n\nThe ways a figure can be narrowed or broken down. The key is the word in an address "
        "(`?ward=E05013730`), in `by=`, and in `python -m data_access.report`."
    )
    overview = _table(
        ("key", "title", "a value is", "note"),
        [(f"`{one.key}`", one.title, _KINDS[one.kind], one.hint) for one in DIMENSIONS.values()],
    )
    lists = [_values(one) for one in DIMENSIONS.values() if one.kind is Kind.CODED]
    return "\n\n".join((opening, overview, *lists))


def _values(dimension: Dimension) -> str:
    rows = [(f"`{value.slug}`", value.label) for value in dimension.values]
    return f"## {dimension.title}: `{dimension.key}`\n\n{_table(('value', 'shown as'), rows)}"


def _sources() -> str:
    opening = (
        "# Sources\n\nEach is one file in `data_access/ingest/sources`. Sources are compared side by side, never added up. "
        "A source of disclosure class R or S is loaded and answers no page, download or report yet."
    )
    beside = (
        "# Figures beside the records\n\nIndicators and what rates divide by, declared in the same folder. "
        "`/data/indicators.csv?indicator=…` and `python -m data_access.report --indicator …` answer for the indicators."
    )
    records = (_source(source) for source in SOURCES.values())
    return "\n\n".join((opening, *records, beside, *(_figures(source) for source in FIGURES.values())))


def _figures(source: FigureSource) -> str:
    """One source of indicators or denominators."""
    rows = [
        ("key", f"`{source.key}`"),
        ("from", source.agency),
        ("kind", str(source.kind)),
        ("by", ", ".join(dict.fromkeys(AREA_KINDS[layout.area.kind][1] for layout in source.layouts))),
        *[("figures", "; ".join(_figure(slug, source) for slug in source.indicators))] * bool(source.indicators),
        ("counted", source.counting_rule),
        ("read from", "; ".join(_table_of_figures(layout) for layout in source.layouts)),
        ("caveats", _code(source.caveats)),
        ("disclosure class", source.disclosure),
        ("licence", source.licence),
        ("published at", source.address),
    ]
    return f"## {source.title}\n\n{_table(('', ''), rows)}"


def _figure(slug: str, source: FigureSource) -> str:
    indicator = source.indicators[slug]
    means = f": {indicator.means}" if indicator.means else ""
    return f"`{slug}` {indicator.label} ({indicator.unit}{means})"


def _table_of_figures(layout: FigureLayout) -> str:
    """A layout by its name and its first row; several rows of headings are counted."""
    rows = len(layout.headings)
    more = f", {rows} rows of headings" if rows > 1 else ", below a title" if layout.title else ""
    return f"{layout.name}{more}: {_code(dict.fromkeys(layout.headings[0]))}"


def _source(source: Source) -> str:
    rows = [
        ("key", f"`{source.key}`"),
        ("from", source.agency),
        (
            "a row is",
            f"one {source.noun[0]}" if source.shape == "incidents" else f"a number of {source.noun[1]} in an area and month",
        ),
        ("carries", _code(key for key in DIMENSIONS if key in source.carries)),
        ("finest cells", f"H3 resolution {source.finest_cell}" if source.finest_cell else "it has no points"),
        ("sorts of record", f"`{source.kind}`: {_code(source.offers.get(source.kind, ()))}"),
        ("one row is counted", source.counting_rule),
        ("place and time", f"{_PLACES[source.geography]}; by the {source.time_floor}"),
        ("return expected", _due(source)),
        *_overlapping(source),
        ("read from", "; ".join(_layout(layout) for layout in source.layouts)),
        ("caveats", _code(source.caveats)),
        ("disclosure class", source.disclosure + ("" if source.open else ": loaded, and shown on no page")),
        ("number in the snapshot", str(source.code)),
        ("licence", source.licence),
        ("published at", source.address),
        *(
            ("series break", f"{_day(one.day)}: the months before were {one.words}")
            for one in SERIES_BREAKS
            if one.source == source.key
        ),
    ]
    return f"## {source.title}\n\n{_table(('', ''), rows)}"


def _due(source: Source) -> str:
    """When a month's return should be here."""
    due = source.due
    if not due.day:
        return "no day is agreed"
    after = ("the same month", "the next month", "the month after next")
    by = "" if due.every == 1 else f", for {due.every} months at a time"
    return (
        f"day {due.day} of {after[due.months_after] if due.months_after < len(after) else f'{due.months_after} months later'}{by}"
    )


def _overlapping(source: Source) -> Iterator[tuple[str, str]]:
    if source.alternatives:
        yield "never added", f"the values of `{source.alternatives.dimension}`: without a choice, `{source.alternatives.usual}`"
    if source.joined:
        yield "filled from", f"`{source.joined.source}`, `{source.joined.field}`: where it is {_code(source.joined.fills)}"


def _layout(layout: Layout) -> str:
    """A layout by its name and its first row."""
    more = ", a column a month" if layout.wide else ""
    how = "" if layout.reader == "csv" else f" (read by `{layout.reader}`)"
    return f"{layout.name}{how}: {_code(layout.heading)}{more}"


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _measures() -> str:
    rows = [(f"`{one.key}`", one.title, one.unit) for one in MEASURES.values()]
    return f"# Measures\n\n{_table(('key', 'title', 'unit'), rows)}"


def _caveats() -> str:
    opening = "# Caveats\n\nThe words that stand under a figure, and what is a tap away."
    rows = [(f"`{one.slug}`", one.words, one.more) for one in CAVEATS.values()]
    return f"{opening}\n\n{_table(('slug', 'words', 'more'), rows)}"


_PARSERS = (ingest.parser(), mapping.parser(), fetch.parser(), report.parser(), sample.parser(), parser())


def _commands() -> str:
    opening = "# Commands\n\nEach is also `make run`, `make docs` or the like where that is shorter."
    by_hand = (
        f"## `python -m {build_shapes.__name__}`\n\n{(build_shapes.__doc__ or '').strip().splitlines()[0]} Run once, by hand."
    )
    return "\n\n".join((opening, *(_command(each) for each in _PARSERS), by_hand))


def _command(commands: argparse.ArgumentParser) -> str:
    rows = [(f"`{_spelled(action)}`", _meaning(action)) for action in commands._actions if action.help != argparse.SUPPRESS]
    return f"## `{commands.prog}`\n\n{commands.description or ''}\n\n{_table(('argument', 'meaning'), rows)}"


def _spelled(action: argparse.Action) -> str:
    """``--by DIM[,DIM]``, or a positional argument's own name."""
    metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
    takes_value = action.nargs != 0
    return f"{', '.join(action.option_strings)}{f' {metavar}' if takes_value else ''}" if action.option_strings else metavar


def _meaning(action: argparse.Action) -> str:
    choices = f"one of {_code(str(choice) for choice in action.choices)}" if action.choices else ""
    usual = f"default `{action.default}`" if action.default not in (None, False, [], "", argparse.SUPPRESS) else ""
    needed = "required" if action.required and action.option_strings else ""
    return "; ".join(part for part in ((action.help or "").replace("%%", "%"), choices, usual, needed) if part)


def _settings() -> str:
    variables = _table(
        ("variable", "what it is for", "when it is not set"),
        [(f"`{one.name}`", one.purpose, f"`{one.default}`") for one in settings.VARIABLES.values()],
    )
    return (
        "# Settings\n\n`partnership.toml` says everything about the partnership: it is the one file another partnership edits. "
        "The environment says where things are on this machine.\n\n"
        f"## In the environment\n\n{variables}\n\n"
        "## In `partnership.toml`\n\nEvery key is required, and a key that is not listed is refused.\n\n"
        f"```toml\n{settings.PARTNERSHIP.read_text(encoding='utf-8').strip()}\n```\n\n"
        "## In `data_access/fetch/publishers.toml`\n\nWhere `python -m data_access.fetch` finds the published files. "
        "Every key is required here too.\n\n"
        f"```toml\n{publishers.FILE.read_text(encoding='utf-8').strip()}\n```"
    )


def _snapshot() -> str:
    opening = (
        "# Snapshot\n\nOne immutable DuckDB file, written whole by `python -m data_access.ingest` and never altered. "
        f"This is version {SCHEMA_VERSION}; a snapshot of another version is not read. `data_access/schema.py` says what each "
        "table is for. Coded columns hold a value's position in its list of [dimensions](dimensions.md), 0 meaning not recorded."
    )
    return "\n\n".join((opening, *_tables()))


def _tables() -> Iterator[str]:
    for table in metadata.tables.values():
        rows = [(f"`{column.name}`", str(column.type).lower(), "yes" if column.nullable else "") for column in table.columns]
        yield f"## `{table.name}`\n\n{_table(('column', 'type', 'may be empty'), rows)}"


if __name__ == "__main__":
    sys.exit(main())
