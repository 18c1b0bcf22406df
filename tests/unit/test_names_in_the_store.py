"""Files of place names stand in the snapshot like postcodes, and say what the words of a load are looked up in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import shapely

from data_access import settings
from data_access.errors import BadInput
from data_access.ingest.loading.load import load
from geo.places.text import kept_form, key_of
from geo.places.wards import WardShapes
from tests.loading import IN_NORTH, NORTH, OURS, Store, put, wards
from tests.spec.test_places_in_words import NAMES, POINTS, bands, came, hospital, point
from tests.unit.test_gazetteer_files import open_name

ALIASES = "said,means,kind,lat,lng,radius_m\nthe lane,Larkfen Road,,,,\n"


def names(store: Store, where: str = "true") -> list[str]:
    return [str(row[0]) for row in store.sql(f"SELECT DISTINCT name FROM names WHERE {where} ORDER BY name")]


def test_a_newer_file_of_one_layout_replaces_the_older_and_leaves_the_others(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load(wards__geojson=wards(), names__csv=NAMES, aliases__csv=ALIASES)
    report = store.load(names__csv=f"{POINTS}\n{point('Marrowby Street', *IN_NORTH)}\n")
    assert report.snapshot
    assert names(store, "layout = 'police.uk map points' AND kind = 'street'") == ["Marrowby Street"]
    assert names(store, "layout = 'Aliases'") == ["the lane"]


def test_of_open_names_each_square_is_replaced_by_itself_and_what_is_far_away_is_told(tmp_path: Path) -> None:
    def road(name: str, spot: str) -> str:
        return open_name(name, "transportNetwork", "Named Road", spot=spot)

    store = Store(tmp_path)
    west = "\n".join([road("West Road", "539000,175000"), road("Far Road", "400000,300000"), ""])
    east = "\n".join([road("East Road", "541000,175000"), ""])
    report = store.load(wards__geojson=wards(), a__csv=west, b__csv=east)
    assert names(store) == ["East Road", "West Road"]
    assert any("1 rows are of no use here" in note for note in report.notes)
    store.load(c__csv="\n".join([road("New West Road", "539000,175000"), ""]))
    assert names(store) == ["East Road", "New West Road"]


def test_names_far_from_the_borough_are_not_looked_at(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load(wards__geojson=wards(), names__csv=f"{NAMES}{point('Distant Road', 51.6, -0.3)}\n")
    store.load(ed__csv=hospital(came("distant road"), came("larkfen road")))
    assert bands(store) == {"not-found": (1, 0, 0), "street": (1, 1, 1)}


def test_the_files_that_settings_name_are_read_with_every_load(tmp_path: Path) -> None:
    put(tmp_path, {"local/aliases.csv": ALIASES, "in/wards.geojson": wards(), "in/names.csv": NAMES})
    put(tmp_path, {"later/ed.csv": hospital(came("the lane"))})
    ours = replace(OURS, names=(tmp_path / "local",))
    assert load([tmp_path / "in"], tmp_path / "store", ours).ok
    assert load([tmp_path / "later"], tmp_path / "store", ours).ok
    store = Store(tmp_path)
    assert bands(store) == {"street": (1, 1, 1)}


def test_settings_name_the_gazetteer_and_the_aliases_beside_the_partnership_s_file(tmp_path: Path) -> None:
    assert settings.read({}).names == ()
    assert settings.read({"LION_GAZETTEER": "/srv/names"}).names == (Path("/srv/names"),)
    file = tmp_path / "ours.toml"
    committed = settings.PARTNERSHIP.read_text(encoding="utf-8")
    file.write_text(committed + '\n[places]\naliases = "local.csv"\n', encoding="utf-8")
    assert settings.read({"LION_PARTNERSHIP": str(file)}).names == (tmp_path / "local.csv",)
    file.write_text(committed + '\n[places]\naliasses = "local.csv"\n', encoding="utf-8")
    with pytest.raises(BadInput, match="aliases"):
        settings.read({"LION_PARTNERSHIP": str(file)})


def test_an_area_is_in_a_ward_only_if_all_of_it_is() -> None:
    shapes = WardShapes.of({5013714: shapely.to_wkb(shapely.box(-0.03, 51.45, -0.01, 51.46))})
    assert shapes.around(51.455, -0.02, 300) == 5013714
    assert shapes.around(51.455, -0.02, 600) is None, "half of it may be next door"
    assert shapes.around(51.47, -0.02, 10) is None
    assert WardShapes.of({}).around(51.455, -0.02, 10) is None


@pytest.mark.parametrize(
    "text", ["Jct. Rushey Grn / Brownhill Rd", "12a Éclair Road, SE13 6LG", "flat 3, O/S no. 40-42", "x" * 300]
)
def test_the_form_that_is_kept_keeps_its_key_and_is_kept_once(text: str) -> None:
    kept = kept_form(text)
    assert kept_form(kept) == kept
    assert key_of(kept_form(text.upper())) == key_of(kept)
    assert not any(digits in kept for digits in ("12", "40", "42"))


def test_words_longer_than_a_place_are_not_kept(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.load(wards__geojson=wards(), names__csv=NAMES)
    store.load(ed__csv=hospital(came("larkfen road " + "and then " * 40)))
    assert bands(store) == {"not-found": (1, 0, 0)}
    assert store.sql("SELECT count(*) FROM texts") == [(0,)]


def test_the_ward_a_person_named_must_be_one_of_ours(tmp_path: Path) -> None:
    from data_access.place_review import Verdict
    from tests.spec.test_places_in_words import again, remember

    store = Store(tmp_path)
    store.load(wards__geojson=wards(), names__csv=NAMES)
    store.load(ed__csv=hospital(came("by the pond")))
    remember(store, "by the pond", Verdict.WARD, ward="E05099999")
    again(store)
    assert store.sql("SELECT ward, location FROM incidents") == [(None, 0)]
    remember(store, "by the pond", Verdict.WARD, ward=NORTH)
    again(store)
    assert store.sql("SELECT ward, location FROM incidents") == [(5013714, 1)]
