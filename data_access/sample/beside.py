"""What stands beside the records of the demonstration borough: a survey, deprivation, households, working days?

All of it is invented, in the publishers' layouts. Wards with more crime are
more deprived, as a rule; town centres are fuller by day.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from data_access.catalogue import FIGURES
from data_access.catalogue.figures import FigureLayout
from data_access.sample import partner_truth, truth
from data_access.sample.borough import BOROUGH, NAME, Borough
from data_access.sample.draws import stream, whole_parts
from data_access.sample.offences import WARD_LEVELS
from data_access.sample.small_areas import Areas

Row = tuple[str, ...]
Table = list[Row]
OF_ENGLAND, OF_ENGLAND_NOW = 32_844, 33_755  # small areas in 2011, and in 2021
OF_WORKING_AGE = 0.71  # of residents
PER_AREA = 700  # households in a small area, about
_TITLE = ("WD102EW - Population density (Workday population)",)


def tables(borough: Borough, places: Areas) -> dict[str, Table]:
    """Each file by its name, headings first."""
    return {
        "survey/perceptions.csv": _survey(),
        "deprivation/imd_2019_lsoa11.csv": _deprivation(borough),
        "households/household_spaces_wd22.csv": _spaces(borough),
        "households/tenure_lsoa11.csv": _tenure(borough),
        "households/wd102ew.csv": _workday(borough),
        "deprivation/iod_2025_domains_lsoa21.csv": _deprivation_now(places),
        "claimants/claimant_count_by_ward.csv": _claimants(borough),
    }


def _layout(source: str, name: str) -> FigureLayout:
    return next(layout for layout in FIGURES[source].layouts if layout.name == name)


def _small_areas(borough: Borough) -> list[tuple[str, str, str]]:
    """Each small area of 2011 in the borough: its code, its name, and the ward most of its postcodes are in."""
    found: dict[tuple[str, str], dict[str, int]] = {}
    for place, area in zip(borough.postcodes.places, borough.postcodes.lsoas, strict=True):
        if place.startswith("E05") and area[1].startswith(f"{NAME} "):
            wards = found.setdefault(area, {})
            wards[place] = wards.get(place, 0) + 1
    return [(code, name, max(sorted(wards), key=wards.__getitem__)) for (code, name), wards in sorted(found.items())]


def _survey() -> Table:
    layout = _layout("public-attitude-survey", "public attitude survey, perceptions of the police")
    figured = {each.at for each in layout.wide}
    found: Table = [*layout.headings]
    for name, lean in partner_truth.NEIGHBOURHOODS.items():
        rng = stream("survey", name)
        level = stream("survey").integers(40, 80, len(layout.headings[0]))
        numbers = np.clip(level + lean + rng.normal(0, 2, len(level)), 5, 95)
        cells = ["" if at not in figured else f"{numbers[at]:.0f}" for at in range(len(level))]
        cells[0], cells[-1] = name, "N/A"
        found.append(tuple(cells))
    return found


def _deprivation(borough: Borough) -> Table:
    layout = _layout("deprivation-2019", "deprivation 2019 by LSOA 2011, with wards")
    rng = stream("deprivation")
    found: Table = [layout.headings[0]]
    for code, name, ward in _small_areas(borough):
        share = 1 / (1 + np.exp(1.1 * (WARD_LEVELS.get(ward, 1.0) - 0.7) * 2 + rng.normal(0, 0.7)))
        rank = int(np.clip(round(share * OF_ENGLAND), 1, OF_ENGLAND))
        decile = min(10 * (rank - 1) // OF_ENGLAND + 1, 10)
        found.append((code, name, "E09000023", NAME, str(rank), str(decile), ward))
    return found


def _deprivation_now(places: Areas) -> Table:
    """Rank, decile and score of every domain; the domains of one small area are alike."""
    heading = _layout("deprivation-2025", "deprivation 2025, domains by LSOA 2021").headings[0]
    found: Table = [heading]
    for area in places.small:
        ward = max(sorted(area.postcodes), key=area.postcodes.__getitem__)
        rng = stream("deprivation now", area.code)
        lean = 2.2 * (WARD_LEVELS.get(ward, 1.0) - 0.7) + rng.normal(0, 0.6)
        share = 1 / (1 + np.exp(lean + rng.normal(0, 0.4, 8)))
        ranks = np.clip(np.round(share * OF_ENGLAND_NOW).astype(int), 1, OF_ENGLAND_NOW)
        deciles = np.minimum(10 * (ranks - 1) // OF_ENGLAND_NOW + 1, 10)
        numbers = (*map(str, deciles), *map(str, ranks), *(f"{80 * (1 - each) ** 2:.3f}" for each in share))
        found.append((area.code, *numbers))
    return found


def _claimants(borough: Borough) -> Table:
    """Each month's claimants, to the nearest five, and their share of residents aged 16 to 64; the borough is the wards' sum."""
    layout = _layout("claimant-count", "claimant count by ward and borough, Nomis")
    found: Table = [layout.headings[0]]
    adults = {ward.code: OF_WORKING_AGE * ward.residents for ward in borough.wards}
    for at, month in enumerate(truth.MONTHS):
        counts = {ward.code: _claiming(ward.code, adults[ward.code], at) for ward in borough.wards}
        rows = [(w.code, w.name, counts[w.code], adults[w.code]) for w in borough.wards]
        for code, name, n, people in (*rows, (BOROUGH, NAME, sum(counts.values()), sum(adults.values()))):
            head = (f"{month:%B %Y}", code, name)
            found.append((*head, "Claimant count", str(n)))
            found.append((*head, "Claimants as a proportion of residents aged 16-64", f"{100 * n / people:.1f}"))
    return found


def _claiming(ward: str, adults: float, at: int) -> int:
    """More where there is more crime, and slowly fewer."""
    rng = stream("claimants", ward, str(at))
    return 5 * round(float(adults * 0.045 * WARD_LEVELS.get(ward, 1.0) ** 0.7 * (1 - 0.004 * at) * rng.normal(1, 0.015)) / 5)


def _spaces(borough: Borough) -> Table:
    layout = _layout("households-census-2011", "census 2011 household spaces by ward")
    return [layout.headings[0], *((ward.code, str(round(ward.residents / 2.45))) for ward in borough.wards)]


def _tenure(borough: Borough) -> Table:
    layout = _layout("households-census-2011", "census 2011 tenure by LSOA 2011")
    return [layout.headings[0], *_tenures(borough, layout.headings[0])]


def _tenures(borough: Borough, heading: Row) -> Iterator[Row]:
    """Owned, shared, social, private and rent free, each with its parts, adding up to all households."""
    weights = np.array([0.13, 0.28, 0.02, 0.21, 0.12, 0.21, 0.01, 0.01, 0.005, 0.005])
    for code, _, _ in _small_areas(borough):
        rng = stream("tenure", code)
        own, loan, shared, council, social, agency, employer, kin, other, free = whole_parts(
            int(rng.normal(PER_AREA, 60)), rng.dirichlet(weights * 80)
        )
        private = agency + employer + kin + other
        total = own + loan + shared + council + social + private + free
        numbers = (total, own + loan, own, loan, shared, council + social, council, social)
        row = (code, *map(str, (*numbers, private, agency, employer, kin, other, free)))
        if len(row) != len(heading):
            raise ValueError("the layout of tenure has changed")
        yield row


def _workday(borough: Borough) -> Table:
    layout = _layout("workday-census-2011", "census 2011 workday population by LSOA 2011")
    found: Table = [_TITLE, ("ONS Crown Copyright Reserved [from Nomis, for a demonstration]",), (), layout.headings[0], ()]
    for code, name, ward in _small_areas(borough):
        people = round(1_200 * WARD_LEVELS.get(ward, 1.0) * stream("workday", code).lognormal(0, 0.3))
        found.append((name, code, str(people), "18", f"{people / 18:.1f}"))
    return [*found, (), ("Every figure here is invented.",)]
