"""Answer a question from the command line, by the road the screen uses.

python -m data_access.report --by ward --where source=stop-and-search --since 2023-01 --until 2023-09 --format csv
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from urllib.parse import urlencode

from data_access import exports, indicator_files, months, settings
from data_access.catalogue import DIMENSIONS, MEASURES, REPORT_KEYS, SOURCES, Kind
from data_access.errors import BadInput, LionError
from data_access.exports import Scalar
from data_access.filters import Filters
from data_access.indicators import FigureQuestion
from data_access.rates import Rated
from data_access.released import STATE_WORDS, MonthCoverage, Released, Status
from data_access.warehouse import Warehouse

OK, REFUSED, USAGE = 0, 1, 2
_NARROWS = ("source", "areas", "area", "group", "everywhere")


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(
        prog="python -m data_access.report", description=__doc__.splitlines()[0] if __doc__ else ""
    )
    commands.add_argument("--by", metavar="DIM[,DIM]", help=f"break down by: {', '.join(REPORT_KEYS)}")
    narrows = f"a figure that is no count of records; --where narrows by {', '.join(_NARROWS)}"
    commands.add_argument("--indicator", metavar="NAME", help=narrows)
    commands.add_argument("--where", action="append", default=[], metavar="KEY=VALUE[,VALUE]", help="narrow; may be repeated")
    commands.add_argument("--since", metavar="YYYY-MM", help="first month (default: the first loaded)")
    commands.add_argument("--until", metavar="YYYY-MM", help="last month (default: the last loaded)")
    commands.add_argument("--measure", choices=tuple(MEASURES), default="count")
    commands.add_argument("--format", choices=("table", "csv", "json"), default="table")
    commands.add_argument("--store", type=Path, help="the store to read (default: LION_STORE, or var)")
    return commands


def main(arguments: Sequence[str] | None = None) -> int:
    given = parser().parse_args(arguments)
    try:
        configured = settings.read()
        warehouse = Warehouse(given.store or configured.store, borough=configured.name)
        print(answer(warehouse, given), end="")
        if damage := warehouse.provenance.damage:
            print(f"report: This is not the latest data: {damage}.", file=sys.stderr)
    except BadInput as fault:
        print(f"report: {fault}", file=sys.stderr)
        return USAGE
    except LionError as fault:
        print(f"report: {fault}", file=sys.stderr)
        return REFUSED
    return OK


def answer(warehouse: Warehouse, given: argparse.Namespace) -> str:
    """The report's text in the format asked."""
    if given.indicator:
        return _indicator(warehouse, given)
    if not given.by:
        raise BadInput("A report is by something", field="--by", expected=f"{', '.join(REPORT_KEYS)}; or --indicator NAME")
    by = _breakdown(given.by)
    sources, narrowing = _narrowing(given.where)
    chosen = sources or _only_source(warehouse, by)
    if len(chosen) > 1 and "source" not in by:
        raise BadInput("Sources are compared side by side, never added up", do="add source to --by, or name one --where source=")
    period = [(key, text) for key in ("since", "until") if (text := getattr(given, key))]
    questions = [_question(warehouse, source, [*narrowing, *period]) for source in chosen]
    answers = [_answered(warehouse, question, by, given.measure) for question in questions]
    if given.format == "json":
        return _as_json(answers)
    heads, rows = _table(answers, by, given.measure)
    return exports.written(heads, rows) if given.format == "csv" else _as_text(heads, rows, answers)


def _indicator(warehouse: Warehouse, given: argparse.Namespace) -> str:
    """The figures of one indicator, which nothing breaks down further."""
    if given.by or given.measure != "count":
        raise BadInput("An indicator is shown as it was published", field="--by", do="leave --by and --measure out")
    pairs = [("indicator", given.indicator), *(("since", given.since), ("until", given.until))]
    narrowed = [text.partition("=")[::2] for text in given.where]
    query = urlencode([(key, value) for key, value in [*pairs, *narrowed] if value], safe=",")
    released = warehouse.figures(FigureQuestion.from_query(query))
    if given.format == "csv":
        return indicator_files.as_csv(released)
    return f"{indicator_files.as_json(released)}\n" if given.format == "json" else indicator_files.as_text(released)


def _breakdown(text: str) -> tuple[str, ...]:
    by = tuple(dict.fromkeys(text.split(",")))
    unknown = [key for key in by if key not in DIMENSIONS]
    if unknown:
        raise BadInput(f"There is no dimension “{unknown[0]}”", field="--by", expected=", ".join(REPORT_KEYS))
    if len([key for key in by if key != "source"]) > 2:
        raise BadInput("A report is by one or two dimensions", field="--by", do="leave one out")
    return by


def _narrowing(where: Sequence[str]) -> tuple[list[str], list[tuple[str, str]]]:
    sources: list[str] = []
    narrowing: list[tuple[str, str]] = []
    for text in where:
        key, equals, values = text.partition("=")
        if not equals or not values or key not in DIMENSIONS:
            raise BadInput(
                f"“{text}” cannot be read", field="--where", expected=f"KEY=VALUE, KEY one of {', '.join(REPORT_KEYS)}"
            )
        if key == "source":
            sources += values.split(",")
        else:
            narrowing.append((key, values))
    open_ones = [key for key, source in SOURCES.items() if source.open]
    unknown = [key for key in sources if key not in open_ones]
    if unknown:
        known_one = unknown[0] in SOURCES
        what = f"“{unknown[0]}” is not open data, so it is not shown" if known_one else f"There is no source “{unknown[0]}”"
        raise BadInput(what, field="--where", expected=", ".join(open_ones))
    return sources, narrowing


def _only_source(warehouse: Warehouse, by: tuple[str, ...]) -> list[str]:
    """The sources to answer from where none was named: all when they stand side by side, else the only one loaded."""
    loaded = list(warehouse.sources())
    if "source" in by:
        return [key for key in loaded if SOURCES[key].carries_all(frozenset(by))]
    if len(loaded) == 1:
        return loaded
    named = ", ".join(loaded) or "none yet"
    raise BadInput("Which source is asked about?", expected=f"one of {named}", do="add --where source=NAME")


def _question(warehouse: Warehouse, source: str, pairs: Sequence[tuple[str, str]]) -> Filters:
    filters = warehouse.known(Filters.from_query(urlencode([("source", source), *pairs], safe=","), source=source))
    if filters.notices:  # a screen goes on without what it cannot read; a command must not
        raise BadInput(" ".join(filters.notices), do="correct it; python -m data_access.report --help lists the keys")
    return filters


def _answered(warehouse: Warehouse, question: Filters, by: tuple[str, ...], measure: str) -> Released | Rated:
    keys = tuple(key for key in by if key != "source")
    return warehouse.rates(question, keys) if measure == "rate" else warehouse.counts(question, keys)


def _released(answered: Released | Rated) -> Released:
    return answered.released if isinstance(answered, Rated) else answered


def _table(answers: Sequence[Released | Rated], by: tuple[str, ...], measure: str) -> tuple[list[str], list[list[Scalar]]]:
    marked = [exports.ESTIMATE] if any(_released(each).apportioned for each in answers) else []
    heads = [*by, "count", *marked, *(["residents", "rate_per_1000"] if measure == "rate" else [])]
    rows: list[list[Scalar]] = []
    for answered in answers:
        source = _released(answered).source.key
        known = {"source": source, exports.ESTIMATE: "no"}
        rows += [[{**known, **record}[head] for head in heads] for record in exports.records(answered)]
    return heads, rows


def _as_json(answers: Sequence[Released | Rated]) -> str:
    documents = [exports.as_json(answered) for answered in answers]
    return (documents[0] if len(documents) == 1 else f"[{','.join(documents)}]") + "\n"


def _as_text(heads: Sequence[str], rows: Sequence[Sequence[Scalar]], answers: Sequence[Released | Rated]) -> str:
    """The table for a person: labels for slugs, figures to the right, and what they rest on."""
    names = _released(answers[0]).names if answers else {}
    cells = [[_shown(head, value, names) for head, value in zip(heads, row, strict=True)] for row in rows]
    widths = [max(len(text) for text in column) for column in zip(heads, *cells, strict=True)]
    lines = [
        "  ".join(
            text.ljust(width) if head in DIMENSIONS else text.rjust(width)
            for head, text, width in zip(heads, line, widths, strict=True)
        ).rstrip()
        for line in [list(heads), *cells]
    ]
    return "\n".join([*lines, *(f"{note}" for answered in answers for note in _notes(_released(answered)))]) + "\n"


def _shown(head: str, value: Scalar, names: dict[str, str] | object) -> str:
    if head in DIMENSIONS and isinstance(value, str):
        known_name = names.get(value) if isinstance(names, dict) else None
        coded = DIMENSIONS[head].label(value) if DIMENSIONS[head].kind is Kind.CODED else value
        return f"{value} {known_name}" if known_name else coded
    if value is None:
        return Status.WITHHELD.value
    return value if isinstance(value, str) else f"{value:,}"


def _notes(released: Released) -> list[str]:
    gaps = _gaps(released.coverage.gaps)
    coverage = released.coverage
    return [
        f"{released.question}: {'about ' if released.apportioned else ''}{released.total:,} in the table.",
        *released.estimated,
        f"In the borough {coverage.located:,}, outside {coverage.outside:,}, no location {coverage.unplaced:,}.",
        *([f"Not complete: {'; '.join(gaps)}."] if gaps else []),
        *(f"{released.names.get(area, area)} not complete: {'; '.join(_gaps(short))}." for area, short in coverage.areas.items()),
        f"Source: {released.source.title}. Snapshot {released.provenance.snapshot}.",
    ]


def _gaps(gaps: Sequence[MonthCoverage]) -> list[str]:
    """Months that are not complete, those that follow one another for the same reason as one span."""
    spans: list[tuple[date, date, str]] = []
    for gap in gaps:
        reason = gap.why or STATE_WORDS[gap.state]
        if spans and spans[-1][2] == reason and months.shift(spans[-1][1], 1) == gap.month:
            spans[-1] = (spans[-1][0], gap.month, reason)
        else:
            spans.append((gap.month, gap.month, reason))
    return [f"{_span(first, last)} {reason}" for first, last, reason in spans]


def _span(first: date, last: date) -> str:
    return f"{first:%b %Y}" if first == last else f"{first:%b %Y} to {last:%b %Y}"


if __name__ == "__main__":
    raise SystemExit(main())
