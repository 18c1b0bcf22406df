"""Published words of every vintage mean one category each, and an unseen word means none."""

from __future__ import annotations

import pytest

from data_access.catalogue import DIMENSIONS, SOURCES
from data_access.catalogue.layouts import Layout
from data_access.ingest.rows.declared import layout
from data_access.ingest.rows.words import Words, words_of

SEARCHES = layout("stop-and-search", "stop-and-search CSV")
CRIMES = layout("police-uk-crime", "street CSV")


def words(read: Layout, to: str) -> Words:
    """What one coded field's words mean."""
    return words_of(read.fields_to(to)[0])


CODED = [
    pytest.param(words_of(field), id=f"{each.name}: {field.to}")
    for source in SOURCES.values()
    for each in source.layouts
    for field in each.fields
    if field.to in DIMENSIONS and DIMENSIONS[field.to].values and not field.fixed
]


def slug(dimension: str, code: int) -> str:
    return DIMENSIONS[dimension].slug(code)


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("Black or Black British - Caribbean (B1)", "black"),
        ("Black/African/Caribbean/Black British - Caribbean", "black"),
        ("Chinese or other ethnic group - Chinese (O1)", "asian"),
        ("Asian/Asian British - Chinese", "asian"),
        ("Chinese or other ethnic group - Any other ethnic group (O9)", "other"),
        ("Other ethnic group - Any other ethnic group", "other"),
        ("Other ethnic group - Not stated", "unknown"),
        ("Not Stated (NS)", "unknown"),
        ("", "unknown"),
        ("White - Gypsy or Irish Traveller", "white"),
        ("White - White British (W1)", "white"),
        ("Mixed - Any other Mixed ethnic background (M9)", "mixed"),
        ("Mixed/Multiple ethnic groups - White and Asian", "mixed"),
    ],
)
def test_self_defined_ethnicity_of_both_vintages(published: str, expected: str) -> None:
    assert slug("ethnicity", words(SEARCHES, "ethnicity").code(published)) == expected


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("A no further action disposal", "no-further-action"),
        ("Nothing found - no further action", "no-further-action"),
        ("False", "no-further-action"),
        ("", "unknown"),
        ("Arrest", "arrest"),
        ("Suspect arrested", "arrest"),
        ("Khat or Cannabis warning", "drugs-warning"),
        ("Offender given drugs possession warning", "drugs-warning"),
        ("Local resolution", "community-resolution"),
        ("Suspect summonsed to court", "summons"),
    ],
)
def test_search_outcomes_of_both_vintages_and_a_blank_is_not_no_further_action(published: str, expected: str) -> None:
    assert slug("outcome", words(SEARCHES, "outcome").code(published)) == expected


def test_every_police_uk_type_is_known_by_its_label_and_by_the_apis_slug() -> None:
    for value in DIMENSIONS["crime_type"].values[1 : len(SOURCES["police-uk-crime"].crime_types) + 1]:
        assert slug("crime_type", words(CRIMES, "crime_type").code(value.label)) == value.slug
        assert slug("crime_type", words(CRIMES, "crime_type").code(value.slug)) == value.slug
    assert slug("crime_type", words(CRIMES, "crime_type").code("violent-crime")) == "violence-and-sexual-offences"
    assert slug("crime_type", words(CRIMES, "crime_type").code("criminal-damage-arson")) == "criminal-damage-and-arson"
    assert slug("crime_type", words(CRIMES, "crime_type").code("Public disorder and weapons")) == "public-order"


def test_another_publishers_types_are_not_police_uks() -> None:
    assert words(CRIMES, "crime_type").code("Fraud and forgery") == -1
    assert words(CRIMES, "crime_type").code("Theft") == -1


@pytest.mark.parametrize("listed", CODED)
def test_an_unseen_word_is_no_category_at_all(listed: Words) -> None:
    assert listed.code("Something never published") == -1
    assert listed.code("Something never published (Z9)") == -1


@pytest.mark.parametrize("listed", CODED)
def test_every_word_means_a_category_of_the_catalogue(listed: Words) -> None:
    assert listed.codes
    assert min(listed.codes.values()) >= 0


def test_case_and_outer_blanks_do_not_matter() -> None:
    assert words(SEARCHES, "gender").code(" MALE ") == words(SEARCHES, "gender").code("Male")
