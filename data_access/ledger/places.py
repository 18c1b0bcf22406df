"""What have people said of places in free words? Written once, never altered: the latest answer to a text stands."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace
from datetime import UTC, datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from data_access.ledger.opening import WRITING
from data_access.ledger.tables import NOTE_LENGTH, PlaceAnswerRow
from data_access.place_review import PlaceAnswer, Verdict
from geo.places.text import kept_form, key_of


def digest_of(said: str) -> str:
    """What tells a text again however it is written; its words cannot be read back from it."""
    return hashlib.sha256(key_of(kept_form(said)).encode()).hexdigest()


class PlaceBook:
    """The remembered answers of one ledger."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def remember(self, answer: PlaceAnswer) -> None:
        """Write one answer, or its withdrawal; the words of a home are left out."""
        kept = replace(answer, said="" if answer.verdict is Verdict.HOME else answer.said, note=answer.note[:NOTE_LENGTH])
        with Session(self._engine.execution_options(**{WRITING: True})) as session, session.begin():
            session.add(PlaceAnswerRow(**asdict(kept)))

    def standing(self) -> dict[tuple[str, str], PlaceAnswer]:
        """The answers that stand, by digest and source, latest first."""
        with Session(self._engine) as session:
            rows = [_answer(row) for row in session.scalars(select(PlaceAnswerRow).order_by(PlaceAnswerRow.id))]
        latest: dict[tuple[str, str], PlaceAnswer] = {}
        for each in rows:
            latest.pop((each.digest, each.source), None)
            latest[each.digest, each.source] = each
        return {key: each for key, each in reversed(latest.items()) if each.verdict is not Verdict.WITHDRAWN}


def withdrawn(answer: PlaceAnswer, author: str) -> PlaceAnswer:
    """The line that takes an answer back."""
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    return PlaceAnswer(answer.digest, answer.said, answer.source, Verdict.WITHDRAWN, author, now)


def _answer(row: PlaceAnswerRow) -> PlaceAnswer:
    values = {name: getattr(row, name) for name in PlaceAnswer.__dataclass_fields__}
    return PlaceAnswer(**{**values, "verdict": Verdict(row.verdict)})
