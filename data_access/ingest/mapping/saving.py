"""Where is a source file saved, under which numbers, and who saved it?

Only in the partnership's own folder (LION_SOURCES), only under a name that
nobody has, and only where a fresh Lion that reads every source file with this
one among them would start: a file that stops Lion is never put there.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from shutil import copy
from tempfile import TemporaryDirectory

from sqlalchemy.exc import SQLAlchemyError

from data_access import ledger
from data_access.catalogue import source_files
from data_access.errors import BadInput
from data_access.history import SavedMapping
from data_access.ingest.mapping.writing import Numbers
from data_access.ingest.stored import lock
from data_access.settings import Settings

# Numbers from here on are a partnership's own: Lion's, which grow with its releases, stay below.
FIRST_SOURCE, FIRST_VALUE = 201, 501
SECONDS = 60
_TOP = Path(__file__).resolve().parents[3]
_START = """
import sys
from data_access.errors import LionError
try:
    import data_access.catalogue
except LionError as refusal:
    sys.exit(str(refusal))
"""


def folder() -> Path:
    """The partnership's folder of source files; :class:`BadInput` where there is none that can be written."""
    named = os.environ.get("LION_SOURCES", "")
    do = "set LION_SOURCES to a folder of your own, and start Lion again"
    if not named:
        raise BadInput("There is no folder for source files of your own.", field="LION_SOURCES", do=do)
    found = Path(named).resolve()
    if found == source_files.FOLDER or source_files.FOLDER in found.parents:
        raise BadInput("LION_SOURCES is Lion's own folder, which a new version replaces.", field="LION_SOURCES", do=do)
    if not found.is_dir() or not os.access(found, os.W_OK | os.X_OK):
        do = "make the folder, and let the account that Lion runs under write to it"
        raise BadInput("The folder for source files cannot be written.", field="LION_SOURCES", do=do)
    return found


def free_numbers() -> Numbers:
    """The numbers that the files lying there now leave free."""
    tables = [source_files.opened(file) for file in source_files.files()]
    sources = [code for table in tables if isinstance(code := table.values.get("code"), int)]
    values = [each.code for table in tables for each in source_files.added(table) if each.dimension == "category"]
    return Numbers(max([FIRST_SOURCE - 1, *sources]) + 1, max([FIRST_VALUE - 1, *values]) + 1)


def save(key: str, written: Callable[[Numbers], str]) -> tuple[Path, str]:
    """Save the source file ``key`` with the numbers that are free now: where it lies, and its text."""
    place = folder()
    with lock.held(place, file=".saving.lock", busy="Another source file is being saved"):
        path = place / f"{key}.toml"
        _refuse_taken(key)
        text = written(free_numbers())
        _refuse_unreadable(key, text, place)
        _put(path, text)
    return path, text


def _refuse_taken(key: str) -> None:
    if any(file.stem.casefold() == key for file in source_files.files()):
        raise BadInput(f"There is a source file {key}.toml already.", field="key", do="choose another name")


def _refuse_unreadable(key: str, text: str, place: Path) -> None:
    """Stop where a Lion that starts now, with this file, would not."""
    with TemporaryDirectory() as staged:
        for file in place.glob("*.toml"):
            copy(file, staged)
        (Path(staged) / f"{key}.toml").write_text(text, encoding="utf-8")
        environment = {**os.environ, "LION_SOURCES": staged, "PYTHONPATH": str(_TOP)}
        command = [sys.executable, "-c", _START]
        answer = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=SECONDS)
    if answer.returncode:
        said = answer.stderr.strip().splitlines()[-1:] or ["Lion would not start with it."]
        raise BadInput(f"The file was not saved: {said[0].replace(f'{staged}/', '')}")


def _put(path: Path, text: str) -> None:
    """The whole file under its name, or nothing: a name that came to be taken is left alone."""
    fresh = path.with_suffix(".new")
    try:
        with fresh.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        os.link(fresh, path)
    except FileExistsError:
        raise BadInput(f"There is a source file {path.name} already.", field="key", do="choose another name") from None
    except OSError as fault:
        raise BadInput(
            f"The file could not be written: {fault.strerror}.", do="check the folder that LION_SOURCES names"
        ) from fault
    finally:
        fresh.unlink(missing_ok=True)


def record(one: SavedMapping, settings: Settings) -> str:
    """Write who saved what into the ledger: "", or why it could not be written; the file stays saved."""
    try:
        with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
            book.record_mapping(one)
    except BadInput as fault:
        return f"It is not in the ledger: {fault}"
    except (SQLAlchemyError, OSError):
        return "It is not in the ledger, which could not be written."
    return ""


def saved_before(settings: Settings) -> Iterator[SavedMapping]:
    """What was saved so far, latest first."""
    with ledger.opened(ledger.address_of(settings.store, settings.ledger)) as book:
        yield from book.mappings()


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)
