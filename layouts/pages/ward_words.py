"""What the ward page says, in residents' words, of numbers already computed."""

from __future__ import annotations

from collections.abc import Collection

from data_access import months
from data_access.catalogue import CAVEATS, Caveat
from data_access.catalogue.code_lists import UNKNOWN
from data_access.catalogue.sources import SEARCH_DRIVEN_TYPES
from data_access.portrait import Portrait, Wards
from data_access.released import Released
from data_access.verdicts import Verdict, VerdictKind
from data_access.wording import NBSP, capitalised, listed, spelled, thousands, times
from layouts import headlines
from layouts.short_names import SPOKEN
from layouts.wording import gaps

YEAR = 12
SEARCHES = "stop-and-search"
THAN = "the year before"
# A place is named when it is this near to the busiest, and the busiest has at least so many.
NEAR_THE_TOP = 0.75
FEWEST_FOR_A_PLACE = 10


def say(about: Wards, told: Portrait, town_centres: Collection[str]) -> str:
    """The page in two or three sentences."""
    searches = about.question.source == SEARCHES
    subject = "stop and search here" if searches else "crime here"
    first = headlines.ward(told.change.verdict, told.rate, about.borough, about.borough_name, THAN, subject)
    if told.ward.code not in town_centres or not _above(about, told):
        return first
    whom = "people searched in it may live elsewhere" if searches else "many people harmed in it live elsewhere"
    return f"{first} A town centre is here, and {whom}."


def _above(about: Wards, told: Portrait) -> bool:
    return told.rate is not None and about.borough is not None and told.rate.interval.low > about.borough.per_1000


def how_long(about: Wards) -> str:
    """``in a year``, ``in nine months``, ``in a month``."""
    length = len(list(months.between(about.counted.since, about.counted.until)))
    return {YEAR: "in a year", 1: "in a month"}.get(length, f"in {spelled(length)} months")


def period(about: Wards) -> str:
    since, until = months.short(about.counted.since), months.short(about.counted.until)
    return since if since == until else f"{since} to {until}"


def lacking(told: Portrait) -> str:
    """``(Mar 2026 not supplied)``: months of the period that are not whole here; "" where all are."""
    return f"({gaps(told.short, brief=True)})" if told.short else ""


# -- is it getting worse? -------------------------------------------------------------


def compared(verdict: Verdict, noun: tuple[str, str]) -> str:
    """``2,485 crimes from March to January, 2,506 a year before: −1 %, could be anything from −9 % to +8 %.``."""
    if verdict.kind is VerdictKind.CANNOT_COMPARE:
        return f"{verdict.reason}."
    things = f"{thousands(verdict.now)} {_one_or_more(noun, verdict.now)}"
    counted = f"{things} {_during(verdict)}, {thousands(verdict.before)} a year before"
    if verdict.kind is VerdictKind.TOO_FEW:
        return f"{counted}: too few to tell a change."
    return f"{counted}: {verdict.change_words}, {verdict.interval_words}."


def _one_or_more(noun: tuple[str, str], count: int) -> str:
    return noun[0 if count == 1 else 1]


def _during(verdict: Verdict) -> str:
    words = verdict.compared_words
    return f"in {words}" if words.startswith("the ") or " to " not in words else f"from {words}"


# -- what kind? -----------------------------------------------------------------------


def kinds(told: Portrait) -> str:
    return headlines.kinds(told.kinds, SPOKEN)


def changed_kinds(told: Portrait) -> str:
    """Which kinds have clearly changed here, when every ward and kind is weighed together."""
    moved = told.moved
    if moved.verdict.kind is VerdictKind.CANNOT_COMPARE:
        return "Kinds cannot be compared with the year before."
    if not moved.tested:
        return "Too few of any kind to tell a change."
    weighed = f"once all {thousands(moved.tested)} ward comparisons are weighed together"
    clear = [each for each in moved.ranked if each.keys[0] == told.ward.code and each.verdict.clear]
    if not clear:
        return f"No kind has clearly changed {weighed}."
    named = [f"{told.kinds.label(each.keys[1]).lower()} ({each.verdict.change_words})" for each in clear]
    return f"{capitalised(listed(named))} {'has' if len(named) == 1 else 'have'} clearly changed, {weighed}."


def kinds_period(told: Portrait) -> str:
    """Which months the bars count, and what the line beside them is."""
    noun, when = capitalised(told.kinds.source.noun[1]), told.change.verdict.compared
    if told.kinds_before is None:
        return f"{noun} from {months.period_words(told.kinds.since, told.kinds.until)}."
    follow = months.shift(when[0], len(when) - 1) == when[-1]
    named = (
        f"from {months.period_words(when[0], when[-1])}" if follow else f"in the {spelled(len(when))} months that can be compared"
    )
    return f"{noun} {named}; the line marks a year before."


# -- where and when? ------------------------------------------------------------------


def ranked_places(places: Released) -> list[tuple[str, int]]:
    """Named cells with their counts, the busiest first; withheld ones have no place in a ranking."""
    known = [(row.keys[0], row.value) for row in places.rows if row.value is not None and row.keys[0] != UNKNOWN]
    return sorted(known, key=lambda place: -place[1])


def where(places: Released) -> str:
    """``Around Catford Broadway``: the busiest place, with another where it comes near; or that none stands out."""
    ranked = ranked_places(places)
    if not ranked or ranked[0][1] < FEWEST_FOR_A_PLACE:
        return f"Too few {places.source.noun[1]} to name a place"
    near = [place_name(places, cell) for cell, count in ranked if count >= NEAR_THE_TOP * ranked[0][1]]
    names = list(dict.fromkeys(near))
    if len(names) > 2:
        return "No one place stands out"
    return capitalised(listed([names[0], *(name.removeprefix("Around ") for name in names[1:])]))


def place_name(places: Released, cell: str) -> str:
    return places.names.get(cell, "A place without a name")


def where_counts(places: Released) -> str:
    """``One place of 27 had 753 crimes, 2.6 times the next.``."""
    ranked = ranked_places(places)
    if not ranked:
        return f"No {places.source.noun[1]} were recorded here."
    top = ranked[0][1]
    counted = f"{thousands(top)} {_one_or_more(places.source.noun, top)}"
    cell = f"cell of about 0.1{NBSP}km²"
    if len(ranked) == 1:
        return f"All {counted} were in one place, a {cell}."
    next_to = f"{times(top / ranked[1][1])}{NBSP}times the next"
    return f"One place of {thousands(len(ranked))} had {counted}, {next_to}. A place is a {cell}, counted inside the ward."


def when(about: Wards, told: Portrait) -> tuple[str, str]:
    """Where only counts of whole wards are published: how many a month, and why no place is shown."""
    noun, span = told.volume.source.noun[1], months_range(told.volume, about)
    title = f"{span} {noun} a month" if span else f"No whole month of {noun}"
    return title, f"Counts of whole wards: places and times of day are not published. {period(about)}, beside the year before"


def months_range(volume: Released, about: Wards) -> str:
    """``178 to 263``: the fewest and the most in a whole month of the period; "" where there is none."""
    counts = volume.values()
    since, until = about.counted.since, about.counted.until
    whole = [entry.month for entry in volume.coverage.months if entry.comparable and since <= entry.month <= until]
    known = [value for month in whole if (value := counts.get(months.address(month), 0)) is not None]
    if not known:
        return ""
    return thousands(known[0]) if min(known) == max(known) else f"{thousands(min(known))} to {thousands(max(known))}"


# -- about these figures ---------------------------------------------------------------


def about_figures(about: Wards, told: Portrait | None, town_centres: Collection[str]) -> str:
    """Source, period, what is missing, what is left out, whose residents, and what to know before quoting."""
    counted = about.counted
    day = months.last_day(counted.until)
    months_here = [e for e in told.volume.coverage.months if counted.since <= e.month <= counted.until] if told else []
    held = gaps(tuple(e for e in months_here if not e.comparable) if told else counted.coverage.gaps) or "complete"
    said = [f"Source: {counted.source.agency}, to {day.day} {months.words(day)}, {held}."]
    said += [caveat.words for caveat in counted.caveats if caveat.slug != "residents-2020"]
    if told is None:
        return " ".join([*said, _residents(about, None)])
    said += [left_out(told.change.verdict), _residents(about, told)]
    if told.months.others:
        others = next(iter(told.months.others.values())).areas
        said.append(f"The grey band is where the middle half of the other {thousands(others)} wards lie.")
    return " ".join(part for part in [*said, *(caveat.words for caveat in _more(told, town_centres))] if part)


def left_out(verdict: Verdict) -> str:
    """``Comparisons leave out February: February 2024 was recorded before …``."""
    if verdict.kind is VerdictKind.CANNOT_COMPARE or not verdict.left_out:
        return ""
    why = "; ".join(entry.why for entry in verdict.left_out[:3])
    return f"Comparisons leave out {verdict.left_out_words.removesuffix(' left out')}: {why}."


def source(released: Released) -> list[str]:
    """Under each figure: whose numbers, and which months are not whole."""
    missing = gaps(released.coverage.gaps, brief=True)
    return [" · ".join(part for part in (released.source.title, missing) if part)]


def _residents(about: Wards, told: Portrait | None) -> str:
    if not about.vintage:
        return "No residents are loaded, so there are no rates."
    whose = f"ONS {about.vintage} estimate" if about.vintage.startswith("mid-") else about.vintage.replace("-", " ").capitalize()
    many = f" ({thousands(told.rate.residents)} here)" if told and told.rate else ""
    return f"Residents: {whose}{many}."


def _more(told: Portrait, town_centres: Collection[str]) -> list[Caveat]:
    if told.kinds.source.key == SEARCHES:
        return [CAVEATS["searched-elsewhere"]]
    found = {row.keys[0] for row in told.kinds.rows}
    slugs = ["measures-searching"] if found & SEARCH_DRIVEN_TYPES else []
    slugs += ["town-centre"] if told.ward.code in town_centres else []
    return [CAVEATS[slug] for slug in slugs]
