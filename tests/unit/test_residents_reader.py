"""Residents: every vintage, every breakdown, and whose numbers a silent file holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.catalogue import DIMENSIONS
from data_access.errors import BadInput
from data_access.ingest.files.heading import heading
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.kinds.figures import Figures
from data_access.ingest.kinds.residents_by_sex import resolved
from data_access.ingest.rows import declared
from tests.unit.files import OURS, member

WARDS = ("E05013714", "E05013715")
SINGLE_YEARS = (*map(str, range(90)), "90+")
FIVE_YEARS = (*(f"{age}-{age + 4}" for age in range(0, 85, 5)), "85+")
ETHNICITY_2011 = declared.figure_layout("residents-census-2011", "census 2011 ethnicity by ward").headings[0][1:]
GROUPS_2021 = (
    "Asian, Asian British or Asian Welsh",
    "Black, Black British, Black Welsh, Caribbean or African",
    "Mixed or Multiple ethnic groups",
    "White",
    "Other ethnic group",
)
SIX_BANDS = {
    "Aged 15 years and under": (0, 15),
    "Aged 16 to 24 years": (16, 24),
    "Aged 25 to 34 years": (25, 34),
    "Aged 35 to 49 years": (35, 49),
    "Aged 50 to 64 years": (50, 64),
    "Aged 65 years and over": (65, None),
}
FEMALE, MALE = (DIMENSIONS["gender"].slugs.index(slug) for slug in ("female", "male"))


def table(*rows: tuple[object, ...]) -> str:
    quoted = (",".join(f'"{cell}"' if "," in str(cell) else str(cell) for cell in row) for row in rows)
    return "\n".join(quoted) + "\n"


def five_years(young: int, old: int, wards: tuple[str, ...] = WARDS) -> str:
    """Every band up to 74 holds ``young`` people, every later one ``old``."""
    ages = [young] * 15 + [old] * 3
    return table(("WD22CD_proposed", "Total", *FIVE_YEARS), *((ward, sum(ages), *ages) for ward in wards))


def read(folder: Path, content: str, name: str = "people.csv") -> Reading:
    file = member(folder, content, name)
    layout = declared.figure_layout_of(heading(file)) or declared.figure_layouts()[0]
    return Figures(layout, OURS).read(file)


def genders(reading: Reading) -> set[object]:
    return set(reading.table["gender"].to_pylist())


def test_single_years_give_a_total_and_an_age_for_each_number(tmp_path: Path) -> None:
    reading = read(tmp_path, table(("WD22CD_proposed", "Total", *SINGLE_YEARS), ("E05013714", 4095, *range(91))))
    rows = reading.table.to_pylist()
    assert (reading.rows_in, len(rows)) == (1, 92)
    assert (rows[0]["bands"], rows[0]["n"], rows[0]["age_from"], rows[0]["gender"]) == ("total", 4095, None, 0)
    assert (rows[31]["age_from"], rows[31]["age_to"], rows[31]["n"]) == (30, 30, 30)
    assert (rows[-1]["age_from"], rows[-1]["age_to"], rows[-1]["n"]) == (90, None, 90)


def test_five_year_bands_know_where_they_begin_and_end(tmp_path: Path) -> None:
    rows = read(tmp_path, five_years(10, 2)).table.to_pylist()[:19]
    assert [(row["age_from"], row["age_to"]) for row in rows[1:3]] == [(0, 4), (5, 9)]
    assert (rows[-1]["age_from"], rows[-1]["age_to"]) == (85, None)
    assert sum(row["n"] for row in rows[1:]) == rows[0]["n"] == 15 * 10 + 3 * 2


def test_census_2011_groups_keep_chinese_in_asian_and_arab_in_other(tmp_path: Path) -> None:
    # White 1+2+3+4, Mixed 1+1+1+1, Asian 1+1+1+5+1 (5 of them Chinese), Black 1+1+1, Other 7+1 (7 of them Arab).
    cells = (34, 10, 1, 2, 3, 4, 4, 1, 1, 1, 1, 9, 1, 1, 1, 5, 1, 3, 1, 1, 1, 8, 7, 1)
    rows = read(tmp_path, table(("WD22CD_proposed", *ETHNICITY_2011), ("E05013714", *cells))).table.to_pylist()
    found = {DIMENSIONS["ethnicity"].slug(row["ethnicity"]): row["n"] for row in rows if row["bands"] == "ethnicity"}
    assert found == {"white": 10, "mixed": 4, "asian": 9, "black": 3, "other": 8}
    assert {row["vintage"] for row in rows} == {"census-2011"}
    assert next(row["n"] for row in rows if row["bands"] == "total") == 10 + 4 + 9 + 3 + 8


def ethnicity_2021(*counts: int, total: int | None = None, code: str = "E01003189") -> list[tuple[object, ...]]:
    said = sum(counts) if total is None else total
    return [(code, said, group, count, 0.2) for group, count in zip(GROUPS_2021, counts, strict=False)]


HEAD_2021 = ("lsoa21_code", "total_residents", "ethnic_group", "n", "prop")


def test_census_2021_ethnicity_repeats_the_total_but_it_counts_once(tmp_path: Path) -> None:
    rows = read(tmp_path, table(HEAD_2021, *ethnicity_2021(1, 2, 3, 4, 5))).table.to_pylist()
    assert [row["n"] for row in rows if row["bands"] == "total"] == [15]
    assert sorted(row["n"] for row in rows if row["bands"] == "ethnicity") == [1, 2, 3, 4, 5]
    assert {row["area_kind"] for row in rows} == {"lsoa"}


def test_census_2021_ages_are_six_bands_and_give_no_total(tmp_path: Path) -> None:
    lines = [("E01003189", "Lewisham 034A", band, 10) for band in SIX_BANDS]
    rows = read(tmp_path, table(("lsoa21_code", "lsoa21_name", "age_group", "usual_residents"), *lines)).table.to_pylist()
    assert [(row["age_from"], row["age_to"]) for row in rows] == list(SIX_BANDS.values())
    assert {row["bands"] for row in rows} == {"age-6"}


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (five_years(10, 2).replace(",156,", ",157,", 1), "sum of its parts"),
        (five_years(10, 2).replace(",2\n", ",2.0\n", 1), "“2.0”"),
        (five_years(10, 2).replace(",2\n", ",-2\n", 1), "“-2”"),
        (five_years(10, 2).replace(",2\n", ",\n", 1), "“”"),
        (five_years(10, 2).replace(",2\n", ',"1,002"\n', 1), "1,002"),
        (five_years(10, 2, ("E05013714", "E05013714")), "first on line 2"),
        (five_years(10, 2, ("E01003189",)), "E01003189"),
        (five_years(10, 2).replace(",2\n", "\n", 1), "fields"),
        (five_years(10, 2).split("\n", maxsplit=1)[0] + "\n", "no rows"),
        (five_years(10, 2).replace("85+", "85-89", 1), "no file of"),
        (table(HEAD_2021, *ethnicity_2021(1, 2, 3, 4, 5), *ethnicity_2021(1, 2, 3, 4, code="E01003190")), "E01003190"),
        (table(HEAD_2021, *ethnicity_2021(1, 2, 3, 4, 5, total=16)), "do not add up"),
        (table(HEAD_2021, *ethnicity_2021(1, 2, 3, 4, 5)).replace(",15,White", ",16,White"), "column “lsoa21_code”"),
        (table(HEAD_2021, *ethnicity_2021(1, 2, 3, 4, 5)).replace("White", "Purple"), "Purple"),
    ],
)
def test_one_row_that_cannot_be_used_refuses_the_file(tmp_path: Path, content: str, words: str) -> None:
    with pytest.raises(BadInput) as refused:
        read(tmp_path, content)
    assert words in str(refused.value)
    assert "people.csv" in str(refused.value)


def test_the_three_silent_files_are_told_apart_together(tmp_path: Path) -> None:
    women, men, everyone = five_years(50, 30), five_years(49, 15), five_years(99, 45)
    readings = [read(tmp_path, each) for each in (women, everyone, men)]
    assert [genders(each) for each in readings] == [{None}, {None}, {None}]
    assert [genders(each) for each in resolved(readings)] == [{FEMALE}, {0}, {MALE}]


def test_single_years_settle_a_silent_file_alone(tmp_path: Path) -> None:
    ages = [20] * 75 + [6] * 16
    wards = [(ward, sum(ages), *ages) for ward in WARDS]
    everyone = read(tmp_path, table(("WD22CD_proposed", "Total", *SINGLE_YEARS), *wards))
    men = read(tmp_path, five_years(49, 10))
    assert [genders(each) for each in resolved([men, everyone])] == [{MALE}, {0}]


@pytest.mark.parametrize(
    "files",
    [
        (five_years(99, 45),),
        (five_years(50, 30), five_years(49, 15)),
        (five_years(50, 23), five_years(49, 22), five_years(99, 45)),
    ],
    ids=["one alone", "two halves without their sum", "as many old men as old women"],
)
def test_what_arithmetic_does_not_settle_is_not_guessed(tmp_path: Path, files: tuple[str, ...]) -> None:
    settled = resolved([read(tmp_path, each) for each in files])
    unsettled = [each for each in settled if each.content is Content.KNOWN]
    assert len(unsettled) >= min(2, len(files))
    assert all(each.table.num_rows == 0 and "Nothing says" in each.notes[-1] for each in unsettled)
    assert not {FEMALE, MALE} & {gender for each in settled for gender in genders(each)}
