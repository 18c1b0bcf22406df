"""Ten people each change a filter every three seconds: how long does a reply take?

Replays over HTTP what a browser sends: on every change, the callbacks that the
change triggers, side by side.
"""

from __future__ import annotations

import json
import random
import statistics
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.request import Request, urlopen

PEOPLE = 10
EVERY_S = 3.0
SECONDS = 45.0
CHOICES = {
    "age": ["10-17", "18-24", "25-34", "over-34"],
    "gender": ["male", "female"],
    "ethnicity": ["black", "white", "asian", "mixed", "other", "unknown"],
}
Chosen = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Callback:
    """One callback as the browser calls it."""

    output: str
    inputs: tuple[tuple[str, str], ...]

    def body(self, values: dict[tuple[str, str], object]) -> bytes:
        names = self.output.strip(".").split("...")
        outputs = [dict(zip(("id", "property"), name.rsplit(".", 1), strict=True)) for name in names]
        single = not self.output.startswith("..")
        inputs = [{"id": id_, "property": prop, "value": values.get((id_, prop))} for id_, prop in self.inputs]
        changed = [f"{id_}.{prop}" for id_, prop in self.inputs if (id_, prop) in values]
        return json.dumps(
            {"output": self.output, "outputs": outputs[0] if single else outputs, "inputs": inputs, "changedPropIds": changed[:1]}
        ).encode()


def callbacks_of(address: str, triggered_by: set[str]) -> list[Callback]:
    """The server's callbacks that listen to any of the given ids."""
    with urlopen(f"{address}/_dash-dependencies", timeout=60) as answer:
        listed = json.loads(answer.read())
    found = [
        Callback(entry["output"], tuple((each["id"], each["property"]) for each in entry["inputs"]))
        for entry in listed
        if entry["clientside_function"] is None and not entry["state"]
    ]
    return [each for each in found if {id_ for id_, _ in each.inputs} & triggered_by]


def lion_values(chosen: Chosen) -> dict[tuple[str, str], object]:
    more = "".join(f"&{key}={','.join(slugs)}" for key, slugs in chosen.items() if slugs)
    return {("url", "pathname"): "/explore", ("url", "search"): f"?source=stop-and-search{more}"}


def ordinary_values(chosen: Chosen) -> dict[tuple[str, str], object]:
    return {(key, "value"): chosen.get(key, []) for key in CHOICES}


def explore_callbacks(address: str) -> list[Callback]:
    """What a change of the address sets off on Explore."""
    return [each for each in callbacks_of(address, {"url"}) if each.output == "answer.data"]


def ordinary_callbacks(address: str) -> list[Callback]:
    return callbacks_of(address, set(CHOICES))


def measured(
    address: str,
    callbacks: list[Callback],
    values: Callable[[Chosen], dict[tuple[str, str], object]],
    *,
    people: int = PEOPLE,
    lasting: Callable[[], bool] | None = None,
) -> dict[str, float]:
    """Milliseconds until a reply, over every reply of every person; and until all replies of one change are there.

    They go on for 45 seconds, or for as long as ``lasting`` says.
    """
    replies: list[float] = []
    changes: list[float] = []
    lock = threading.Lock()

    def person(seed: int) -> None:
        draw = random.Random(seed)
        with ThreadPoolExecutor(len(callbacks)) as browser:
            time.sleep(EVERY_S * seed / people)
            until = time.monotonic() + SECONDS
            while lasting() if lasting else time.monotonic() < until:
                began = time.perf_counter()
                chosen = {key: draw.sample(slugs, draw.randint(0, min(2, len(slugs)))) for key, slugs in CHOICES.items()}
                bodies = [each.body(values(chosen)) for each in callbacks]
                spent = list(browser.map(lambda body: _asked(address, body), bodies))
                with lock:
                    replies.extend(spent)
                    changes.append(1000 * (time.perf_counter() - began))
                time.sleep(max(0.0, EVERY_S - (time.perf_counter() - began)))

    crowd = [threading.Thread(target=person, args=(seed,)) for seed in range(people)]
    for each in crowd:
        each.start()
    for each in crowd:
        each.join()
    return {
        "p50_ms": statistics.median(replies),
        "p95_ms": p95(replies),
        "change_p95_ms": p95(changes),
        "replies": float(len(replies)),
    }


def p95(values: list[float]) -> float:
    return sorted(values)[round(0.95 * (len(values) - 1))]


def _asked(address: str, body: bytes) -> float:
    start = time.perf_counter()
    headers = {"Content-Type": "application/json", "Accept-Encoding": "gzip", "Origin": address}
    with urlopen(Request(f"{address}/_dash-update-component", body, headers), timeout=60) as answer:
        answer.read()
        if answer.status not in (200, 204):
            raise RuntimeError(f"{answer.status} from {address}")
    return 1000 * (time.perf_counter() - start)
