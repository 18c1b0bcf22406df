"""What stands where holds here, and a thing out of place is found."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path

import pytest

from data_access import reference, settings
from data_access.catalogue import CAVEATS, DIMENSIONS, MEASURES, SOURCES, Kind
from data_access.schema import area_counts, incidents, metadata
from tests.house import shelves
from tests.house.conftest import Plant
from tests.house.tree import TOP, files

DOCS = TOP / "docs"
COUNTED = {table.name: set(table.columns.keys()) for table in (incidents, area_counts)}
COLUMNS = {key: dimension.column for key, dimension in DIMENSIONS.items()}


def leaves(table: dict[str, object]) -> set[str]:
    """Every key of a settings file that holds a value."""
    found: set[str] = set()
    for key, value in table.items():
        inner = value if isinstance(value, list) else [value]
        tables = [one for one in inner if isinstance(one, dict)]
        found |= set().union(*(leaves(one) for one in tables)) if tables else {key}
    return found


def test_the_top_level_holds_only_what_belongs_there() -> None:
    assert shelves.nothing_else_at_the_top(TOP) == []


def test_a_new_thing_at_the_top_level_is_found(plant: Plant) -> None:
    found = shelves.nothing_else_at_the_top(plant("helpers/__init__.py", ""))
    assert "helpers stands at the top level: say in which room it belongs" in found
    assert "app.py is not at the top level any more" in found


def test_every_requirement_is_pinned_and_says_why() -> None:
    assert shelves.every_pin_says_why(TOP) == []


@pytest.mark.parametrize("line", ["dash>=4.4.1  # floor", "dash==4.4.1", "dash", "dash==4.* # any"])
def test_a_loose_or_unexplained_requirement_is_found(line: str, plant: Plant) -> None:
    plant("tests/requirements.txt", "# nothing\n")
    assert shelves.every_pin_says_why(plant("requirements.txt", f"h3==4.5.0  # cells\n{line}\n")) == [
        f"requirements.txt:2 needs an exact version and a reason: {line}"
    ]


def test_make_knows_the_usual_targets() -> None:
    assert shelves.the_usual_targets_are_there(TOP) == []


def test_a_target_that_went_missing_is_found(plant: Plant) -> None:
    text = (TOP / "Makefile").read_text(encoding="utf-8").replace("\nbench:", "\nmeasure:")
    assert shelves.the_usual_targets_are_there(plant("Makefile", text)) == ["Makefile has no target bench"]


@pytest.mark.parametrize("name", [".ci/run", "tests/browser/install.sh"])
def test_scripts_can_be_run(name: str) -> None:
    assert os.access(TOP / name, os.X_OK)


def test_the_manual_has_its_parts_and_its_decisions() -> None:
    assert shelves.the_manual_has_its_parts(TOP) == []


def test_an_empty_part_of_the_manual_is_found(plant: Plant) -> None:
    assert "docs/how-to holds no page" in shelves.the_manual_has_its_parts(plant("docs/tutorial/a.md", "# A"))


def test_every_link_in_the_documents_leads_somewhere() -> None:
    assert shelves.every_link_leads_somewhere(TOP) == []


@pytest.mark.parametrize("link", ["[a page](b.md)", "![a picture](images/b.png)", "[a part](b.md#part)"])
def test_a_dead_link_is_found(link: str, plant: Plant) -> None:
    assert len(shelves.every_link_leads_somewhere(plant("docs/a.md", f"See {link}, and [home](https://doi.org/1)."))) == 1


def test_every_dimension_reads_a_column_that_is_counted() -> None:
    assert shelves.columns_without_a_home(COLUMNS, COUNTED) == []


def test_a_dimension_without_a_column_is_found() -> None:
    assert shelves.columns_without_a_home({**COLUMNS, "weapon": "weapon"}, COUNTED) == [
        "dimension weapon reads weapon, which no table has"
    ]


def test_what_a_source_carries_its_table_has() -> None:
    for source in SOURCES.values():
        carried = {key: DIMENSIONS[key].column for key in source.carries}
        assert shelves.columns_without_a_home(carried, {source.shape: COUNTED[source.shape]}) == []


def test_every_code_list_starts_with_not_recorded_and_repeats_nothing() -> None:
    for dimension in DIMENSIONS.values():
        if dimension.kind is Kind.CODED:
            assert dimension.slugs[0] in {"unknown", "none"}, dimension.key
            assert len(set(dimension.slugs)) == len(dimension.slugs), dimension.key


def test_what_a_source_names_the_catalogue_has() -> None:
    for source in SOURCES.values():
        assert source.carries <= set(DIMENSIONS)
        assert set(source.caveats) <= set(CAVEATS)
        assert set(source.crime_types) <= set(DIMENSIONS["crime_type"].slugs)


def test_the_reference_is_what_the_program_would_write_today() -> None:
    assert shelves.pages_out_of_date(reference.pages(), DOCS / "reference") == []


def test_a_page_changed_by_hand_a_lost_page_and_a_stray_page_are_found(plant: Plant) -> None:
    plant("reference/a.md", "by hand")
    folder = plant("reference/stray.md", "") / "reference"
    assert [each.split()[0] for each in shelves.pages_out_of_date({"a.md": "written", "b.md": "lost"}, folder)] == [
        "docs/reference/a.md",
        "docs/reference/b.md",
        "docs/reference/stray.md",
    ]


ENTRIES = {
    "dimensions.md": [*DIMENSIONS, *(slug for one in DIMENSIONS.values() for slug in one.slugs)],
    "sources.md": list(SOURCES),
    "measures.md": list(MEASURES),
    "caveats.md": list(CAVEATS),
    "snapshot.md": [*metadata.tables, *(column.name for table in metadata.tables.values() for column in table.columns)],
}


@pytest.mark.parametrize("page", ENTRIES)
def test_every_entry_of_the_catalogue_is_in_the_reference(page: str) -> None:
    assert shelves.missing_from(DOCS / "reference" / page, ENTRIES[page]) == []


def test_an_entry_nobody_wrote_down_is_found(plant: Plant) -> None:
    top = plant("caveats.md", "| `reporting` | Not everything is reported. |")
    assert shelves.missing_from(top / "caveats.md", ["reporting", "new-caveat"]) == ["caveats.md does not name new-caveat"]


def commands(top: Path) -> set[str]:
    """Modules of data_access that can be run: ``python -m data_access.report``."""
    found = set()
    for path in files(top, "data_access"):
        parts = path.relative_to(top).with_suffix("").parts
        if parts[-1] == "__main__":
            found.add(".".join(parts[:-1]))
        elif re.search(r"^if __name__ == \"__main__\":", path.read_text(encoding="utf-8"), re.MULTILINE):
            found.add(".".join(parts))
    return found


def test_every_command_is_in_the_reference() -> None:
    page = (DOCS / "reference/commands.md").read_text(encoding="utf-8")
    assert [command for command in sorted(commands(TOP)) if f"`python -m {command}`" not in page] == []


def test_a_new_command_is_noticed(plant: Plant) -> None:
    plant("data_access/verify.py", 'if __name__ == "__main__":\n    main()\n')
    assert commands(plant("data_access/audit/__main__.py", "main()\n")) == {"data_access.verify", "data_access.audit"}


def test_every_setting_is_in_the_reference() -> None:
    page = (DOCS / "reference/settings.md").read_text(encoding="utf-8")
    keys = leaves(tomllib.loads(settings.PARTNERSHIP.read_text(encoding="utf-8")))
    assert {"name", "lat", "few", "email"} <= keys
    assert [key for key in sorted(keys) if not re.search(rf"^{key} = ", page, re.MULTILINE)] == []
    assert [name for name in settings.VARIABLES if f"`{name}`" not in page] == []


def variables(top: Path, *places: str) -> set[str]:
    """Environment variables of ours that are named below ``places``."""
    found: set[str] = set()
    for path in files(top, *places, suffixes=(".py", ".sh", "")):
        found |= set(re.findall(r"\bLION_[A-Z_]+\b", path.read_text(encoding="utf-8")))
    return found


def test_every_variable_is_written_down_where_its_reader_looks() -> None:
    assert variables(TOP, "app.py", "data_access", "callbacks", "layouts") <= set(settings.VARIABLES)
    known = (TOP / "CONTRIBUTING.md").read_text(encoding="utf-8") + " ".join(settings.VARIABLES)
    used = variables(TOP, "tests", "bench", "Makefile", "Procfile", ".ci/run")
    assert [name for name in sorted(used) if name not in known] == []
