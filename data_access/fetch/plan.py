"""Which files answer this wish? Pure: addresses and months in, addresses and months out."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from data_access import months
from data_access.errors import NotFetched
from data_access.fetch.publishers import Layer, Listed, PoliceUk
from data_access.settings import Settings

_DOWNLOAD = re.compile(
    r'href="[^"]*/(?P<month>\d{4}-\d{2})\.zip"(?:(?!href=).)*?class="md5sum"[^>]*>\s*(?P<md5>[0-9a-f]{32})\s*<',
    re.DOTALL | re.ASCII,
)
_DO_MOVED = "look at the address in a browser; if it has changed, correct publishers.toml"


@dataclass(frozen=True, slots=True)
class Archive:
    """One monthly archive and the months to take out of it."""

    month: date
    months: tuple[date, ...]


def newest_month(answer: bytes, address: str) -> date:
    """The newest month that police.uk says it holds."""
    try:
        listed = json.loads(answer)
        found = [months.parse(each["date"]) for each in listed]
    except (ValueError, TypeError, KeyError) as error:
        raise NotFetched("It does not list months", file=address, expected='[{"date": "2024-01"}, …]', do=_DO_MOVED) from error
    known = [month for month in found if month is not None]
    if not known:
        raise NotFetched("It lists no month", file=address, expected='[{"date": "2024-01"}, …]', do=_DO_MOVED)
    return max(known)


def checksums(page: str) -> dict[date, str]:
    """The MD5 of each archive whose checksum the publisher's page gives."""
    found = ((months.parse(each["month"]), each["md5"]) for each in _DOWNLOAD.finditer(page))
    return {month: md5 for month, md5 in found if month is not None}


def archives(
    wanted: Sequence[date], newest: date, police: PoliceUk, *, came_from: Callable[[date], date | None]
) -> list[Archive]:
    """The fewest archives that bring ``wanted``, newest first; ``came_from`` tells which archive a month here is from.

    A month is taken from the latest archive that holds it, for the figures of
    past months are revised: those the newest archive holds, from that one
    whenever it is new; older ones once.
    """
    first = first_held(newest, police)
    recent = [month for month in wanted if first <= month <= newest]
    found = [Archive(newest, tuple(recent))] if any(came_from(month) != newest for month in recent) else []
    older = [month for month in wanted if month < first and came_from(month) is None]
    while older:
        last = months.shift(older[0], police.months_held - 1)
        if older[0] <= police.whole_history_until:
            last = max(last, police.whole_history_until)
        last = min(last, newest)
        found.append(Archive(last, tuple(month for month in older if month <= last)))
        older = [month for month in older if month > last]
    return sorted(found, key=lambda each: each.month, reverse=True)


def first_held(archive: date, police: PoliceUk) -> date:
    """The earliest month this archive holds."""
    if archive <= police.whole_history_until:
        return police.first_month
    return months.shift(archive, 1 - police.months_held)


def layer_address(template: str, layer: Layer, ours: Settings) -> str:
    """The question for one file of boundaries; "" where it asks for neighbours and there are none."""
    if "{neighbours}" in layer.where and not ours.neighbours:
        return ""
    neighbours = ", ".join(_quoted(each.code) for each in ours.neighbours)
    where = layer.where.replace("{borough}", _inner(ours.borough)).replace("{name}", _inner(ours.name))
    where = where.replace("{neighbours}", neighbours)
    asked = {"where": where, "outFields": "*", "outSR": "4326", "f": "geojson"}
    return f"{template.replace('{service}', layer.service)}?{urlencode(asked)}"


def _quoted(text: str) -> str:
    return f"'{_inner(text)}'"


def _inner(text: str) -> str:
    """``text`` between the quotes of a query: an apostrophe is written twice."""
    return text.replace("'", "''")


def listed_address(answer: bytes, listed: Listed, address: str) -> str:
    """Where the newest CSV of that title lies, as the dataset's description has it."""
    try:
        resources = json.loads(answer)["resources"]
        found = [_Resource.of(each) for each in (resources.values() if isinstance(resources, dict) else resources)]
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotFetched("It does not list the dataset's files", file=address, expected="“resources”", do=_DO_MOVED) from error
    fitting = [each for each in found if listed.named(each.title) and each.url and each.is_csv]
    if not fitting:
        titles = ", ".join(sorted(each.title for each in found)[:12]) or "none"
        what = f"No CSV of the dataset is titled “{' … '.join(listed.says)}”: it lists {titles}"
        raise NotFetched(what, file=address, do="correct “says” in publishers.toml")
    return max(fitting, key=lambda each: each.newness).url


@dataclass(frozen=True, slots=True)
class _Resource:
    title: str
    url: str
    is_csv: bool
    newness: tuple[str, str]

    @classmethod
    def of(cls, each: dict[str, object]) -> _Resource:
        title, url, kind, until, seen = (
            str(each.get(key) or "") for key in ("title", "url", "format", "temporal_coverage_to", "check_timestamp")
        )
        return cls(title, url, kind.lower() == "csv" or url.lower().endswith(".csv"), (until, seen))
