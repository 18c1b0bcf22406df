"""What are the demonstration's streets called?

Made up from ordinary English parts. Where one is also the name of a real
street, that is chance: the points stand elsewhere.
"""

from __future__ import annotations

from pathlib import Path

FIRST = tuple((Path(__file__).parent / "street_names.txt").read_text(encoding="utf-8").split())
KINDS = ("Road", "Road", "Road", "Street", "Street", "Avenue", "Close", "Lane", "Gardens", "Terrace", "Way", "Grove", "Crescent")
MAIN_STREETS = ("High Street", "Station Road", "Broadway", "Market Street", "Church Street", "London Road")
# police.uk names a point after a kind of place where a street would say too much.
PLACES = (
    "Supermarket",
    "Shopping Area",
    "Parking Area",
    "Petrol Station",
    "Park/open Space",
    "Sports/recreation Area",
    "Bus/coach Station",
    "Pedestrian Subway",
    "Theatre/concert Hall",
    "Nightclub",
    "Further/higher Educational Building",
)
