"""Which of our categories do the Metropolitan Police's words mean?

Major texts become ``crime_type``, pairs of major and minor text ``offence``.
Burglary's parts were renamed (residential, then of a home and of an
unconnected building; and domestic burglary): each name keeps its own offence,
because they do not count the same things.
"""

from __future__ import annotations

from collections.abc import Mapping

MAJOR: Mapping[str, str] = {
    "ARSON AND CRIMINAL DAMAGE": "criminal-damage-and-arson",
    "BURGLARY": "burglary",
    "DRUG OFFENCES": "drugs",
    "FRAUD AND FORGERY": "fraud-and-forgery",
    "MISCELLANEOUS CRIMES AGAINST SOCIETY": "miscellaneous-crimes-against-society",
    "NFIB FRAUD": "fraud-and-forgery",
    "POSSESSION OF WEAPONS": "possession-of-weapons",
    "PUBLIC ORDER OFFENCES": "public-order",
    "ROBBERY": "robbery",
    "SEXUAL OFFENCES": "sexual-offences",
    "THEFT": "theft",
    "VEHICLE OFFENCES": "vehicle-crime",
    "VIOLENCE AGAINST THE PERSON": "violence-against-the-person",
}

MINOR: Mapping[tuple[str, str], str] = {
    ("ARSON AND CRIMINAL DAMAGE", "ARSON"): "arson",
    ("ARSON AND CRIMINAL DAMAGE", "CRIMINAL DAMAGE"): "criminal-damage",
    ("BURGLARY", "BURGLARY - RESIDENTIAL"): "burglary-residential",
    ("BURGLARY", "BURGLARY BUSINESS AND COMMUNITY"): "burglary-business-and-community",
    ("BURGLARY", "DOMESTIC BURGLARY"): "domestic-burglary",
    ("BURGLARY", "RES BURGLARY OF A HOME"): "burglary-of-a-home",
    ("BURGLARY", "RES BURGLARY OF UNCONNECTED BUILDING"): "burglary-of-unconnected-building",
    ("DRUG OFFENCES", "POSSESSION OF DRUGS"): "possession-of-drugs",
    ("DRUG OFFENCES", "TRAFFICKING OF DRUGS"): "trafficking-of-drugs",
    ("FRAUD AND FORGERY", "FRAUD AND FORGERY"): "fraud-and-forgery",
    ("MISCELLANEOUS CRIMES AGAINST SOCIETY", "MISC CRIMES AGAINST SOCIETY"): "misc-crimes-against-society",
    ("NFIB FRAUD", "NFIB"): "nfib-fraud",
    ("POSSESSION OF WEAPONS", "POSSESSION OF WEAPONS"): "possession-of-weapons",
    ("PUBLIC ORDER OFFENCES", "OTHER OFFENCES PUBLIC ORDER"): "other-offences-public-order",
    ("PUBLIC ORDER OFFENCES", "PUBLIC FEAR ALARM OR DISTRESS"): "public-fear-alarm-or-distress",
    ("PUBLIC ORDER OFFENCES", "RACE OR RELIGIOUS AGG PUBLIC FEAR"): "race-or-religious-public-fear",
    ("PUBLIC ORDER OFFENCES", "VIOLENT DISORDER"): "violent-disorder",
    ("ROBBERY", "ROBBERY OF BUSINESS PROPERTY"): "robbery-of-business-property",
    ("ROBBERY", "ROBBERY OF PERSONAL PROPERTY"): "robbery-of-personal-property",
    ("SEXUAL OFFENCES", "OTHER SEXUAL OFFENCES"): "other-sexual-offences",
    ("SEXUAL OFFENCES", "RAPE"): "rape",
    ("THEFT", "BICYCLE THEFT"): "bicycle-theft",
    ("THEFT", "OTHER THEFT"): "other-theft",
    ("THEFT", "SHOPLIFTING"): "shoplifting",
    ("THEFT", "THEFT FROM THE PERSON"): "theft-from-the-person",
    ("VEHICLE OFFENCES", "AGGRAVATED VEHICLE TAKING"): "aggravated-vehicle-taking",
    ("VEHICLE OFFENCES", "INTERFERING WITH A MOTOR VEHICLE"): "interfering-with-a-motor-vehicle",
    ("VEHICLE OFFENCES", "THEFT FROM A VEHICLE"): "theft-from-a-vehicle",
    ("VEHICLE OFFENCES", "THEFT OR UNAUTH TAKING OF A MOTOR VEH"): "theft-of-a-vehicle",
    ("VIOLENCE AGAINST THE PERSON", "DEATH SERIOUS INJURY ILLEGAL DRIVING"): "death-or-injury-by-driving",
    ("VIOLENCE AGAINST THE PERSON", "HOMICIDE"): "homicide",
    ("VIOLENCE AGAINST THE PERSON", "STALKING AND HARASSMENT"): "stalking-and-harassment",
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITH INJURY"): "violence-with-injury",
    ("VIOLENCE AGAINST THE PERSON", "VIOLENCE WITHOUT INJURY"): "violence-without-injury",
}
