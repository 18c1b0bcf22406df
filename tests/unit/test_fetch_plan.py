"""The plan of a fetch is arithmetic on months, and questions put with the partnership's own names."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from data_access import months, settings
from data_access.errors import BadInput, NotFetched
from data_access.fetch import plan, publishers
from data_access.fetch.asking import agent, refuse_address, rest_s
from data_access.fetch.publishers import Publishers
from data_access.settings import Contact

NOW = datetime(2026, 11, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def known() -> Publishers:
    return publishers.read()


def day(month: str) -> date:
    found = months.parse(month)
    assert found is not None
    return found


def planned(known: Publishers, since: str, newest: str, **came_from: str) -> list[tuple[str, int]]:
    """The archives that are needed and how many months each brings; ``came_from`` (months with _) are here already."""
    here = {day(month.strip("_").replace("_", "-")): day(archive) for month, archive in came_from.items()}
    wanted = list(months.between(day(since), day(newest)))
    found = plan.archives(wanted, day(newest), known.police_uk, came_from=here.get)
    return [(months.address(each.month), len(each.months)) for each in found]


def test_three_years_lie_in_one_archive(known: Publishers) -> None:
    assert planned(known, "2023-08", "2026-07") == [("2026-07", 36)]


def test_a_month_before_them_needs_a_second_the_latest_that_holds_it(known: Publishers) -> None:
    assert planned(known, "2023-01", "2026-07") == [("2026-07", 36), ("2025-12", 7)]


def test_older_months_that_are_here_are_not_fetched_again(known: Publishers) -> None:
    assert planned(known, "2023-07", "2026-07", _2023_07="2026-06") == [("2026-07", 36)]


def test_everything_since_the_beginning_takes_five_archives(known: Publishers) -> None:
    # 2010-12 to 2017-04 (77), to 2020-04 (36), to 2023-04 (36), to 2023-07 (3), and the newest archive's (36)
    assert planned(known, "2010-12", "2026-07") == [
        ("2026-07", 36),
        ("2026-04", 3),
        ("2023-04", 36),
        ("2020-04", 36),
        ("2017-04", 77),
    ]


def test_the_committed_addresses_are_https_and_their_files_have_plain_names(known: Publishers) -> None:
    police = known.police_uk
    services = [plan.layer_address(known.feature_service, layer, settings.read({})) for layer in known.layers]
    addresses = [police.months, police.page, police.archive, known.mps_dataset, *services]
    assert all(address.startswith("https://") for address in addresses)
    assert police.archive.replace("{month}", "2024-01") == "https://data.police.uk/data/archive/2024-01.zip"
    assert not any("{" in address or "%7B" in address for address in services)


def test_an_apostrophe_in_a_boroughs_name_cannot_end_the_question(known: Publishers) -> None:
    ours = replace(settings.read({}), name="King's Lynn")
    layer = next(each for each in known.layers if "{name}" in each.where)
    query = parse_qs(urlsplit(plan.layer_address(known.feature_service, layer, ours)).query)
    assert query["where"] == ["LSOA21NM LIKE 'King''s Lynn %'"]


def test_a_borough_without_neighbours_asks_for_none(known: Publishers) -> None:
    ours = replace(settings.read({}), neighbours=())
    assert [each.file for each in known.layers if not plan.layer_address(known.feature_service, each, ours)] == [
        "neighbours.geojson"
    ]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("https://data.police.uk/a.zip", "http://data.police.uk/a.zip"),
        ("https://data.police.uk/a.zip", "https://127.0.0.1/a.zip"),
        ("https://data.police.uk/a.zip", "http://localhost/a.zip"),
        ("https://data.police.uk/a.zip", "https://[::1]/a.zip"),
        ("http://127.0.0.1/a.zip", "http://data.police.uk/a.zip"),
        ("https://data.police.uk/a.zip", "file:///etc/passwd"),
        ("https://data.police.uk/a.zip", ""),
    ],
)
def test_a_publisher_leads_nowhere_but_to_another_https_address(first: str, then: str) -> None:
    with pytest.raises(NotFetched, match="It leads to"):
        refuse_address(then, first=first)


def test_a_publishers_own_store_elsewhere_is_followed() -> None:
    refuse_address("https://store.example.org/archive/2024-01.zip", first="https://data.police.uk/data/archive/2024-01.zip")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("120", 120.0),
        (" 0 ", 0.0),
        ("Mon, 02 Nov 2026 09:01:00 GMT", 60.0),
        ("Mon, 02 Nov 2026 08:00:00 GMT", 0.0),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("Mon, 99 Nov 2026", None),
    ],
)
def test_retry_after_is_a_number_of_seconds_or_a_date(text: str, seconds: float | None) -> None:
    assert rest_s(text, NOW) == seconds


def test_the_name_we_ask_under_fits_in_a_header() -> None:
    assert agent(Contact("Lewisham", "safety@example.org")) == "Lion community-safety dashboard (Lewisham; safety@example.org)"
    assert agent(Contact("Ynys Môn\r\nX: y", "")) == "Lion community-safety dashboard (Ynys M?n??X: y)"


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("timeout_s = 60 ", 'timeout_s = "long" ', "“manners.timeout_s” is 'long'"),
        ('"2010-12"', '"December"', "“police-uk.first_month” is “December”"),
        ('file = "wards-2022.geojson"', 'file = "../wards.geojson"', "Expected: a file's name, no folder"),
        ("attempts = 6", "attempt = 6", "“manners.attempts” is missing"),
        ("attempts = 6", "attempts = 6\nhaste = true", "“manners.haste” is not a setting"),
    ],
)
def test_a_mistake_in_the_addresses_is_named(tmp_path: Path, old: str, new: str, words: str) -> None:
    text = publishers.FILE.read_text(encoding="utf-8")
    assert old in text
    file = tmp_path / "elsewhere.toml"
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(BadInput) as wrong:
        publishers.read(file)
    assert words in str(wrong.value)


def test_addresses_that_are_not_there_name_the_option(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as wrong:
        publishers.read(tmp_path / "none.toml")
    assert "correct --publishers" in str(wrong.value)
