"""How is a month's state set by hand, and taken back? What the data desk's page of states shows and does.

What was sent is not believed: a source that is none, months that are none, a
reason without words or with something of a person in it are refused in words,
and change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar
from urllib.parse import parse_qsl
from zoneinfo import ZoneInfo

from sqlalchemy.exc import SQLAlchemyError

from data_access import area_states, ledger, months, rulings
from data_access.catalogue import SOURCES
from data_access.catalogue.suppliers import SUPPLIERS, supplier
from data_access.errors import BadInput, LionError
from data_access.filters import MAX_QUERY
from data_access.history import Settable, StatesDesk, Weighed
from data_access.ingest.rows.identifiers import looks_like_one
from data_access.ingest.stored import lock
from data_access.ledger import Ledger
from data_access.months import address
from data_access.released import ABSENT, STATE_WORDS, MonthCoverage, State
from data_access.rulings import SETTABLE, Ruling, Withdrawal
from data_access.settings import Settings
from data_access.warehouse import Warehouse
from data_access.wording import listed

SHOWN = 36  # months
MOST_MONTHS = 60  # of one ruling
REASON = (10, 200)  # letters, at least and at most
_NAMED = 3
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody would set, before they say who they are."""

    source: str
    since: date
    until: date
    state: State
    reason: str
    area: str = ""  # a ward's GSS code, or one supplier's own; "" for the whole source

    @property
    def months(self) -> tuple[date, ...]:
        return tuple(months.between(self.since, self.until))


# -- looking -----------------------------------------------------------------------


def loaded(warehouse: Warehouse) -> tuple[str, ...]:
    """The sources of which anything is loaded, partners' among them: the desk knows them all."""
    return tuple(key for key in SOURCES if warehouse.coverage(key))


def desk(warehouse: Warehouse, settings: Settings, source: str, number: int) -> StatesDesk:
    """What is set of ``source`` ("" for the list of sources), and the ruling ``number`` that somebody would withdraw."""
    every, trouble = _rulings(settings)
    sources = tuple(SOURCES[key] for key in loaded(warehouse))
    standing = {each.key: sum(ruling.source == each.key and ruling.withdrawn is None for ruling in every) for each in sources}
    behind = not trouble and rulings.edition_of(every) != rulings.read(settings.store)
    if source not in standing:
        return StatesDesk(sources, standing, trouble=trouble, behind=behind)
    mine = tuple(ruling for ruling in reversed(every) if ruling.source == source)
    asked = next((ruling for ruling in mine if ruling.number == number and ruling.withdrawn is None), None)
    shown, areas = _shown(warehouse, source, mine), areas_of(warehouse, source)
    overtaken, short = _overtaken(warehouse, mine), _short(warehouse, source, shown, areas)
    return StatesDesk(sources, standing, SOURCES[source], shown, mine, asked, overtaken, trouble, behind, areas, short)


def areas_of(warehouse: Warehouse, source: str) -> tuple[Settable, ...]:
    """The wards and suppliers of which a state can be set: of what is counted by ward, and of what several send."""
    wards = warehouse.areas("ward") if "ward" in SOURCES[source].carries else ()
    codes = {*warehouse.suppliers(source), *(each.code for each in SUPPLIERS if each.source == source)}
    senders = [Settable(area_states.SUPPLIER, code, supplier(source, code).name) for code in codes]
    listed = [*senders, *(Settable(area_states.WARD, each.code, each.name) for each in wards)]
    return tuple(sorted(listed, key=lambda each: (each.kind, each.name)))


def _short(
    warehouse: Warehouse, source: str, shown: Sequence[MonthCoverage], areas: Sequence[Settable]
) -> tuple[tuple[str, MonthCoverage], ...]:
    """Of the months shown, the areas of which there is something to tell, by name."""
    names = {each.code: each.name for each in areas}
    told = warehouse.areas_told(source, [entry.month for entry in shown])
    return tuple((names.get(area, area), each) for month in sorted(told) for area, each in told[month].items())


def _shown(warehouse: Warehouse, source: str, mine: tuple[Ruling, ...]) -> tuple[MonthCoverage, ...]:
    """The latest months loaded, and whatever was set of later ones."""
    last = max([warehouse.coverage(source)[-1].month, *(ruling.until for ruling in mine if ruling.withdrawn is None)])
    return warehouse.covering(source, months.between(months.shift(last, 1 - SHOWN), last))


def _overtaken(warehouse: Warehouse, mine: tuple[Ruling, ...]) -> frozenset[int]:
    """Standing rulings on months of which something was loaded since: somebody should look whether they still hold."""
    if not mine:
        return frozenset()
    on = warehouse.loaded_on(mine[0].source)
    return frozenset(
        ruling.number
        for ruling in mine
        if ruling.withdrawn is None
        and any(on.get(month, date.min) > ruling.day for month in months.between(ruling.since, ruling.until))
    )


def _rulings(settings: Settings) -> tuple[tuple[Ruling, ...], str]:
    return read(settings, Ledger.rulings)


def read(settings: Settings, asked: Callable[[Ledger], tuple[T, ...]]) -> tuple[tuple[T, ...], str]:
    """What the ledger answers, and "" ; or nothing, and why."""
    try:
        with _opened(settings) as book:
            return asked(book), ""
    except BadInput as fault:
        return (), str(fault)
    except (SQLAlchemyError, OSError):
        return (), "The ledger cannot be read."


def at(query: object) -> tuple[str, int]:
    """The source and the ruling that an address of the desk names: ``of`` and ``ruling``; "" and 0 where it names none."""
    given = dict(parse_qsl(query[:MAX_QUERY].removeprefix("?"))) if isinstance(query, str) else {}
    number = given.get("ruling", "")
    return given.get("of", ""), int(number) if number.isascii() and number.isdigit() and len(number) < 10 else 0


# -- asking ------------------------------------------------------------------------


def wished(*given: object) -> Wish:
    """What was asked for: source, area, first month, last month, state and reason; :class:`BadInput` for what cannot be read."""
    source, area, since, until, state, reason = [" ".join(each.split()) if isinstance(each, str) else "" for each in given]
    if source not in SOURCES:
        raise BadInput("That is no source.", field="source", do="choose one from the list")
    first = _month(since, "first month")
    last = _month(until, "last month") if until else first
    if not first <= last <= _this_month() or len(tuple(months.between(first, last))) > MOST_MONTHS:
        expected = f"up to {MOST_MONTHS} months in order, none after this one"
        raise BadInput("Those months cannot be set together.", field="last month", expected=expected, do="correct the months")
    chosen = next((each for each in SETTABLE if state.lower() in {each.value, STATE_WORDS[each]}), None)
    if chosen is None:
        expected = listed([STATE_WORDS[each] for each in SETTABLE], "or")
        raise BadInput("No state was chosen.", field="state", expected=expected, do="choose one")
    return Wish(source, first, last, chosen, reason_given(reason), area)


def _this_month() -> date:
    return datetime.now(ZoneInfo("Europe/London")).date().replace(day=1)


def _month(text: str, field: str) -> date:
    month = months.parse(text)
    if month is None or month.year < 2000:
        raise BadInput("That is no month.", field=field, expected="year and month, such as 2026-03", do="write it so")
    return month


def reason_given(text: str) -> str:
    least, most = REASON
    if not least <= len(text) <= most or not text.isprintable():
        expected = f"why, in {least} to {most} letters: readers see it"
        raise BadInput("A state needs its reason.", field="reason", expected=expected, do="say what you know, and from whom")
    if looks_like_one(text):
        raise BadInput("The reason looks as if it held something of a person.", field="reason", do="leave it out: readers see it")
    return text


def weighed(warehouse: Warehouse, wish: Wish) -> Weighed:
    """What readers would see of each month, beside what its files show; :class:`BadInput` where it cannot be so."""
    if wish.source not in loaded(warehouse):
        raise BadInput("Nothing of that source is loaded.", field="source", do="choose one from the list")
    name = next((each.name for each in areas_of(warehouse, wish.source) if each.code == wish.area), "")
    if wish.area and not name:
        raise BadInput("That is no ward or supplier of this source.", field="area", do="choose one from the list")
    found = tuple(each.found or each for each in warehouse.covering(wish.source, wish.months, wish.area))
    held = [each.month for each in found if each.state not in ABSENT]
    if wish.area:
        held = [month for month in held if wish.area in warehouse.areas_held(wish.source, month)]
    if wish.state in ABSENT and held:
        named = listed([months.words(month) for month in held[:_NAMED]] + (["others"] if len(held) > _NAMED else []))
        do = "choose partial, provisional or known to be wrong; or take the load back"
        raise BadInput(f"Records of {named} are held, so nobody can say that nothing came.", field="state", do=do)
    return Weighed(SOURCES[wish.source], wish.since, wish.until, wish.state, wish.reason, found, name)


# -- doing -------------------------------------------------------------------------


def set_by(warehouse: Warehouse, settings: Settings, by: object, given: tuple[object, ...]) -> str:
    """Set what was asked for in the name of ``by``: what to say of it, "" before it where nothing was done."""

    def record(book: Ledger, author: str) -> str:
        wish = wished(*given)
        name = weighed(warehouse, wish).area
        book.ruling(Ruling(wish.source, wish.since, wish.until, wish.state, wish.reason, now(), author, area=wish.area))
        what = ", ".join(part for part in (SOURCES[wish.source].title, name, months.period_words(wish.since, wish.until)) if part)
        return f"Set: {what}, {STATE_WORDS[wish.state]}. Readers see it from now on."

    return done(settings, by, record)


def withdrawn_by(settings: Settings, by: object, number: int, why: object) -> str:
    """Withdraw a ruling in the name of ``by``: what to say of it."""

    def record(book: Ledger, author: str) -> str:
        reason = reason_given(" ".join(why.split()) if isinstance(why, str) else "")
        book.withdraw(number, Withdrawal(now(), author, reason))
        return "Withdrawn. Readers see what the files show again, or what was set before."

    return done(settings, by, record)


def done(settings: Settings, by: object, record: Callable[[Ledger, str], str]) -> str:
    """Write it into the ledger and let readers know, one after another: what to say of it, or why nothing was done."""
    try:
        if not isinstance(by, str) or not by.strip():
            raise BadInput("Nothing was changed.", expected="your name", do="give it, and try again")
        author = ledger.author_named(by)
        with _alone(settings.store), _opened(settings) as book:
            words = record(book, author)
            rulings.publish(rulings.edition_of(book.rulings()), settings.store)
    except LionError as fault:
        return str(fault)
    except (SQLAlchemyError, OSError):
        return "Nothing was changed for readers: the ledger or the store could not be written."
    return words


def republish(settings: Settings, store: Path) -> bool:
    """Write readers' copy again from the ledger; whether it was another."""
    with _alone(store), ledger.opened(ledger.address_of(store, settings.ledger)) as book:
        return rulings.publish(rulings.edition_of(book.rulings()), store)


def _alone(store: Path) -> AbstractContextManager[int]:
    """One at a time: whoever read the ledger earlier must not write readers' copy later."""
    return lock.held(store, file="states.lock", busy="Somebody else is setting a state")


def _opened(settings: Settings) -> ledger.Opening:
    return ledger.opened(ledger.address_of(settings.store, settings.ledger))


def now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


def keys_of(wish: Wish) -> list[str]:
    """A wish as it is sent and read again."""
    return [wish.source, wish.area, address(wish.since), address(wish.until), str(wish.state), wish.reason]
