"""The settings file is read whole, and every mistake in it is named."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from data_access import settings
from data_access.errors import BadInput

COMMITTED = settings.PARTNERSHIP.read_text(encoding="utf-8")
Rewrite = Callable[[str, str], dict[str, str]]


@pytest.fixture
def rewritten(tmp_path: Path) -> Rewrite:
    """The environment of a partnership whose file says ``new`` where ours says ``old``."""

    def written(old: str, new: str) -> dict[str, str]:
        assert old in COMMITTED
        file = tmp_path / "elsewhere.toml"
        file.write_text(COMMITTED.replace(old, new, 1), encoding="utf-8")
        return {"LION_PARTNERSHIP": str(file)}

    return written


def test_the_committed_file_is_lewisham_s() -> None:
    read = settings.read({})
    assert (read.name, read.borough, read.force) == ("Lewisham", "E09000023", "metropolitan")
    assert {neighbour.name for neighbour in read.neighbours} >= {"Southwark", "Greenwich", "Bromley"}
    assert read.thresholds.bad_rows_percent == 1.0
    assert len(read.attributions) == 3


def test_the_map_opens_inside_great_britain_with_lat_before_lng() -> None:
    view = settings.read({}).map_view
    assert 51 < view.lat < 52
    assert -1 < view.lng < 1


def test_the_store_is_var_unless_the_environment_names_another() -> None:
    assert settings.read({}).store == Path("var")
    assert settings.read({"LION_STORE": ""}).store == Path("var")
    assert settings.read({"LION_STORE": "/srv/lion"}).store == Path("/srv/lion")


def test_another_partnership_is_a_file_of_its_own(rewritten: Rewrite) -> None:
    assert settings.read(rewritten('name = "Lewisham"', 'name = "Southwark"')).name == "Southwark"


def test_a_partnership_may_have_no_neighbours_and_no_address(tmp_path: Path) -> None:
    lines = [line for line in COMMITTED.splitlines() if "[[neighbours]]" not in line]
    kept = [
        line for line in lines if not line.startswith(('code = "', 'name = "Sou', 'name = "Gre', 'name = "Bro', 'name = "Tow'))
    ]
    file = tmp_path / "alone.toml"
    file.write_text("neighbours = []\n" + "\n".join(kept), encoding="utf-8")
    read = settings.read({"LION_PARTNERSHIP": str(file)})
    assert (read.neighbours, read.contact.email) == ((), "")


def test_settings_cannot_be_changed_while_the_program_runs() -> None:
    with pytest.raises(AttributeError):
        settings.read({}).name = "Elsewhere"  # type: ignore[misc]


@pytest.mark.parametrize(
    "key", ["name", "title", "borough", "force", "lat", "zoom", "few", "town_centre_wards", "email", "attributions"]
)
def test_a_missing_key_is_named(key: str, rewritten: Rewrite) -> None:
    line = next(line for line in COMMITTED.splitlines() if line.startswith(f"{key} = "))
    block = COMMITTED[COMMITTED.index(line) :].split("]\n")[0] + "]" if line.endswith("[") else line
    with pytest.raises(BadInput) as refused:
        settings.read(rewritten(block, ""))
    assert f"{key}” is missing" in str(refused.value)
    assert "elsewhere.toml" in str(refused.value)
    assert "To do: add it" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('borough = "E09000023"', 'borough = "Lewisham"', "“borough” is 'Lewisham'"),
        ('borough = "E09000023"', "borough = 9000023", "“borough” is 9000023"),
        ('name = "Lewisham"', 'name = " "', "“name” is ' '"),
        ("lat = 51.4535", "lat = -0.0205", "“map.lat” is -0.0205"),
        ("lat = 51.4535", 'lat = "51.4"', "“map.lat” is '51.4'"),
        ("zoom = 12.4", "zoom = true", "“map.zoom” is True"),
        ("zoom = 12.4", "zoom = nan", "“map.zoom” is nan"),
        ("few = 30", "few = 30.5", "“thresholds.few” is 30.5"),
        ("bad_rows_percent = 1.0", "bad_rows_percent = 101", "“thresholds.bad_rows_percent” is 101"),
        ('"E05013730"', '"Rushey Green"', "“thresholds.town_centre_wards” is"),
        ('code = "E09000011"', 'code = "E0900001"', "“neighbours.2.code” is 'E0900001'"),
    ],
)
def test_a_wrong_value_is_named_with_what_was_expected(old: str, new: str, named: str, rewritten: Rewrite) -> None:
    with pytest.raises(BadInput) as refused:
        settings.read(rewritten(old, new))
    assert named in str(refused.value)
    assert "Expected:" in str(refused.value)
    assert "To do:" in str(refused.value)


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ('force = "', 'police = "x"\nforce = "', "“police” is not a setting"),
        ("few = 30", "few = 30\nfewer = 3", "“thresholds.fewer” is not"),
    ],
)
def test_a_misspelt_key_is_not_passed_over(old: str, new: str, named: str, rewritten: Rewrite) -> None:
    with pytest.raises(BadInput, match=named):
        settings.read(rewritten(old, new))


def test_a_file_that_is_not_there_or_not_toml_says_what_to_do(tmp_path: Path, rewritten: Rewrite) -> None:
    with pytest.raises(BadInput, match="no such settings file.*copy partnership"):
        settings.read({"LION_PARTNERSHIP": str(tmp_path / "nowhere.toml")})
    with pytest.raises(BadInput, match="not a TOML file.*straight double quotes"):
        settings.read(rewritten('"Lewisham"', "“Lewisham”"))


@pytest.mark.parametrize("port", ["0", "65536", "http", "-1", "８０５０"])
def test_a_port_that_is_no_port_is_refused(port: str) -> None:
    with pytest.raises(BadInput, match="PORT is"):
        settings.read({"PORT": port})


def test_every_key_of_the_committed_file_has_a_comment_or_a_heading_above() -> None:
    assert all(isinstance(value, dict | list | str) for value in tomllib.loads(COMMITTED).values())
    assert COMMITTED.count("\n# ") >= 5
