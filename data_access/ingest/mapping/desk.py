"""What does the page that describes an unknown file show, and what comes of saving it?

Whatever was sent is looked at again here: the upload and the file's name by
those who keep uploads, the fields of the form by the draft, the source file by
the strict reader and by a Lion that starts with it.
"""

from __future__ import annotations

import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from urllib.parse import parse_qsl

from data_access import ledger, snapshot
from data_access.catalogue import SOURCES
from data_access.catalogue.dimensions import area_code
from data_access.errors import BadInput, LionError
from data_access.history import SavedMapping
from data_access.ingest.desk import incoming
from data_access.ingest.files.opening import DIVIDER, Member, members
from data_access.ingest.kinds.recognise import is_prose, recognised
from data_access.ingest.mapping import draft as drafts
from data_access.ingest.mapping import forms, proposal, roles, saving, trying, writing
from data_access.ingest.mapping.draft import Draft
from data_access.ingest.mapping.given import given
from data_access.ingest.mapping.proposal import Ground
from data_access.ingest.stored.store import attached
from data_access.mappings import NEW, Choice, Column, Description, Preview
from data_access.settings import Settings

SHOWN = 3  # values of a column
LETTERS = 40
MOST_FIELDS = 3_000
MAX_QUERY = 1_000  # letters of an address
_WARDS = "SELECT code, name FROM old.areas WHERE kind = 'ward' AND in_borough ORDER BY name"

Form = Mapping[str, str]


def asked(settings: Settings, query: object, sent: object = None) -> tuple[Description | None, str]:
    """A given file as it is proposed, or as a form describes it; or why there is nothing to describe."""
    try:
        one = _draft(settings, *_file_of(query), None if sent is None else _form(sent))
        return _described(one, settings), ""
    except LionError as refusal:
        return None, str(refusal)


def save(settings: Settings, query: object, sent: object) -> tuple[bool, str]:
    """Save what a form describes: whether it was done, and what to say of it."""
    try:
        form = _form(sent)
        if not form.get("by", "").strip():
            raise BadInput("Nothing was saved.", expected="your name", do="give it, and save again")
        author = ledger.author_named(form["by"])
        one = _draft(settings, *_file_of(query), form)
        lacking = writing.missing(one)
        if lacking:
            raise BadInput(f"Nothing was saved. {lacking[0]}")
        return True, saved(one, author, settings)
    except LionError as refusal:
        return False, str(refusal)
    except (OSError, subprocess.SubprocessError):
        return False, "Nothing was saved: the folder that LION_SOURCES names could not be written."


def _file_of(query: object) -> tuple[str, str]:
    """The upload and the file that an address names."""
    told = dict(parse_qsl(query[1:MAX_QUERY])) if isinstance(query, str) else {}
    if not told.get("incoming") or not told.get("file"):
        raise BadInput(
            "The address names no file.", do="go to the data desk, and follow the link beside a file that Lion does not know"
        )
    return told["incoming"], told["file"]


def _form(sent: object) -> Form:
    """The fields that were sent; :class:`BadInput` for anything else."""
    fields = sent.get("fields") if isinstance(sent, dict) else None
    if not isinstance(fields, dict) or len(fields) > MOST_FIELDS:
        raise BadInput("That is no form of this page.", do="load the page again")
    if not all(isinstance(each, str) for pair in fields.items() for each in pair):
        raise BadInput("That is no form of this page.", do="load the page again")
    return fields


def saved(one: Draft, author: str, settings: Settings) -> str:
    """Save a draft of which nothing is missing: what to say of it."""
    preview = _preview(one, settings)
    if preview.trouble or not preview.used:
        raise BadInput(f"Nothing was saved. {preview.trouble or 'Not one row of the file could be used.'}")
    path, text = saving.save(one.facts["key"], lambda numbers: writing.text(one, numbers, made=remark(one, author)))
    source = one.target or one.facts["key"]
    sample = one.given.member
    entry = SavedMapping(saving.now(), author, source, path.name, sample.name, sample.sha256, text)
    return " ".join(filter(None, (f"Saved as {path.name}.", saving.record(entry, settings))))


def remark(one: Draft, author: str) -> str:
    """The first line of a source file, for whoever opens it: made of what, when and by whom."""
    named = "".join(letter if letter.isprintable() else "?" for letter in one.given.member.name)
    return f"Described from “{named}”{f' by {author}' if author else ''} on {date.today():%Y-%m-%d}."


# -- the file and the ground it stands on ------------------------------------------------


def _draft(settings: Settings, upload: str, file: str, form: Form | None) -> Draft:
    base, _, inner = file.partition(DIVIDER)
    table = given(chosen(incoming.path_of(settings.store, upload, base), base, inner, settings))
    return drafts.draft(table, ground(settings), form)


def chosen(path: Path, name: str, inner: str, settings: Settings) -> Member:
    """The table of a file that is to be described: the one named, else the first that Lion does not know."""
    held = [each for each in members(path, name) if not each.ignored]
    if not inner:  # notes beside the tables are passed over, as a load does
        held = [each for each in held if not (each.inner and is_prose(each))] or held
    else:
        held = [each for each in held if each.name == f"{name}{DIVIDER}{inner}"]
    if not held:
        raise BadInput("There is no such sheet or file in it.", file=name, do="choose one of those listed at the desk")
    unknown = next((each for each in held if not _known(each, settings)), None)
    if unknown is None:
        do = "go back to the desk, and try it again there"
        raise BadInput("Lion knows this form of file already.", file=held[0].name, do=do)
    return unknown


def _known(member: Member, settings: Settings) -> bool:
    try:
        recognised(member, settings, force=settings.force)
    except BadInput:
        return False
    return True


def ground(settings: Settings) -> Ground:
    """The borough by name and code, and its wards as the store has them; none where it has none."""
    wards: dict[str, str] = {}
    if snapshot.exists(settings.store):
        with attached(snapshot.current(settings.store)) as connection:
            wards = {name: area_code(code) for code, name in connection.execute(_WARDS).fetchall()}
    return Ground(frozenset({settings.name, settings.borough}), wards)


# -- as a view receives it ---------------------------------------------------------------


def _described(one: Draft, settings: Settings) -> Description:
    lacking = writing.missing(one)
    preview = Preview(one.given.rows) if lacking else _preview(one, settings)
    text = "" if lacking else writing.text(one, saving.free_numbers(), made=remark(one, ""))
    place, closed = _folder()
    offered = {role: Choice(role, roles.TITLES[role]) for role in proposal.roles_for(one.target, wide=bool(one.given.months))}
    groups = [(title, tuple(offered[role] for role in listed if role in offered)) for title, listed in roles.GROUPS]
    return Description(
        one.given.member.name,
        one.given.member.first_line,
        one.given.rows,
        one.given.more,
        tuple(_column(one, at) for at in range(len(one.given.heading))),
        tuple((title, listed) for title, listed in groups if listed),
        (Choice(NEW, "A new source"), *(Choice(key, source.title) for key, source in SOURCES.items() if _mappable(key))),
        one.facts,
        one.words,
        preview,
        text,
        lacking,
        place,
        closed,
    )


def _mappable(key: str) -> bool:
    return any(layout.reader == "csv" for layout in SOURCES[key].layouts)


def _preview(one: Draft, settings: Settings) -> Preview:
    return trying.tried(writing.text(one, saving.free_numbers(), made="tried"), one.facts["key"], one.given, settings)


def _folder() -> tuple[str, str]:
    try:
        return str(saving.folder()), ""
    except BadInput as refusal:
        return "", str(refusal)


def _column(one: Draft, at: int) -> Column:
    heading = one.given.heading[at]
    if at >= len(one.given.described):
        return Column(heading, roles.LEFT_OUT, 0.0, _samples(one, at), month=True)
    guess, role = one.guesses[at], one.roles[at]
    sure = guess.sure if guess.role == role else 0.0
    hidden = "not shown" if guess.like else "words put down freely, not shown" if one.looked_at[at].prose else ""
    return Column(heading, role, sure, () if hidden else _samples(one, at), hidden, guess.like, note=_note(one, at, role))


def _samples(one: Draft, at: int) -> tuple[str, ...]:
    return tuple(text[:LETTERS] for text in one.looked_at[at].distinct[:SHOWN])


def _note(one: Draft, at: int, role: str) -> str:
    """How its times are written, as an example."""
    if role not in (*roles.HAPPENED, roles.CLOCK):
        return ""
    found, _ = forms.forms(one.given.columns[at], role)
    return f"written as {forms.spelled(found)}" if found else ""
