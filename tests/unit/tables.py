"""Tables as suppliers might send them, made up: headings, a few values each, and what each column is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

ROWS = 24
Columns = Mapping[str, tuple[str, Sequence[str]]]  # heading -> (role, values that repeat)


@dataclass(frozen=True, slots=True)
class Sent:
    """One table: the source it is a form of ("" for a new one), and its columns."""

    target: str
    columns: Columns

    def text(self, rows: int = ROWS) -> str:
        body = [",".join(values[row % len(values)] for _, values in self.columns.values()) for row in range(rows)]
        return "\n".join([",".join(self.columns), *body]) + "\n"

    @property
    def roles(self) -> tuple[str, ...]:
        return tuple(role for role, _ in self.columns.values())


def days(form: str, month: int = 5) -> list[str]:
    return [form.format(d=day, m=month) for day in range(1, 25)]


DAYS, ISO = days("{d:02}/{m:02}/2026"), days("2026-{m:02}-{d:02}")
CLOCKS = [f"{hour:02}:15" for hour in range(24)]
MOMENTS = [f"{day} {clock}" for day, clock in zip(DAYS, CLOCKS, strict=True)]
STAMPS = [f"{day}T{clock}:00" for day, clock in zip(ISO, CLOCKS, strict=True)]
REFS = [f"{letter}{number:05}" for letter in "AB" for number in range(100, 112)]
AGES = [str(age) for age in range(16, 40)]
WARDS, LSOAS = ["E05013714", "E05013715", "E05013716"], ["E01003189", "E01003190", "E01033326"]
NAMES = ["Bellingham", "Blackheath", "Catford South"]
EASTINGS, NORTHINGS = [str(537_400 + 7 * n) for n in range(24)], [str(174_200 + 9 * n) for n in range(24)]
LATS, LNGS = [f"{51.44 + n / 1000:.5f}" for n in range(24)], [f"{-0.03 + n / 2000:.5f}" for n in range(24)]
PROSE = [f"outside the shop near number {n} on the high street" for n in range(24)]
NUMBERS = [str(n % 7) for n in range(24)]
MALE_FEMALE, YES_NO = ["M", "F"], ["Y", "N"]

SENT: dict[str, Sent] = {
    "a hospital's form": Sent(
        "ed-assaults",
        {
            "Patient ID": ("", REFS),
            "Attendance Date": ("date", DAYS),
            "Incident Date": ("day", DAYS),
            "Incident Time": ("clock", CLOCKS),
            "Hospital Site": ("supplier", ["RJ224", "RYQ50"]),
            "Assault Type": ("method", ["Fist", "Knife", "Bottle", "Kicking"]),
            "Location of incident": ("free_text", PROSE),
            "Patient Age": ("age_group", AGES),
            "Sex": ("gender", MALE_FEMALE),
            "Ethnic Category": ("ethnicity", ["White British", "Black African", "Indian", "Not stated"]),
            "Police Informed": ("reported", YES_NO),
        },
    ),
    "another hospital's, with its kinds of place": Sent(
        "ed-assaults",
        {
            "ArrivalDateTime": ("date", STAMPS),
            "AssaultDateTime": ("moment", STAMPS),
            "ProviderCode": ("supplier", ["RJ224"]),
            "AssaultMethod": ("method", ["Pushed", "Blunt object", "Glass"]),
            "LocationType": ("setting", ["Street", "Licensed premises", "Home"]),
            "No of attackers": ("assailants", ["1", "2", "3+"]),
            "ReportedToPolice": ("reported", ["Yes", "No"]),
        },
    ),
    "ambulance calls": Sent(
        "ambulance-assaults",
        {
            "CallDateTime": ("moment", STAMPS),
            "Complaint": ("category", ["Assault", "Stabbing"]),
            "X": ("easting", EASTINGS),
            "Y": ("northing", NORTHINGS),
            "Ward Name": ("ward", NAMES),
            "Gender": ("gender", ["Male", "Female"]),
            "AgeYears": ("age_group", AGES),
        },
    ),
    "antisocial behaviour": Sent(
        "council-asb",
        {
            "Case ID": ("record_id", REFS),
            "Date Reported": ("day", days("{d:02}-May-2026")),
            "ASB Type": ("category", ["Nuisance", "Personal", "Environmental"]),
            "GSS Ward": ("ward", WARDS),
            "Local Authority": ("borough", ["Lewisham"]),
        },
    ),
    "railway incidents": Sent(
        "btp-incidents",
        {
            "Occurred": ("moment", MOMENTS),
            "LA": ("borough", ["Lewisham", "Greenwich"]),
            "OS_X": ("easting", EASTINGS),
            "OS_Y": ("northing", NORTHINGS),
            "Crime Group": ("category", ["Violence against the person", "Public order", "Theft of passenger property"]),
        },
    ),
    "road collisions, a row each area and month": Sent(
        "road-collisions",
        {
            "Period": ("month", ["2026-04", "2026-05"]),
            "WD22CD": ("ward", WARDS),
            "Borough Name": ("borough", ["Lewisham"]),
            "Severity": ("category", ["Slight", "Serious", "Fatal"]),
            "Total": ("n", NUMBERS),
        },
    ),
    "school exclusions": Sent(
        "school-exclusions",
        {
            "Return month": ("month", ["Apr-26", "May-26"]),
            "LA name": ("borough", ["Lewisham"]),
            "Type": ("category", ["Suspension", "Permanent exclusion"]),
            "Count": ("n", NUMBERS),
        },
    ),
    "bins, a column each month": Sent(
        "",
        {
            "Ward": ("ward", NAMES),
            "Category": ("category", ["Overflowing", "Missing"]),
            "Apr-26": ("", NUMBERS),
            "May-26": ("", NUMBERS),
        },
    ),
    "noise complaints": Sent(
        "",
        {
            "Logged": ("day", DAYS),
            "Complaint type": ("category", ["Loud music", "Barking", "Building work"]),
            "Electoral ward": ("ward", WARDS),
            "Officer email": ("", ["somebody@example.org"]),
        },
    ),
    "hate incidents with points in degrees": Sent(
        "",
        {
            "Offence date": ("day", ISO),
            "Latitude": ("lat", LATS),
            "Longitude": ("lng", LNGS),
            "Strand": ("category", ["Racist", "Homophobic", "Disability"]),
            "Outcome": ("outcome", ["Suspect charged", "Under investigation"]),
            "Date closed": ("date", ISO),
        },
    ),
    "wardens' patrols by small area": Sent(
        "",
        {
            "lsoa21cd": ("lsoa", LSOAS),
            "Month": ("month", ["May 2026", "June 2026"]),
            "Activity": ("category", ["Patrol", "Needle found", "Weapon sweep"]),
            "Number": ("n", NUMBERS),
        },
    ),
    "bus incidents with a date of birth": Sent(
        "",
        {
            "Incident date": ("day", DAYS),
            "Time of incident": ("clock", CLOCKS),
            "DOB": ("", days("{d:02}/{m:02}/1990")),
            "Name": ("", ["somebody"]),
            "Code": ("category", ["B1", "B2", "B3"]),
            "Location details": ("free_text", PROSE),
        },
    ),
    "domestic abuse calls by ward": Sent(
        "",
        {
            "Date from": ("day", DAYS),
            "Ward code": ("ward", WARDS),
            "Risk": ("category", ["Standard", "Medium", "High"]),
            "Victim age": ("age_group", AGES),
            "Victim gender": ("gender", ["Female", "Male"]),
            "Mobile": ("", ["07700900123"]),
        },
    ),
}
