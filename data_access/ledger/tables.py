"""The tables of the ledger.

Unlike a snapshot's they are altered by what people do, and by a migration in
``migrations/versions`` where they change: a test compares the two.
"""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import Date, DateTime, Float, ForeignKey, Integer, MetaData, String, Text
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

AUTHOR_LENGTH, NOTE_LENGTH = 80, 500


class Base(DeclarativeBase):
    """Constraints have names, so that a migration can find them on any database."""

    metadata = MetaData(
        naming_convention={"ix": "ix_%(column_0_label)s", "fk": "fk_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s"}
    )


class LoadRow(Base):
    """One load, or one undo: never altered once it is written."""

    __tablename__ = "loads"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    kind: Mapped[str] = mapped_column(String(10))  # history.Deed
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    snapshot_before: Mapped[str] = mapped_column(String(64))  # "" where the store was empty
    snapshot_after: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH))
    files: Mapped[list[FileRow]] = relationship(order_by="FileRow.position", cascade="all, delete-orphan", lazy="selectin")


class PlaceAnswerRow(Base):
    """What somebody said of a place in free words: never altered, the latest of a text and source stands."""

    __tablename__ = "place_answers"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    digest: Mapped[str] = mapped_column(String(64), index=True)  # of the text, however it is written
    said: Mapped[str] = mapped_column(Text)  # "" for a home
    source: Mapped[str] = mapped_column(String(60))  # "" for every source
    verdict: Mapped[str] = mapped_column(String(10))  # place_review.Verdict
    lat: Mapped[float | None] = mapped_column(Float)
    lng: Mapped[float | None] = mapped_column(Float)
    ward: Mapped[str] = mapped_column(String(9))
    band: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH))


class CorrectionRow(Base):
    """What a cell of a file should say; the latest of a cell holds, and those before it stay."""

    __tablename__ = "corrections"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)  # of the file's unpacked bytes
    line: Mapped[int] = mapped_column(Integer)
    column: Mapped[str] = mapped_column(Text)  # its heading
    value: Mapped[str] = mapped_column(Text)
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    file: Mapped[str] = mapped_column(Text)  # its name when it was corrected
    source: Mapped[str] = mapped_column(String(64))  # a key of catalogue.SOURCES, or ""
    note: Mapped[str] = mapped_column(String(NOTE_LENGTH))


class MappingRow(Base):
    """One source file saved at the desk: never altered once it is written, whatever becomes of the file."""

    __tablename__ = "mappings"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    source: Mapped[str] = mapped_column(String(64))  # a key of catalogue.SOURCES, then or from then on
    file: Mapped[str] = mapped_column(String(64))  # its name in the folder of LION_SOURCES
    sample: Mapped[str] = mapped_column(Text)  # the file it was described by
    sha256: Mapped[str] = mapped_column(String(64))  # of the sample's unpacked bytes
    text: Mapped[str] = mapped_column(Text)


class FileRow(Base):
    """One file that a load gave, and what became of it then."""

    __tablename__ = "load_files"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    load_id: Mapped[int] = mapped_column(ForeignKey("loads.id"), index=True)
    position: Mapped[int] = mapped_column(Integer)  # in the order given
    name: Mapped[str] = mapped_column(Text)  # as given, archive and member joined by " › "
    sha256: Mapped[str] = mapped_column(String(64))  # of the unpacked bytes
    layout: Mapped[str] = mapped_column(Text)
    rows_in: Mapped[int] = mapped_column(Integer)
    rows_loaded: Mapped[int] = mapped_column(Integer)
    rows_rejected: Mapped[int] = mapped_column(Integer)
    rows_repeated: Mapped[int] = mapped_column(Integer)
    fate: Mapped[str] = mapped_column(Text)


class RulingRow(Base):
    """Months of a source to which somebody gave a state: never altered once it is written."""

    __tablename__ = "rulings"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    source: Mapped[str] = mapped_column(String(80))  # its key in the catalogue
    since: Mapped[date] = mapped_column(Date)  # the first days of the first and the last month
    until: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))  # released.State
    reason: Mapped[str] = mapped_column(String(NOTE_LENGTH))
    area: Mapped[str] = mapped_column(String(40), server_default="")  # a ward's GSS code or a supplier's own; "" for all
    withdrawal: Mapped[WithdrawalRow | None] = relationship(lazy="selectin")


class WithdrawalRow(Base):
    """A ruling taken back: there is at most one of each, and it is never altered either."""

    __tablename__ = "withdrawals"

    ruling_id: Mapped[int] = mapped_column(ForeignKey("rulings.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    reason: Mapped[str] = mapped_column(String(NOTE_LENGTH))


class HeldTotalRow(Base):
    """How many records a supplier says they sent of a month: never altered, the latest of its kind stands."""

    __tablename__ = "held_totals"

    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    snapshot: Mapped[str] = mapped_column(String(64))  # the one whose load it was given with
    source: Mapped[str] = mapped_column(String(80))  # its key in the catalogue
    month: Mapped[date] = mapped_column(Date)
    area: Mapped[str] = mapped_column(String(9))  # a GSS code; "" for all
    supplier: Mapped[str] = mapped_column(String(40))  # "" for all
    records: Mapped[int] = mapped_column(Integer)
    withdrawal: Mapped[TotalWithdrawalRow | None] = relationship(lazy="selectin")


class TotalWithdrawalRow(Base):
    """A total that no longer holds: there is at most one of each, and it is never altered either."""

    __tablename__ = "total_withdrawals"

    total_id: Mapped[int] = mapped_column(ForeignKey("held_totals.id"), primary_key=True, autoincrement=False)
    at: Mapped[datetime] = mapped_column(DateTime)  # UTC
    author: Mapped[str] = mapped_column(String(AUTHOR_LENGTH))
    reason: Mapped[str] = mapped_column(String(NOTE_LENGTH))
