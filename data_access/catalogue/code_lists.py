"""The field's categories, as published, with Lion's slugs and plain labels.

A value's position is its code in the snapshot: lists only grow at the end.
Position 0 is always "not recorded"; it is a value like any other and never
dropped. A source's own file says which published words mean which slug, and
may add values of its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Value:
    """One category: its slug in addresses, and its label on screen."""

    slug: str
    label: str


UNKNOWN = "unknown"


def values(unknown_label: str, *pairs: tuple[str, str]) -> tuple[Value, ...]:
    """A code list whose first value is "not recorded"."""
    return (Value(UNKNOWN, unknown_label), *(Value(slug, label) for slug, label in pairs))


# police.uk's fourteen, then the Metropolitan Police's own major groups.
CRIME_TYPES = values(
    "Not recorded",
    ("anti-social-behaviour", "Anti-social behaviour"),
    ("bicycle-theft", "Bicycle theft"),
    ("burglary", "Burglary"),
    ("criminal-damage-and-arson", "Criminal damage and arson"),
    ("drugs", "Drugs"),
    ("other-crime", "Other crime"),
    ("other-theft", "Other theft"),
    ("possession-of-weapons", "Possession of weapons"),
    ("public-order", "Public order"),
    ("robbery", "Robbery"),
    ("shoplifting", "Shoplifting"),
    ("theft-from-the-person", "Theft from the person"),
    ("vehicle-crime", "Vehicle crime"),
    ("violence-and-sexual-offences", "Violence and sexual offences"),
    ("violence-against-the-person", "Violence against the person"),
    ("sexual-offences", "Sexual offences"),
    ("theft", "Theft"),
    ("miscellaneous-crimes-against-society", "Other crimes against society"),
    ("fraud-and-forgery", "Fraud and forgery"),
)

OFFENCES = values(
    "Not recorded",
    ("arson", "Arson"),
    ("criminal-damage", "Criminal damage"),
    ("burglary-business-and-community", "Burglary, business and community"),
    ("burglary-residential", "Burglary, residential"),
    ("burglary-of-a-home", "Burglary of a home"),
    ("burglary-of-unconnected-building", "Burglary of an unconnected building"),
    ("domestic-burglary", "Domestic burglary"),
    ("possession-of-drugs", "Possession of drugs"),
    ("trafficking-of-drugs", "Trafficking of drugs"),
    ("fraud-and-forgery", "Fraud and forgery"),
    ("nfib-fraud", "Fraud reported to the National Fraud Intelligence Bureau"),
    ("misc-crimes-against-society", "Miscellaneous crimes against society"),
    ("possession-of-weapons", "Possession of weapons"),
    ("other-offences-public-order", "Other public order offences"),
    ("public-fear-alarm-or-distress", "Public fear, alarm or distress"),
    ("race-or-religious-public-fear", "Racially or religiously aggravated public fear"),
    ("violent-disorder", "Violent disorder"),
    ("robbery-of-business-property", "Robbery of business property"),
    ("robbery-of-personal-property", "Robbery of personal property"),
    ("other-sexual-offences", "Other sexual offences"),
    ("rape", "Rape"),
    ("bicycle-theft", "Bicycle theft"),
    ("other-theft", "Other theft"),
    ("shoplifting", "Shoplifting"),
    ("theft-from-the-person", "Theft from the person"),
    ("aggravated-vehicle-taking", "Aggravated vehicle taking"),
    ("interfering-with-a-motor-vehicle", "Interfering with a motor vehicle"),
    ("theft-from-a-vehicle", "Theft from a vehicle"),
    ("theft-of-a-vehicle", "Theft or unauthorised taking of a motor vehicle"),
    ("death-or-injury-by-driving", "Death or serious injury by illegal driving"),
    ("homicide", "Homicide"),
    ("stalking-and-harassment", "Stalking and harassment"),
    ("violence-with-injury", "Violence with injury"),
    ("violence-without-injury", "Violence without injury"),
)

AGES = values(
    "Not given",
    ("under-10", "Under 10"),
    ("10-17", "10 to 17"),
    ("18-24", "18 to 24"),
    ("25-34", "25 to 34"),
    ("over-34", "Over 34"),
)

GENDERS = values("Not given", ("female", "Female"), ("male", "Male"), ("other", "Other"))

# Census 2021 (GSS harmonised) five groups; police O1 "Chinese" counts as Asian.
ETHNICITIES = values(
    "Not stated",
    ("asian", "Asian"),
    ("black", "Black"),
    ("mixed", "Mixed"),
    ("other", "Other"),
    ("white", "White"),
)

OUTCOMES = values(
    "Not recorded",
    # stop and search
    ("no-further-action", "No further action"),
    ("arrest", "Arrest"),
    ("community-resolution", "Community resolution"),
    ("summons", "Summons or charge by post"),
    ("caution", "Caution"),
    ("penalty-notice", "Penalty notice"),
    ("drugs-warning", "Drugs possession warning"),
    # recorded crime: last outcome known
    ("under-investigation", "Under investigation"),
    ("no-suspect-identified", "No suspect identified"),
    ("unable-to-prosecute", "Unable to prosecute suspect"),
    ("status-unavailable", "Status update unavailable"),
    ("court-result-unavailable", "Court result unavailable"),
    ("awaiting-court", "Awaiting court outcome"),
    ("local-resolution", "Local resolution"),
    ("community-sentence", "Community sentence"),
    ("prison", "Sent to prison"),
    ("suspended-sentence", "Suspended prison sentence"),
    ("fined", "Fined"),
    ("conditional-discharge", "Conditional discharge"),
    ("absolute-discharge", "Absolute discharge"),
    ("compensation", "Ordered to pay compensation"),
    ("deprived-of-property", "Deprived of property"),
    ("otherwise-dealt-with", "Otherwise dealt with"),
    ("sent-to-crown-court", "Sent to Crown Court"),
    ("not-guilty", "Found not guilty"),
    ("case-unable-to-proceed", "Court case unable to proceed"),
    ("charged-in-another-case", "Charged as part of another case"),
    ("not-in-public-interest", "Not in the public interest"),
    ("other-organisation", "Action by another organisation"),
    ("charged", "Suspect charged"),
    # searches of which no more is published
    ("positive", "Positive outcome"),
    ("not-positive", "No positive outcome"),
)

OBJECTS = values(
    "Not given",
    ("controlled-drugs", "Controlled drugs"),
    ("offensive-weapons", "Offensive weapons"),
    ("stolen-goods", "Stolen goods"),
    ("evidence-of-offences", "Evidence of offences"),
    ("article-for-theft", "Article for use in theft"),
    ("articles-for-criminal-damage", "Articles for criminal damage"),
    ("firearms", "Firearms"),
    ("fireworks", "Fireworks"),
    ("threaten-or-harm", "Anything to threaten or harm"),
    ("psychoactive-substances", "Psychoactive substances"),
    ("crossbows", "Crossbows"),
    ("game-or-poaching", "Game or poaching equipment"),
    ("unpaid-duty-goods", "Goods on which duty is unpaid"),
    ("wildlife-offences", "Evidence of wildlife offences"),
    ("seals-or-hunting", "Seals or hunting equipment"),
    ("hunting-with-a-dog", "Evidence of hunting with a dog"),
    ("unavailable", "Object not available"),
)

LEGISLATION = values(
    "Not given",
    ("pace-s1", "Police and Criminal Evidence Act, section 1"),
    ("misuse-of-drugs-s23", "Misuse of Drugs Act, section 23"),
    ("cjpoa-s60", "Criminal Justice and Public Order Act, section 60"),
    ("firearms-s47", "Firearms Act, section 47"),
    ("cja-1988-s139b", "Criminal Justice Act 1988, section 139B"),
    ("terrorism", "Terrorism Act"),
    ("public-order-2023-s11", "Public Order Act 2023, section 11"),
    ("sentencing-s342e", "Sentencing Act, section 342E"),
    ("psychoactive-substances", "Psychoactive Substances Act"),
    ("other", "Other legislation"),
)

SEARCH_TYPES = values(
    "Not given",
    ("person", "Person"),
    ("person-and-vehicle", "Person and vehicle"),
    ("vehicle", "Vehicle"),
)

# Where a row stands. Its own list has no "not recorded": "none" is that.
LOCATIONS = (
    Value("none", "No location"),
    Value("located", "In the borough"),
    Value("outside", "Outside the borough"),
)

# How a row came by its place: with coordinates, or found in the words of who wrote it down.
CONFIDENCES = values(
    "No place given",
    ("supplied", "As supplied"),
    ("exact", "A spot, from words"),
    ("junction", "A junction, from words"),
    ("street", "A street, from words"),
    ("area", "Only an area, from words"),
    ("not-found", "Not found in the words"),
    ("home", "A home, never placed"),
)

WEEKDAYS = values(
    "Not recorded",
    ("monday", "Monday"),
    ("tuesday", "Tuesday"),
    ("wednesday", "Wednesday"),
    ("thursday", "Thursday"),
    ("friday", "Friday"),
    ("saturday", "Saturday"),
    ("sunday", "Sunday"),
)

# Hour of the London day: code 1 is midnight to one, so that 0 stays "not recorded".
HOURS = values("Not recorded", *((str(hour), f"{hour:02}:00") for hour in range(24)))

# What sort of record within its source: each source file adds its own.
CATEGORIES = values("Not recorded")

# Ages of those harmed or searched, in the bands that collapse without loss to police.uk's, and the two some publishers give.
AGE_GROUPS = values(
    "Not given",
    ("0-9", "0 to 9"),
    ("10-17", "10 to 17"),
    ("18-24", "18 to 24"),
    ("25-34", "25 to 34"),
    ("35-49", "35 to 49"),
    ("50-64", "50 to 64"),
    ("65-and-over", "65 and over"),
    ("under-18", "Under 18, no more given"),
    ("18-and-over", "18 and over, no more given"),
)

# How somebody was assaulted: the body part, weapon or way.
METHODS = values(
    "Not recorded",
    ("fist", "Fist or hand"),
    ("foot", "Foot"),
    ("head", "Head"),
    ("knife", "Knife"),
    ("other-sharp", "Other sharp object"),
    ("glass", "Glass"),
    ("bottle", "Bottle"),
    ("blunt", "Blunt object"),
    ("firearm", "Firearm"),
    ("pushed", "Pushed"),
    ("other", "Other way"),
)

# The kind of place, never the address.
SETTINGS = values(
    "Not recorded",
    ("home", "Own home"),
    ("other-home", "Somebody else’s home"),
    ("street", "Street"),
    ("licensed-premises", "Licensed premises"),
    ("transport", "Transport"),
    ("school", "School"),
    ("workplace", "Workplace"),
    ("park", "Park"),
    ("other", "Other place"),
)

REPORTED = values("Not recorded", ("yes", "Reported to police"), ("no", "Not reported to police"))

ASSAILANTS = values("Not recorded", ("one", "One"), ("two", "Two"), ("three-or-more", "Three or more"))
