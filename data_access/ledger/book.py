"""Who loaded what, what was corrected, and who said what of which month? The ledger as it is written and read."""

from __future__ import annotations

import getpass
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from data_access.errors import BadInput
from data_access.history import Correction, Deed, Entry, GivenFile, SavedMapping
from data_access.ledger.opening import WRITING, engine_of, migrate, url_of
from data_access.ledger.places import PlaceBook
from data_access.ledger.tables import (
    AUTHOR_LENGTH,
    NOTE_LENGTH,
    CorrectionRow,
    FileRow,
    LoadRow,
    MappingRow,
    RulingRow,
    WithdrawalRow,
)
from data_access.ledger.totals import TotalBook
from data_access.released import State
from data_access.rulings import Ruling, Withdrawal

FILE = "ledger.sqlite"
Opening = AbstractContextManager["Ledger"]


def address_of(store: Path, ledger: str = "") -> str:
    """Where the ledger lies: at the address that was set, else in the store's folder."""
    return ledger or f"sqlite:///{store / FILE}"


def begun(address: str) -> bool:
    """Whether anything was ever written there: a file that is not there need not be made to be read."""
    url = url_of(address)
    return url.get_backend_name() != "sqlite" or bool(url.database and Path(url.database).is_file())


def author_named(given: str) -> str:
    """A name as it is kept: the one given, else the login's; :class:`BadInput` for one that is no name."""
    name = " ".join((given or _login()).split())
    if not name or len(name) > AUTHOR_LENGTH or not name.isprintable():
        expected = f"a name of at most {AUTHOR_LENGTH} letters"
        raise BadInput("Whoever changes the store gives a name.", field="by", expected=expected, do="say who you are")
    return name


def _login() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # a container's user may have no name
        return "unknown"


class Ledger:
    """What people did to one store and said of it; every line is written whole or not at all, and none is altered."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.places = PlaceBook(engine)
        self.totals = TotalBook(engine)

    def record(self, entry: Entry) -> None:
        """Write one line of the history."""
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            session.add(_row(entry))

    def correct(self, corrections: Sequence[Correction]) -> None:
        """Write corrections, all or none; an earlier one of the same cell stays in the history."""
        kept = [replace(each, note=each.note[:NOTE_LENGTH]) for each in corrections]
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            session.add_all([CorrectionRow(**asdict(each)) for each in kept])

    def corrections(self) -> tuple[Correction, ...]:
        """Every correction, the earliest first."""
        with Session(self._engine) as session:
            return tuple(_correction(row) for row in session.scalars(select(CorrectionRow).order_by(CorrectionRow.id)))

    def record_mapping(self, one: SavedMapping) -> None:
        """Write down a source file that was saved."""
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            session.add(MappingRow(**asdict(one)))

    def mappings(self, *, last: int = 50) -> tuple[SavedMapping, ...]:
        """The source files that were saved, latest first."""
        newest = select(MappingRow).order_by(MappingRow.id.desc()).limit(last)
        names = SavedMapping.__dataclass_fields__
        with Session(self._engine) as session:
            return tuple(SavedMapping(**{name: getattr(row, name) for name in names}) for row in session.scalars(newest))

    def entries(self, *, last: int = 50) -> tuple[Entry, ...]:
        """The history, latest first."""
        newest = select(LoadRow).order_by(LoadRow.id.desc()).limit(last)
        with Session(self._engine) as session:
            return tuple(_entry(row) for row in session.scalars(newest))

    def ruling(self, ruling: Ruling) -> None:
        """Write down that somebody gave months a state."""
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            values = {name: getattr(ruling, name) for name in ("at", "author", "source", "since", "until", "reason", "area")}
            session.add(RulingRow(**values, state=str(ruling.state)))

    def withdraw(self, number: int, withdrawal: Withdrawal) -> None:
        """Write down that a ruling was taken back; :class:`BadInput` where there is no such ruling, or it was before."""
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            row = session.get(RulingRow, number)
            if row is None or row.withdrawal is not None:
                raise BadInput("That state does not stand any more: nothing was withdrawn.", do="look at the page again")
            session.add(WithdrawalRow(ruling_id=number, **asdict(withdrawal)))

    def rulings(self) -> tuple[Ruling, ...]:
        """Every state that was ever set, oldest first, those withdrawn among them."""
        with Session(self._engine) as session:
            return tuple(_ruling(row) for row in session.scalars(select(RulingRow).order_by(RulingRow.id)))


@contextmanager
def opened(address: str) -> Iterator[Ledger]:
    """The ledger at an address, brought up to this version; made where there is none."""
    engine = engine_of(address)
    try:
        migrate(engine)
        yield Ledger(engine)
    finally:
        engine.dispose()


def _ruling(row: RulingRow) -> Ruling:
    back = row.withdrawal
    withdrawn = Withdrawal(back.at, back.author, back.reason) if back else None
    return Ruling(row.source, row.since, row.until, State(row.state), row.reason, row.at, row.author, row.id, withdrawn, row.area)


def _row(entry: Entry) -> LoadRow:
    return LoadRow(
        kind=entry.deed,
        at=entry.at,
        author=entry.author,
        snapshot_before=entry.before,
        snapshot_after=entry.after,
        note=entry.note[:NOTE_LENGTH],
        files=[FileRow(position=position, **asdict(file)) for position, file in enumerate(entry.files, start=1)],
    )


def _correction(row: CorrectionRow) -> Correction:
    return Correction(**{name: getattr(row, name) for name in Correction.__dataclass_fields__})


def _entry(row: LoadRow) -> Entry:
    names = GivenFile.__dataclass_fields__
    files = tuple(GivenFile(**{name: getattr(file, name) for name in names}) for file in row.files)
    return Entry(Deed(row.kind), row.at, row.author, row.snapshot_before, row.snapshot_after, files, row.note)
