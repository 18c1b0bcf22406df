"""What would a load change, before anything is published?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from data_access import months
from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.history import Held, MonthChange, SetAside
from data_access.ingest.arriving.arrivals import Arrival
from data_access.ingest.arriving.coverage import Covered
from data_access.ingest.files.reading import Rejected
from data_access.ingest.rows.identifiers import names_somebody
from data_access.ingest.rows.words import words_of
from data_access.ingest.stored.store import Store
from data_access.schema import SOURCE_CODES
from data_access.uploads import Reason, Wrong

MOST_SHOWN = 100  # rows of one reason
UNKNOWN_CATEGORY = "unknown category"
_KEYS = {code: key for key, code in SOURCE_CODES.items()}
_HELD = "SELECT source, month, located, outside, unplaced FROM old.coverage"


def month_changes(before: Store, after: Sequence[Covered]) -> tuple[MonthChange, ...]:
    """Months whose records would be others than those held, by number; new ones were nothing."""
    rows = before.arrow(_HELD).to_pylist() if before.path else []
    held = {(row["source"], row["month"]): Held(row["located"], row["outside"], row["unplaced"]) for row in rows}
    coming = {(each.source, each.month): Held(each.located, each.outside, each.unplaced) for each in after}
    listed = sorted(held.keys() | coming.keys())
    return tuple(
        MonthChange(_KEYS[source], months.address(month), was, now)
        for source, month in listed
        if (was := held.get((source, month), Held())) != (now := coming.get((source, month), Held()))
    )


def reasons(read: Sequence[Arrival]) -> tuple[Reason, ...]:
    """The same rows by what they share: file, rule and column, with the first lines and what stands there."""
    alike: dict[tuple[str, str, str, str], list[Rejected]] = defaultdict(list)
    files = {each.name: each for each in read}
    for each in read:
        for row in sorted(each.reading.rejected, key=lambda one: one.line):
            alike[each.name, row.rule, row.column, row.do].append(row)
    return tuple(_reason(files[name], rows) for (name, *_), rows in alike.items())


def _reason(arrival: Arrival, rows: Sequence[Rejected]) -> Reason:
    first = rows[0]
    source = SOURCES.get(arrival.source)
    secret = source is not None and not source.open
    shown = tuple(Wrong(row.line, "" if secret or names_somebody(row.value) else row.value) for row in rows[:MOST_SHOWN])
    words = known_words(arrival, first.column) if first.rule == UNKNOWN_CATEGORY else ()
    about = (arrival.name, arrival.sha256, arrival.source, first.column, first.rule, first.do, len(rows))
    correctable = first.fault and first.column in arrival.heading
    return Reason(*about, shown, fault=first.fault, secret=secret, correctable=correctable, words=words)


def known_words(arrival: Arrival, column: str) -> tuple[str, ...]:
    """What the file's layout knows a column to say; nothing where it is not described."""
    known = next((each for each in SOURCES[arrival.source].layouts if each.name == arrival.reading.layout), None)
    fields = [field for field in known.fields if field.title == column and field.to in DIMENSIONS] if known else []
    return tuple(sorted({word for field in fields for word in words_of(field).codes if word}))


def set_aside(read: Sequence[Arrival]) -> tuple[SetAside, ...]:
    """Rows of this load's files that cannot be used, in the order of their files and lines."""
    return tuple(
        SetAside(each.name, row.line, row.column, row.rule, row.do)
        for each in read
        for row in sorted(each.reading.rejected, key=lambda one: one.line)
    )
