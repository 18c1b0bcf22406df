"""On texts whose place is known, most are found, and what is found is right."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import place_gazetteer, place_kinds, places
from bench.place_texts import labelled, rows_of
from data_access.ingest.placing.geocode import gazetteer_from, geocoder_from
from geo.places import text, words

PRECISION, RECALL = 0.95, 0.80


@pytest.fixture(scope="module")
def measured(tmp_path_factory: pytest.TempPathFactory) -> places.Calibration:
    points, codes = place_gazetteer.written(tmp_path_factory.mktemp("places"), seed=3)
    return places.calibration(points, codes, seed=17, count=1_500)


def test_answers_of_street_and_better_are_right(measured: places.Calibration) -> None:
    answered, right = measured.band(*places.BETTER)
    assert right / answered >= PRECISION


def test_texts_that_name_one_place_are_found(measured: places.Calibration) -> None:
    meant, found = measured.recall()
    assert found / meant >= RECALL


def test_no_home_is_placed(measured: places.Calibration) -> None:
    for misspelt, least in ((False, 50), (True, 10)):
        homes, placed = measured.homes_placed(misspelt=misspelt)
        assert homes > least
        assert placed == 0


def test_no_home_of_a_second_set_is_placed_and_its_streets_alone_are(tmp_path: Path) -> None:
    points, codes = place_gazetteer.written(tmp_path, seed=3)
    assert places.second_homes(points, codes, seed=77, count=800) == (800, 0)
    finds = geocoder_from(gazetteer_from([points, codes], borough=["Lewisham"]))
    streets = [name for name, _ in rows_of(points, codes).streets][:100]
    assert sum(finds.find(f"outside shop, {street}").point is not None for street in streets) > 80


@pytest.mark.parametrize("kind", place_kinds.KINDS)
def test_words_of_other_partners_are_found_as_well(tmp_path: Path, kind: str) -> None:
    points, codes = place_gazetteer.written(tmp_path, seed=3)
    run = places.others(points, codes, kind, seed=17, count=300)
    answered, right = run.band(*places.BETTER)
    meant, found = run.recall()
    assert right / answered >= PRECISION
    assert found / meant >= RECALL


def test_the_measure_notices_a_geocoder_that_answers_wrongly(measured: places.Calibration) -> None:
    turned = places.Calibration(measured.asked, [*measured.answered[1:], measured.answered[0]], 1.0)
    answered, right = turned.band(*places.BETTER)
    assert right / answered < 0.2


def test_the_same_seed_writes_the_same_texts(tmp_path: Path) -> None:
    points, codes = place_gazetteer.written(tmp_path)
    rows = rows_of(points, codes)
    assert labelled(rows, 200, seed=5) == labelled(rows, 200, seed=5)
    assert labelled(rows, 200, seed=5) != labelled(rows, 200, seed=6)


def test_the_noise_holds_short_forms_that_the_geocoder_does_not_know() -> None:
    from bench.place_noise import SHORT

    known = words.ABBREVIATIONS | dict.fromkeys(words.STREET_KINDS, ())
    forms = {text.plain(form) for each in SHORT.values() for form in each}
    assert len(forms - set(known)) >= 15
