"""``python -m data_access.ingest.mapping FILE``: a file that Lion does not know, as a source file to edit by hand.

Exit 0: the source file stands on standard output. 1: something is missing from
it, said on standard error, or the file holds no table. 2: the command makes no
sense.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from data_access import settings
from data_access.errors import LionError
from data_access.ingest.console import plain
from data_access.ingest.mapping import desk, draft, roles, saving, trying, writing
from data_access.ingest.mapping.draft import Draft
from data_access.ingest.mapping.given import given
from data_access.mappings import FACTS, Preview
from data_access.settings import Settings

# What stands where nobody said it: to be found and changed.
_TO_SAY = {
    "title": "SAY: title",
    "agency": "SAY: who supplies it",
    "singular": "SAY: one",
    "plural": "SAY: many",
    "disclosure": "R",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; the exit code."""
    said = parser().parse_args(arguments)
    form = {name: value for name in FACTS if (value := getattr(said, name, None))}
    try:
        return _describe(Path(said.file), said.sheet, form, settings.read())
    except LionError as wrong:
        print(plain(str(wrong)), file=sys.stderr)
        return 1


def _describe(path: Path, sheet: str, form: dict[str, str], ours: Settings) -> int:
    table = given(desk.chosen(path, path.name, sheet, ours))
    first = draft.draft(table, desk.ground(ours), form)
    stand_in = {} if first.target else {name: words for name, words in _TO_SAY.items() if name not in form}
    one = draft.draft(table, desk.ground(ours), {**stand_in, **form})
    for line in _told(one):
        print(plain(line), file=sys.stderr)
    lacking = writing.missing(one)
    for words in lacking:
        print(plain(words), file=sys.stderr)
    if lacking:
        return 1
    text = writing.text(one, saving.free_numbers(), made=desk.remark(one, ""))
    print(text, end="")
    for line in _came_to(trying.tried(text, one.facts["key"], table, ours)):
        print(plain(line), file=sys.stderr)
    return 0


def _told(one: Draft) -> Iterator[str]:
    """What each column is taken for, and how surely."""
    for heading, guess in zip(one.given.described, one.guesses, strict=False):
        what = f"left out: it looks like {guess.like} of a person" if guess.like else "left out"
        yield f"{heading}: {f'{roles.TITLES[guess.role]} ({guess.sure:.0%})' if guess.role else what}"
    if one.given.months:
        yield f"{one.given.months} months head the last columns."
    unsure = [f"“{word.text}”" for each in one.words for word in each.words if not word.choice]
    if unsure:
        yield f"Words that nothing is like, whose rows are set aside: {', '.join(unsure)}."


def _came_to(preview: Preview) -> Iterator[str]:
    if preview.trouble:
        yield preview.trouble
    else:
        yield f"Of {preview.rows:,} rows {preview.used:,} can be used."
    yield from (f"{each.rows:,} rows are set aside: {each.rule}, column “{each.column}”." for each in preview.aside)


def parser() -> argparse.ArgumentParser:
    commands = argparse.ArgumentParser(
        prog="python -m data_access.ingest.mapping",
        description="Describe a table that Lion does not know, as a source file to edit by hand and put into LION_SOURCES.",
    )
    commands.add_argument("file", metavar="FILE", help="a CSV file or an Excel book (.xlsx)")
    commands.add_argument("--sheet", metavar="NAME", default="", help="which sheet (default: the first that is not known)")
    commands.add_argument("--extends", metavar="KEY", dest="target", help="the source whose form it is (default: the likeliest)")
    commands.add_argument("--title", metavar="WORDS", help="what a new source is called")
    return commands


if __name__ == "__main__":
    sys.exit(main())
