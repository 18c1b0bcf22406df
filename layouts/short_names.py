"""Kinds of record in one or two words, for a narrow figure; † marks those mostly found by searching."""

from __future__ import annotations

from collections.abc import Mapping

from data_access.catalogue.sources import SEARCH_DRIVEN_TYPES

DAGGER = "†"

PLAIN: Mapping[str, str] = {
    "anti-social-behaviour": "Anti-social behaviour",
    "criminal-damage-and-arson": "Criminal damage",
    "drugs": "Drugs",
    "fraud-and-forgery": "Fraud",
    "miscellaneous-crimes-against-society": "Other",
    "possession-of-weapons": "Weapons",
    "theft-from-the-person": "Theft from a person",
    "violence-against-the-person": "Violence",
    "violence-and-sexual-offences": "Violence and sexual",
    "articles-for-criminal-damage": "To cause damage",
    "article-for-theft": "For use in theft",
    "evidence-of-offences": "Evidence of offences",
    "threaten-or-harm": "To threaten or harm",
}

MARKED: Mapping[str, str] = {slug: f"{words} {DAGGER}" if slug in SEARCH_DRIVEN_TYPES else words for slug, words in PLAIN.items()}

# Those that also read well inside a sentence.
SPOKEN: Mapping[str, str] = {
    slug: PLAIN[slug]
    for slug in ("criminal-damage-and-arson", "fraud-and-forgery", "possession-of-weapons", "violence-against-the-person")
}
