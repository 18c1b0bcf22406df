"""Tables of figures: several rows of headings, blanks that are no figure, parts that are added, notes around a table."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from data_access.errors import BadInput
from data_access.ingest.files.heading import heading
from data_access.ingest.files.reading import Content, Reading
from data_access.ingest.kinds.figures import Figures
from data_access.ingest.rows import declared
from tests.unit.files import OURS, member

SURVEY = declared.figure_layout("public-attitude-survey", "public attitude survey, neighbourhood indicators")
DEPRIVED = declared.figure_layout("deprivation-2019", "deprivation 2019, domains by LSOA 2011")
LONDON = declared.figure_layout("mps-vawg-london", "violence against women and girls, victims by age, London")
WORKDAY = declared.figure_layout("workday-census-2011", "census 2011 workday population by LSOA 2011")
SPACES = declared.figure_layout("households-census-2011", "census 2011 household spaces by ward")


def written(*rows: Sequence[object]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def read(folder: Path, content: str) -> Reading:
    file = member(folder, content, "figures.csv")
    layout = declared.figure_layout_of(heading(file))
    assert layout is not None
    return Figures(layout, OURS, today=date(2026, 9, 30)).read(file)


def survey(*rows: Sequence[object]) -> str:
    return "\ufeff" + written(*SURVEY.headings, *rows)


def test_a_question_that_stands_once_for_each_group_is_told_apart_by_the_second_row(tmp_path: Path) -> None:
    reading = read(tmp_path, survey(("Lewisham - North", *range(60, 72))))
    rows = reading.table.to_pylist()
    assert (reading.content, reading.rows_in, len(rows)) == (Content.INDICATORS, 1, 12)
    fair = {row["whose"]: row["value"] for row in rows if row["indicator"] == "treat-fairly"}
    assert fair == {"White British": 60, "Asian": 64, "Black": 68}
    assert {(row["since"], row["until"]) for row in rows} == {(date(2015, 4, 1), date(2021, 3, 31))}


def test_a_blank_is_no_figure_and_never_nought(tmp_path: Path) -> None:
    reading = read(tmp_path, survey(("Lewisham - North", "", *range(61, 72)), ("Westminster - ORB", *[""] * 12)))
    assert reading.rows_in == 2
    assert reading.rejected == []
    assert reading.table.num_rows == 11
    assert min(reading.table["value"].to_pylist()) == 61


def test_a_neighbourhood_is_ours_by_the_boroughs_whole_name(tmp_path: Path) -> None:
    rows = [(name, *range(12)) for name in ("Lewisham - North", "Lewishamshire - North", "Bexley - Central")]
    ours = {row["area"]: row["ours"] for row in read(tmp_path, survey(*rows)).table.to_pylist()}
    assert ours == {"Lewisham - North": True, "Lewishamshire - North": False, "Bexley - Central": False}


def test_a_second_row_of_headings_that_is_not_as_published_refuses_the_file(tmp_path: Path) -> None:
    swapped = survey(("Lewisham - North", *range(12))).replace("Asian", "Arab")
    with pytest.raises(BadInput, match=r"line 2: A further row of headings") as refused:
        read(tmp_path, swapped)
    assert "White British" in str(refused.value)


def test_a_row_of_indicators_stands_or_falls_whole(tmp_path: Path) -> None:
    reading = read(tmp_path, survey(("Lewisham - North", *range(11), "many"), ("Lewisham - South", *range(12))))
    assert {row["area"] for row in reading.table.to_pylist()} == {"Lewisham - South"}
    assert [(row.line, row.value, row.rule) for row in reading.rejected] == [(4, "many", "a whole number of what it counts")]
    assert reading.rows_in == 1 + len(reading.rejected)


def test_an_area_that_stands_twice_is_set_aside_the_second_time(tmp_path: Path) -> None:
    reading = read(tmp_path, survey(("Lewisham - North", *range(12)), ("Lewisham - North", *range(12))))
    assert reading.table.num_rows == 12
    assert [(row.line, row.rule) for row in reading.rejected] == [(5, "each number once (first on line 4)")]


def test_a_row_of_another_length_is_counted_and_set_aside(tmp_path: Path) -> None:
    reading = read(tmp_path, survey(("Lewisham - North", *range(12)), ("Lewisham - South", 1)))
    assert reading.rows_in == 2
    assert [row.rule for row in reading.rejected] == ["field count"]


def test_ranks_written_with_decimals_are_the_same_numbers(tmp_path: Path) -> None:
    reading = read(tmp_path, written(*DEPRIVED.headings, ("E01003189", *(f"{n}.0" for n in range(1, 17)))))
    rows = reading.table.to_pylist()
    assert [row["value"] for row in sorted(rows, key=lambda row: row["value"])] == list(range(1, 17))
    assert {(row["area_kind"], row["period"], row["ours"]) for row in rows} == {("lsoa_2011", "edition", True)}


@pytest.mark.parametrize("bad", ["1,000", "1e3", "--", "1.0.0", "nan", "inf"])
def test_what_is_no_plain_number_is_set_aside(tmp_path: Path, bad: str) -> None:
    reading = read(tmp_path, written(*DEPRIVED.headings, ("E01003189", bad, *range(2, 17))))
    assert [row.value for row in reading.rejected] == [bad]
    assert reading.table.num_rows == 0


def test_a_wards_code_is_no_small_area(tmp_path: Path) -> None:
    reading = read(tmp_path, written(*DEPRIVED.headings, ("E05013714", *range(1, 17))))
    assert [row.rule for row in reading.rejected] == ["the GSS code of one of the small areas (LSOA 2011)"]


def victims(*rows: tuple[str, str, int, str]) -> str:
    return written(*LONDON.headings, *((one, other, n, "Victim count by age group", age) for one, other, n, age in rows))


def test_rows_that_differ_only_in_when_it_was_committed_are_one_figure(tmp_path: Path) -> None:
    young = "Aged 10 to 19 years"
    reading = read(tmp_path, victims(("2026-08-01", "2026-08-01", 4, young), ("2026-08-01", "1987-01-01", 1, young)))
    assert [(row["value"], row["whose"]) for row in reading.table.to_pylist()] == [(5, "10 to 19")]
    assert reading.rows_in == 2


def test_london_is_beside_the_borough_and_never_of_it(tmp_path: Path) -> None:
    row = read(tmp_path, victims(("2026-08-01", "2026-08-01", 4, "Aged 80+"))).table.to_pylist()[0]
    assert (row["area"], row["area_kind"], row["ours"]) == ("E12000007", "london", False)
    assert (row["since"], row["until"]) == (date(2026, 8, 1), date(2026, 8, 31))


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        (("2026-10-01", "2026-08-01", 4, "Aged 80+"), "a past month"),
        (("August 2026", "2026-08-01", 4, "Aged 80+"), "a past month"),
        (("2026-08-01", "2026-08-01", 4, "Aged 80 to 89 years"), "a word its source's file knows"),
    ],
)
def test_a_month_to_come_or_a_word_nobody_knows_is_set_aside(tmp_path: Path, row: tuple[str, str, int, str], rule: str) -> None:
    reading = read(tmp_path, victims(row, ("2026-08-01", "2026-08-01", 4, "Aged 80+")))
    assert [each.rule for each in reading.rejected] == [rule]
    assert reading.table.num_rows == 1


def nomis(*rows: Sequence[object], title: str = "WD102EW - Population density (Workday population)") -> str:
    about = written([title], ["ONS Crown Copyright Reserved [from Nomis on 1 August 2026]"], ["Units      :", "Persons"], [])
    return about + written(*WORKDAY.headings, [], *rows, [], ["Records have been swapped between areas."])


def test_a_table_with_a_title_above_and_notes_below_is_read_between_them(tmp_path: Path) -> None:
    reading = read(tmp_path, nomis(("Lewisham 034A", "E01003189", 812, 10, "81.2"), ("Lewisham 034B", "E01003190", 30, 10, 3)))
    assert (reading.content, reading.rows_in) == (Content.DENOMINATORS, 2)
    assert [(row["base"], row["n"], row["line"]) for row in reading.table.to_pylist()] == [
        ("workday", 812, 7),
        ("workday", 30, 8),
    ]


def test_a_titled_table_under_another_heading_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="This is no file of census 2011 workday"):
        read(tmp_path, nomis(("Lewisham 034A", "E01003189", 812, 10, 81)).replace("mnemonic", "code"))


def test_a_titled_table_cut_short_in_a_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"line 7: The row has 2 fields"):
        read(tmp_path, nomis(("Lewisham 034A", "E01003189")))


def test_no_row_below_a_stray_blank_line_is_lost_silently(tmp_path: Path) -> None:
    parted = nomis(("Lewisham 034A", "E01003189", 812, 10, 81), [], ("Lewisham 034B", "E01003190", 30, 10, 3))
    with pytest.raises(BadInput, match=r"line 9: A row stands below the notes"):
        read(tmp_path, parted)


def test_a_quotation_mark_that_swallows_rows_refuses_a_titled_table(tmp_path: Path) -> None:
    whole = nomis(("Lewisham 034A", "E01003189", 812, 10, 81), ("Lewisham 034B", "E01003190", 30, 10, 3))
    with pytest.raises(BadInput, match=r"figures\.csv, line \d+: (The row has|The file cannot be read)"):
        read(tmp_path, whole.replace("Lewisham 034A,", '"Lewisham 034A,'))


def test_a_wards_heading_is_known_in_both_its_spellings(tmp_path: Path) -> None:
    for name in ("WD22CD_proposed", "WD22CD"):
        reading = read(tmp_path, written((name, SPACES.headings[0][1]), ("E05013714", 30)))
        assert [(row["base"], row["n"]) for row in reading.table.to_pylist()] == [("household-spaces", 30)]
