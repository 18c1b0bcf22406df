"""Which of Lion's categories does a published word mean?

One table for each coded column, for every vintage of the files. A word that
stands in no table is a bad row ("unknown category"): it is never taken for
"Other", and a blank is never taken for "no further action".
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from data_access.catalogue import DIMENSIONS
from data_access.catalogue.code_lists import UNKNOWN

# "Black or Black British - Caribbean (B1)": the labels published before April 2017 end in the police code.
_OLD_CODE = re.compile(r"\(([A-Z]{1,2}\d?)\)$")

_CRIME_TYPES = {
    "public disorder and weapons": "public-order",  # one category until 2013, then two
    "public-disorder-weapons": "public-order",
    "violent crime": "violence-and-sexual-offences",
    "violent-crime": "violence-and-sexual-offences",
    "criminal-damage-arson": "criminal-damage-and-arson",
}

_AGES = {"": UNKNOWN, "under 10": "under-10", "10-17": "10-17", "18-24": "18-24", "25-34": "25-34", "over 34": "over-34"}

_GENDERS = {"": UNKNOWN, "female": "female", "male": "male", "other": "other"}

# Chinese is Asian in every vintage: the census of 2011 moved it, the police code O1 did not.
_ETHNIC_CODES = {
    **dict.fromkeys(("A1", "A2", "A3", "A4", "A9", "O1"), "asian"),
    **dict.fromkeys(("B1", "B2", "B9"), "black"),
    **dict.fromkeys(("M1", "M2", "M3", "M9"), "mixed"),
    **dict.fromkeys(("O2", "O9"), "other"),
    **dict.fromkeys(("W1", "W2", "W3", "W4", "W9"), "white"),
    **dict.fromkeys(("NS", "N1", "N2", "N3"), UNKNOWN),
}
_ETHNIC_GROUPS = {
    "asian": ("indian", "pakistani", "bangladeshi", "chinese", "any other asian background"),
    "black": ("african", "caribbean", "any other black/african/caribbean background"),
    "mixed": (
        "white and black caribbean",
        "white and black african",
        "white and asian",
        "any other mixed/multiple ethnic background",
    ),
    "white": (
        "english/welsh/scottish/northern irish/british",
        "irish",
        "gypsy or irish traveller",
        "roma",
        "any other white background",
    ),
    "other": ("arab", "any other ethnic group"),
}
_ETHNIC_HEADINGS = {
    "asian": "asian/asian british",
    "black": "black/african/caribbean/black british",
    "mixed": "mixed/multiple ethnic groups",
    "white": "white",
    "other": "other ethnic group",
}
_ETHNICITIES = {
    **{f"{_ETHNIC_HEADINGS[slug]} - {words}": slug for slug, listed in _ETHNIC_GROUPS.items() for words in listed},
    "": UNKNOWN,
    "other ethnic group - not stated": UNKNOWN,
    "other ethnic group - chinese": "asian",
    "not stated": UNKNOWN,
}

_OFFICER_ETHNICITIES = {
    "": UNKNOWN,
    **{slug: slug for slug in ("asian", "black", "mixed", "other", "white")},
    "chinese": "asian",
    "not stated": UNKNOWN,
}

_SEARCH_OUTCOMES = {
    "": UNKNOWN,
    "a no further action disposal": "no-further-action",
    "nothing found - no further action": "no-further-action",
    "suspected psychoactive substances seized - no further action": "no-further-action",
    "false": "no-further-action",  # the publisher's documentation: "false if nothing was found"
    "article found - detailed outcome unavailable": UNKNOWN,
    "arrest": "arrest",
    "suspect arrested": "arrest",
    "community resolution": "community-resolution",
    "local resolution": "community-resolution",
    "summons / charged by post": "summons",
    "suspect summonsed to court": "summons",
    "caution (simple or conditional)": "caution",
    "offender cautioned": "caution",
    "penalty notice for disorder": "penalty-notice",
    "offender given penalty notice": "penalty-notice",
    "khat or cannabis warning": "drugs-warning",
    "offender given drugs possession warning": "drugs-warning",
}

_CRIME_OUTCOMES = {
    "": UNKNOWN,
    "under investigation": "under-investigation",
    "investigation complete; no suspect identified": "no-suspect-identified",
    "unable to prosecute suspect": "unable-to-prosecute",
    "status update unavailable": "status-unavailable",
    "court result unavailable": "court-result-unavailable",
    "awaiting court outcome": "awaiting-court",
    "local resolution": "local-resolution",
    "offender given a caution": "caution",
    "offender given a drugs possession warning": "drugs-warning",
    "offender given penalty notice": "penalty-notice",
    "offender given community sentence": "community-sentence",
    "offender sent to prison": "prison",
    "offender given suspended prison sentence": "suspended-sentence",
    "offender fined": "fined",
    "offender given conditional discharge": "conditional-discharge",
    "offender given absolute discharge": "absolute-discharge",
    "offender ordered to pay compensation": "compensation",
    "offender deprived of property": "deprived-of-property",
    "offender otherwise dealt with": "otherwise-dealt-with",
    "defendant sent to crown court": "sent-to-crown-court",
    "defendant found not guilty": "not-guilty",
    "court case unable to proceed": "case-unable-to-proceed",
    "suspect charged as part of another case": "charged-in-another-case",
    "suspect charged": "charged",
    "further investigation is not in the public interest": "not-in-public-interest",
    "further action is not in the public interest": "not-in-public-interest",
    "formal action is not in the public interest": "not-in-public-interest",
    "action to be taken by another organisation": "other-organisation",
}

_OBJECTS = {
    "": UNKNOWN,
    "controlled drugs": "controlled-drugs",
    "offensive weapons": "offensive-weapons",
    "stolen goods": "stolen-goods",
    "evidence of offences under the act": "evidence-of-offences",
    "article for use in theft": "article-for-theft",
    "articles for use in criminal damage": "articles-for-criminal-damage",
    "firearms": "firearms",
    "fireworks": "fireworks",
    "anything to threaten or harm anyone": "threaten-or-harm",
    "psychoactive substances": "psychoactive-substances",
    "crossbows": "crossbows",
    "game or poaching equipment": "game-or-poaching",
    "goods on which duty has not been paid etc.": "unpaid-duty-goods",
    "evidence of wildlife offences": "wildlife-offences",
    "seals or hunting equipment": "seals-or-hunting",
    "evidence of hunting any wild mammal with a dog": "hunting-with-a-dog",
    "detailed object of search unavailable": "unavailable",
}

_LEGISLATION = {
    "": UNKNOWN,
    "police and criminal evidence act 1984 (section 1)": "pace-s1",
    "misuse of drugs act 1971 (section 23)": "misuse-of-drugs-s23",
    "criminal justice and public order act 1994 (section 60)": "cjpoa-s60",
    "firearms act 1968 (section 47)": "firearms-s47",
    "criminal justice act 1988 (section 139b)": "cja-1988-s139b",
    "public order act 2023 (section 11)": "public-order-2023-s11",
    "sentencing act 2020 (section 342e)": "sentencing-s342e",
    **dict.fromkeys((f"terrorism act 2000 (section {section})" for section in ("43", "43a", "44", "47a")), "terrorism"),
    **dict.fromkeys((f"psychoactive substances act 2016 (s{s}(2))" for s in (36, 37)), "psychoactive-substances"),
    **dict.fromkeys((f"psychoactive substances act 2016 (section {s})" for s in (36, 37)), "psychoactive-substances"),
    **dict.fromkeys(
        (
            "aviation security act 1982 (section 27(1))",
            "conservation of seals act 1970 (section 4)",
            "crossbows act 1987 (section 4)",
            "customs and excise management act 1979 (section 163)",
            "deer act 1991 (section 12)",
            "environmental protection act 1990 (section 34b )",
            "environmental protection act 1990 (section 34b)",
            "hunting act 2004 (section 8)",
            "poaching prevention act 1862 (section 2)",
            "police and criminal evidence act 1984 (section 6)",
            "protection of badgers act 1992 (section 11)",
            "public order act 2023 (section 10)",
            "public stores act 1875 (section 6)",
            "sporting events (control of alcohol etc.) act 1985 (section 7)",
            "wildlife and countryside act 1981 (section 19)",
        ),
        "other",
    ),
}

_SEARCH_TYPES = {"person search": "person", "person and vehicle search": "person-and-vehicle", "vehicle search": "vehicle"}

_FORCES = {"metropolitan police service": "metropolitan", "british transport police": "btp"}


class Words(dict[str, int]):
    """Published words, without regard to case or outer blanks, to codes; unknown words to -1."""

    def __init__(self, dimension: str, slugs: Mapping[str, str], *, labels: bool = False) -> None:
        values = DIMENSIONS[dimension].values
        codes = {value.slug: code for code, value in enumerate(values)}
        if labels:
            self.update({value.label.casefold(): code for value, code in zip(values[1:], range(1, len(values)), strict=True)})
        self.update({words: codes[slug] for words, slug in slugs.items()})

    def code(self, words: str) -> int:
        return self.get(words.strip().casefold(), -1)


class Ethnicities(Words):
    """Labels of every vintage: the old ones are read by the police code they end in."""

    def code(self, words: str) -> int:
        old = _OLD_CODE.search(words.strip())
        slug = _ETHNIC_CODES.get(old[1]) if old else None
        return super().code(words) if slug is None else DIMENSIONS["ethnicity"].slugs.index(slug)


def _police_uk_types() -> dict[str, str]:
    """The first fourteen labels and slugs are police.uk's own; later ones are other publishers'."""
    values = DIMENSIONS["crime_type"].values[1:15]
    return {**{v.label.casefold(): v.slug for v in values}, **{v.slug: v.slug for v in values}, **_CRIME_TYPES}


CRIME_TYPES = Words("crime_type", _police_uk_types())
AGES = Words("age", _AGES)
GENDERS = Words("gender", _GENDERS)
ETHNICITIES = Ethnicities("ethnicity", _ETHNICITIES)
OFFICER_ETHNICITIES = Words("officer_ethnicity", _OFFICER_ETHNICITIES)
SEARCH_OUTCOMES = Words("outcome", _SEARCH_OUTCOMES)
CRIME_OUTCOMES = Words("outcome", _CRIME_OUTCOMES)
OBJECTS = Words("object", _OBJECTS)
LEGISLATION = Words("legislation", _LEGISLATION)
SEARCH_TYPES = Words("search_type", _SEARCH_TYPES)
FORCES = Words("force", _FORCES, labels=True)
