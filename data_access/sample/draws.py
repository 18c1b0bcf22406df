"""Which random numbers belong to which part of the demonstration borough?

Each part draws from a stream of its own, named by its topic, so that a change
to one part leaves the bytes of every other as they were.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar
from zlib import crc32

import numpy as np
import numpy.typing as npt

from data_access.sample.truth import SEED

T = TypeVar("T")

Floats = npt.NDArray[np.float64]
Booleans = npt.NDArray[np.bool_]
Indexes = npt.NDArray[np.intp]


def stream(*topic: str) -> np.random.Generator:
    """The generator of one topic; the same topic always draws the same numbers."""
    words = [crc32(word.encode()) for word in topic]
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([SEED, *words])))


def one(rng: np.random.Generator, shares: Mapping[T, float]) -> T:
    """One of the keys, drawn by its share; shares need not add up to one."""
    left = rng.random() * sum(shares.values())
    for key, share in shares.items():
        left -= share
        if left < 0:
            return key
    return key


def whole_parts(total: int, weights: Floats) -> list[int]:
    """``total`` split by ``weights`` into whole numbers that add up to it (largest remainders)."""
    exact = total * weights / weights.sum()
    parts = np.floor(exact).astype(int)
    order = np.argsort(parts - exact, kind="stable")
    parts[order[: total - int(parts.sum())]] += 1
    return [int(part) for part in parts]
