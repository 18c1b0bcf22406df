"""Places in words, on the published map points and postcodes."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench import places
from data_access.ingest.placing.geocode import gazetteer_from, geocoder_from
from geo.places.answers import Band
from geo.places.geocoder import Geocoder


@pytest.fixture(scope="module")
def finds(real_data: Path) -> Geocoder:
    read = gazetteer_from([real_data / each for each in places.REAL], borough=["Lewisham"])
    points, codes = (file.read for file in read.files)
    assert (points.rows_in, points.left_out, points.rejected) == (4_053, 247, [])
    assert (codes.rows_in, len(codes.postcodes)) == (19_256, 19_256)
    return geocoder_from(read)


@pytest.mark.parametrize(
    ("text", "band", "name"),
    [
        ("outside McDonalds lewisham high st", Band.STREET, "Lewisham High Street"),
        ("jct Rushey Grn/Brownhill Rd", Band.JUNCTION, "Rushey Green and Brownhill Road"),
        ("SE13 6LG", Band.EXACT, "SE13 6LG"),
        ("Catford bus stop opp Tesco", Band.AREA, "Catford"),
        ("home", Band.NONE, ""),
        ("196 rushey green", Band.STREET, "Rushey Green"),
        ("Oxford Street", Band.NONE, ""),
        ("Supermarket", Band.NONE, ""),
    ],
)
def test_texts_as_hospitals_write_them(finds: Geocoder, text: str, band: Band, name: str) -> None:
    answer = finds.find(text)
    assert (answer.band, answer.name) == (band, name)


def test_labelled_texts_are_found_and_rightly(real_data: Path) -> None:
    points, codes = (real_data / each for each in places.REAL)
    measured = places.calibration(points, codes, seed=19, count=2_000)
    answered, right = measured.band(*places.BETTER)
    meant, found = measured.recall()
    assert right / answered >= 0.95
    assert found / meant >= 0.80
    assert measured.homes_placed(misspelt=False)[1] == 0
