"""A table that Lion does not know, and what its columns may mean, as a view receives it. Types only."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

# What a person says of a new source or layout, by the names of the form's fields.
FACTS = (
    "target",
    "key",
    "title",
    "agency",
    "disclosure",
    "kind",
    "singular",
    "plural",
    "licence",
    "due_day",
    "due_after",
    "layout",
    "covers",
)
LEFT_OUT, OTHER_DATE = "", "date"  # roles of columns that nothing is taken from
NEW = ""  # the target that stands for a source that does not exist yet
SET_ASIDE = ""  # the choice of a word whose rows are set aside
OWN = "+"  # in front of a word's choice: a category of the new source's own, by its slug


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a list: its value in the form, and its words."""

    value: str
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the file.

    ``role`` is what it is taken for ("" is left out), ``sure`` from 0 to 1 how
    likely that is, where it was proposed and not chosen. ``samples`` are
    values that may be shown. ``like`` says what of a person it looks like: such
    a column cannot be anything. ``month``: its heading is a month, and its
    values are numbers.
    """

    heading: str
    role: str
    sure: float
    samples: tuple[str, ...] = ()
    hidden: str = ""
    like: str = ""
    month: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True)
class Word:
    """One published word, how many rows say it, and what it is taken for; ``sure`` 0 where nothing is like it."""

    text: str
    rows: int
    choice: str
    sure: float


@dataclass(frozen=True, slots=True)
class WordList:
    """The words of one coded column, and what each may mean."""

    position: int
    heading: str
    role: str
    title: str
    words: tuple[Word, ...]
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Aside:
    """Rows set aside alike: which rule, in which column, what to do, how many, and the first of their lines."""

    rule: str
    column: str
    do: str
    rows: int
    lines: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Preview:
    """What the file's rows come to, read as described; ``trouble`` says why they could not be read at all."""

    rows: int = 0
    used: int = 0
    aside: tuple[Aside, ...] = ()
    months: tuple[str, ...] = ()
    trouble: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Description:
    """A file as it would be described.

    ``file`` is its name as given, ``line`` where its heading stands, ``rows``
    how many were looked at (``more``: there are others). ``roles`` is what a
    column may be. ``text`` is the source file that it comes to, "" where
    something is missing; ``missing`` says what. ``folder`` is where it would be
    saved, and ``closed`` why it cannot be.
    """

    file: str
    line: int
    rows: int
    more: bool
    columns: tuple[Column, ...]
    roles: tuple[tuple[str, tuple[Choice, ...]], ...]
    targets: tuple[Choice, ...]
    facts: Mapping[str, str]
    words: tuple[WordList, ...]
    preview: Preview
    text: str = ""
    missing: tuple[str, ...] = ()
    folder: str = ""
    closed: str = ""
