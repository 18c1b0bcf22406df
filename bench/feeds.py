"""Does a whole partnership's month of feeds load while people read? A million mixed rows, places in free words among them.

Street crime, stop and search, antisocial behaviour with grid references and
attendances at emergency departments, whose places are words: loaded by the
command, in a process of its own, while twenty people change filters on the
same store. Growth is the time of ten million rows over that of one.
"""

from __future__ import annotations

import csv
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import cycle
from pathlib import Path

from bench import people, place_gazetteer, place_texts, serving
from bench.generate import grown
from bench.loading import demonstration_files, timed
from bench.measures import Budgets, Measure, Part

ROWS, MANY = 1_000_000, 10_000_000
READERS = 20
SHARES = {"street": 0.40, "stop-and-search": 0.35, "council-asb": 0.15, "ed-assaults": 0.10}
DISTINCT_TEXTS = 20_000  # in words of different people; the rest say what somebody said before
SITES = ("RJ224", "RYQ50", "RJZ30")
BOROUGH = "E09000023"


def written(folder: Path, rows: int) -> Path:
    """A folder of monthly files of so many rows in all; made once and kept."""
    made = folder / f"feeds-{rows}"
    if (made / "whole").exists():
        return made
    made.mkdir(parents=True, exist_ok=True)
    source = demonstration_files(folder)
    months = sorted(source.rglob("*-metropolitan-street.csv"))
    for kind in ("street", "stop-and-search"):
        _repeated(sorted(source.rglob(f"*-{kind}.csv")), made, round(rows * SHARES[kind]))
    texts = cycle([each.text for each in place_texts.labelled(_gazetteer(folder), DISTINCT_TEXTS)])
    rng = random.Random(11)
    for month in (each.name[:7] for each in months):
        _antisocial(made / f"{month}-asb.csv", month, round(rows * SHARES["council-asb"] / len(months)), rng)
        for site in SITES:
            count = round(rows * SHARES["ed-assaults"] / len(months) / len(SITES))
            _attendances(made / f"{month}-{site}.csv", (month, site), count, (rng, texts))
    (made / "whole").touch()
    return made


def _gazetteer(folder: Path) -> place_texts.Rows:
    return place_texts.rows_of(*place_gazetteer.written(folder / "gazetteer"))


def _repeated(files: list[Path], into: Path, rows: int) -> None:
    """Each file's rows as often as needed; a Crime ID is another crime's in each copy."""
    held = {path: path.read_text(encoding="utf-8").splitlines() for path in files}
    copies = -(-rows // sum(len(lines) - 1 for lines in held.values()))
    for path, (head, *lines) in held.items():
        with (into / path.name).open("w", encoding="utf-8") as file:
            file.write(f"{head}\n")
            for copy in range(copies):
                file.writelines(f"{_another(line, copy)}\n" for line in lines)


def _another(line: str, copy: int) -> str:
    first, comma, rest = line.partition(",")
    return f"{first[:-4]}{copy:04x}{comma}{rest}" if len(first) == 64 else line


def _antisocial(path: Path, month: str, rows: int, rng: random.Random) -> None:
    heads = ["Reference", "Reported date and time", "NSIR category", "Easting", "Northing", "Ward code", "Borough"]
    kinds = ("Nuisance", "Personal", "Environmental")
    year, number = month.split("-")
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(heads)
        for place in range(rows):
            when = f"{rng.randint(1, 28):02}/{number}/{year} {rng.randint(0, 23):02}:{rng.randint(0, 59):02}"
            spot = (rng.randrange(535_600, 540_400), rng.randrange(170_900, 178_600))
            out.writerow([f"ASB{year}{number}N{place:06}", when, rng.choice(kinds), *spot, "", "Lewisham"])


def _attendances(path: Path, of: tuple[str, str], rows: int, drawn: tuple[random.Random, Iterator[str]]) -> None:
    """One site's return of a month, with the places in the words of whoever took them down."""
    (month, site), (rng, texts) = of, drawn
    heads = ["REPORTING PERIOD START DATE", "REPORTING PERIOD END DATE", "SITE CODE (OF TREATMENT)"]
    heads += ["ARRIVAL DATE AND TIME AT ACCIDENT AND EMERGENCY DEPARTMENT", "ASSAULT DATE AND TIME", "ASSAULT METHOD"]
    heads += ["ASSAULT METHOD OTHER DESCRIPTION", "ASSAULT LOCATION TYPE", "ASSAULT LOCATION DESCRIPTION"]
    methods, settings = ("Fist", "Foot", "Knife", "Bottle", "Pushed"), ("Street", "Licensed premises", "Transport", "Park")
    with path.open("w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(heads)
        for _ in range(rows):
            day, hour, minute = rng.randint(1, 28), rng.randint(0, 22), rng.randint(0, 59)
            at, arrived = (f"{month}-{day:02}T{each:02}:{minute:02}:00" for each in (hour, hour + 1))
            kind = [rng.choice(methods), "", rng.choice(settings)]
            out.writerow([f"{month}-01", f"{month}-28", site, arrived, at, *kind, next(texts)])


def loaded(folder: Path, rows: int, store: Path) -> dict[str, float]:
    """Wall seconds and peak memory (GB) of loading so many rows into ``store`` by the command."""
    files = written(folder, rows)
    reference = [
        str(path) for path in (demonstration_files(folder) / "files").glob("*") if path.name in {"boundaries", "postcodes"}
    ]
    reference += map(str, place_gazetteer.written(folder / "gazetteer")[:1])  # the names that the words are looked up in
    given = [str(path) for path in sorted(files.glob("*.csv"))]
    return timed([sys.executable, "-m", "data_access.ingest", *reference, *given, "--store", str(store), "--scope", BOROUGH])


def while_read(folder: Path) -> Mapping[str, float]:
    """A load into the store that twenty people read, and how long they wait."""
    store = grown(folder, 200_000)
    with tempfile.TemporaryDirectory(dir=folder) as copied, serving.lion(serving.copied(store, Path(copied))) as address:
        callbacks = people.explore_callbacks(address)
        with ThreadPoolExecutor(1) as beside:
            load = beside.submit(loaded, folder, ROWS, Path(copied))
            waited = people.measured(address, callbacks, people.lion_values, people=READERS, lasting=lambda: not load.done())
            return {**waited, **load.result()}


def measures(folder: Path, budgets: Budgets) -> Iterator[Measure]:
    """A million mixed rows while people read; and ten million, alone."""
    part, budget = Part("feeds"), budgets["feeds"]
    written(folder, ROWS), written(folder, MANY)
    found = while_read(folder)
    yield part.at_most("a million mixed rows, while people read", found["seconds"], budget["million_rows_s"], "{:.1f} s")
    yield part.at_most("… peak memory", found["peak_gb"], budget["million_rows_gb"], "{:.2f} GB")
    more = f", {found['replies']:.0f} replies"
    yield part.at_most("… reply to one of twenty people, p95", found["p95_ms"], budget["readers_p95_ms"], more=more)
    one, ten = (_alone(folder, rows) for rows in (ROWS, MANY))
    yield part.beside("a million mixed rows, alone", f"{one['seconds']:.1f} s, {one['peak_gb']:.2f} GB")
    ratio = ten["seconds"] / one["seconds"]
    more = f", {ten['seconds']:.0f} s, {ten['peak_gb']:.2f} GB"
    yield part.at_most("ten million rows, times the seconds of one million", ratio, budget["growth"], "{:.1f}", more)


def _alone(folder: Path, rows: int) -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=folder) as store:
        return loaded(folder, rows, Path(store))
