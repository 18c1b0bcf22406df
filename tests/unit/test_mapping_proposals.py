"""What an unknown table's columns are taken for: thirteen made-up suppliers, and what may never be taken for anything."""

from __future__ import annotations

from pathlib import Path

import pytest

from data_access.errors import BadInput
from data_access.ingest.mapping import draft as drafts
from data_access.ingest.mapping import evidence, matching
from data_access.ingest.mapping.draft import Draft, draft
from data_access.ingest.mapping.given import given
from data_access.ingest.mapping.proposal import Ground
from tests.unit.files import member
from tests.unit.tables import NAMES, SENT, WARDS, Sent

GROUND = Ground(frozenset({"Lewisham", "E09000023"}), dict(zip(NAMES, WARDS, strict=True)))
RIGHT = 0.99  # of all columns: what the proposals must at least reach together
RIGHT_EACH = 0.8  # of one table's


def proposed(folder: Path, sent: Sent, **said: str) -> Draft:
    return draft(given(member(folder, sent.text(), "sent.csv")), GROUND, said)


def taken(one: Draft) -> tuple[str, ...]:
    return (*one.roles, *[""] * one.given.months)


def share(one: Draft, sent: Sent) -> float:
    return sum(mine == right for mine, right in zip(taken(one), sent.roles, strict=True)) / len(sent.roles)


@pytest.mark.parametrize("name", SENT)
def test_a_supplier_s_columns_are_taken_for_what_they_are(tmp_path: Path, name: str) -> None:
    one = proposed(tmp_path, SENT[name])
    assert one.target == SENT[name].target
    assert share(one, SENT[name]) >= RIGHT_EACH, list(zip(SENT[name].columns, taken(one), SENT[name].roles, strict=True))


def test_nearly_all_columns_of_all_suppliers_are_matched_rightly(tmp_path: Path) -> None:
    wrong = [
        f"{name}: {heading} is {right}, not {mine}"
        for name, sent in SENT.items()
        for heading, mine, right in zip(sent.columns, taken(proposed(tmp_path, sent)), sent.roles, strict=True)
        if mine != right
    ]
    columns = sum(len(sent.roles) for sent in SENT.values())
    assert len(SENT) >= 12
    assert len(wrong) <= (1 - RIGHT) * columns, wrong


@pytest.mark.parametrize("heading", ["NHS No", "Date of birth", "Surname", "Home phone", "E-mail", "Patient address"])
def test_a_column_headed_like_a_person_s_is_nothing_even_if_somebody_says_so(tmp_path: Path, heading: str) -> None:
    sent = Sent("", {**SENT["noise complaints"].columns, heading: ("", ["x"])})
    at = len(sent.columns) - 1
    one = proposed(tmp_path, sent, target="")
    assert (one.roles[at], one.guesses[at].like != "") == ("", True)
    with pytest.raises(BadInput, match="A column cannot be that"):
        proposed(tmp_path, sent, **{"target": "", "drawn-for": "", f"role-{at}": "record_id"})


@pytest.mark.parametrize("value", ["9434765919", "SE13 6LG", "somebody@example.org", "07700 900123", "Mr Nobody", "born 1990"])
def test_a_column_that_holds_something_of_a_person_is_nothing(tmp_path: Path, value: str) -> None:
    sent = Sent("", {**SENT["noise complaints"].columns, "Remark": ("", ["a", "b", value])})
    one = proposed(tmp_path, sent, target="")
    assert one.roles[-1] == ""
    assert one.guesses[-1].like


def test_when_a_source_is_chosen_only_what_it_reads_is_proposed(tmp_path: Path) -> None:
    one = proposed(tmp_path, SENT["noise complaints"], target="btp-incidents")
    assert "ward" not in {"gender", "method"} & set(one.roles)
    with pytest.raises(BadInput, match="A column cannot be that"):
        proposed(
            tmp_path, SENT["noise complaints"], **{"target": "btp-incidents", "drawn-for": "btp-incidents", "role-1": "method"}
        )


def test_another_source_is_another_proposal(tmp_path: Path) -> None:
    changed = {"target": "", "drawn-for": "ed-assaults", "role-0": "supplier"}
    assert proposed(tmp_path, SENT["a hospital's form"], **changed).roles[0] == "", (
        "what was said of the other target is not kept"
    )


@pytest.mark.parametrize(
    "forged",
    [
        {"target": "no-such-source"},
        {"target": "../../etc"},
        {"target": "", "drawn-for": "", "role-1": "n; DROP"},
        {"target": "", "drawn-for": "", "word-1-category-0": "burglary"},
        {"title": "a\nb"},
        {"title": "a" * 201},
    ],
)
def test_what_no_form_offers_is_refused(tmp_path: Path, forged: dict[str, str]) -> None:
    with pytest.raises(BadInput):
        proposed(tmp_path, SENT["noise complaints"], **forged)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "no table"),
        ('{"a": 1}', "no table"),
        ("a\n1\n", "has 1 column"),
        ("a,,c\n1,2,3\n", "no heading"),
        ("a,a\n1,2\n", "one heading"),
        ("a,b\n", "no row"),
        ("a;b;c\n1;2;3\n", "commas"),
        (",".join(f"c{n}" for n in range(121)) + "\n", "121 columns"),
    ],
)
def test_what_is_no_table_with_a_heading_is_refused_in_words(tmp_path: Path, text: str, words: str) -> None:
    with pytest.raises(BadInput, match=words):
        given(member(tmp_path, text, "sent.csv"))


def test_a_word_is_taken_for_what_it_is_like_and_an_unknown_one_is_left_to_a_person() -> None:
    offered = ["unknown", "fist", "foot", "knife", "glass"]
    assert matching.matched("KICKING", "method", offered) == ("foot", 1.0)
    assert matching.matched("Knifes", "method", offered)[0] == "knife"
    assert matching.matched("not known", "method", offered) == ("unknown", 1.0)
    assert matching.matched("Witchcraft", "method", offered)[1] < matching.SURE


def test_a_column_of_too_many_words_is_no_sort_of_anything(tmp_path: Path) -> None:
    sent = Sent("", {**SENT["noise complaints"].columns, "Complaint type": ("category", [f"kind {n}" for n in range(100)])})
    text = sent.text(rows=300)
    one = draft(given(member(tmp_path, text, "sent.csv")), GROUND, {"target": "", "drawn-for": "", "role-1": "category"})
    assert one.too_many == (1,)
    assert evidence.MOST_WORDS < 100


def test_a_slug_is_a_plain_file_name() -> None:
    assert drafts.slug("../../Évil/Name.toml") == "vil-name-toml"
    assert drafts.slug("///") == ""
