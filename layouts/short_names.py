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

# Every other value whose name is longer than a narrow figure has room for: 21 characters at most.
NARROW: Mapping[str, str] = {
    **PLAIN,
    "miscellaneous-crimes-against-society": "Other against society",
    "burglary-business-and-community": "Burglary, business",
    "burglary-of-unconnected-building": "Burglary, outbuilding",
    "nfib-fraud": "Fraud (NFIB)",
    "misc-crimes-against-society": "Other against society",
    "other-offences-public-order": "Other public order",
    "public-fear-alarm-or-distress": "Public fear or alarm",
    "race-or-religious-public-fear": "Hate, fear or alarm",
    "robbery-of-business-property": "Robbery, business",
    "robbery-of-personal-property": "Robbery, personal",
    "aggravated-vehicle-taking": "Aggravated taking",
    "interfering-with-a-motor-vehicle": "Vehicle interference",
    "theft-of-a-vehicle": "Theft of a vehicle",
    "death-or-injury-by-driving": "Harmful driving",
    "stalking-and-harassment": "Stalking, harassment",
    "violence-without-injury": "Without injury",
    "summons": "Summons or charge",
    "drugs-warning": "Drugs warning",
    "unable-to-prosecute": "Unable to prosecute",
    "status-unavailable": "No update available",
    "court-result-unavailable": "No court result",
    "awaiting-court": "Awaiting court",
    "suspended-sentence": "Suspended sentence",
    "compensation": "Compensation",
    "case-unable-to-proceed": "Court case stopped",
    "charged-in-another-case": "Charged elsewhere",
    "not-in-public-interest": "Not public interest",
    "other-organisation": "Other organisation",
    "psychoactive-substances": "Psychoactive",
    "game-or-poaching": "Game or poaching",
    "unpaid-duty-goods": "Unpaid duty",
    "wildlife-offences": "Wildlife offences",
    "seals-or-hunting": "Seals or hunting",
    "hunting-with-a-dog": "Hunting with a dog",
}

MARKED: Mapping[str, str] = {slug: f"{words} {DAGGER}" if slug in SEARCH_DRIVEN_TYPES else words for slug, words in PLAIN.items()}

# Those that also read well inside a sentence.
SPOKEN: Mapping[str, str] = {
    slug: PLAIN[slug]
    for slug in ("criminal-damage-and-arson", "fraud-and-forgery", "possession-of-weapons", "violence-against-the-person")
}
