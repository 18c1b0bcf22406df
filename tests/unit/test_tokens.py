"""Colours keep the contrasts the style sheet promises, in both themes."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

CSS = (Path(__file__).resolve().parents[2] / "assets/tokens.css").read_text()
THEMES = dict(zip(("light", "dark"), CSS.split("@media screen"), strict=True))
TEXT, MARK = 4.5, 3.0
CATEGORIES = ("--cat-1", "--cat-2", "--cat-3", "--cat-4", "--cat-rest")
SEQUENCE = tuple(f"--seq-{n}" for n in range(1, 6))


def value(theme: str, token: str) -> str:
    found = re.search(rf"{token}:\s*(#[0-9A-F]{{6}})", THEMES[theme])
    assert found, f"{token} has no colour in the {theme} theme"
    return found[1]


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance of ``#RRGGBB``."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(theme: str, one: str, other: str) -> float:
    light, dark = sorted((luminance(value(theme, one)), luminance(value(theme, other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_yardstick_is_right() -> None:
    assert round(21 * (0.05 + luminance("#000000")) / (0.05 + luminance("#FFFFFF")), 6) == 1


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("ground", ["--ground", "--ground-quiet", "--accent-wash"])
def test_text_can_be_read_on_every_ground(theme: str, ground: str) -> None:
    assert contrast(theme, "--ink", ground) >= TEXT
    assert contrast(theme, "--ink-quiet", ground) >= TEXT
    assert contrast(theme, "--accent", ground) >= TEXT


@pytest.mark.parametrize("theme", THEMES)
def test_text_on_fills_can_be_read(theme: str) -> None:
    assert contrast(theme, "--on-accent", "--accent") >= TEXT
    for n in range(1, 6):
        assert contrast(theme, f"--on-seq-{n}", f"--seq-{n}") >= TEXT


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(
    "token", ["--mark", "--mark-quiet", "--rule-strong", "--missing", "--withheld", "--area-edge", "--focus", *CATEGORIES]
)
def test_marks_borders_and_rings_stand_out_from_the_ground(theme: str, token: str) -> None:
    assert contrast(theme, token, "--ground") >= MARK


@pytest.mark.parametrize("theme", THEMES)
def test_the_edge_of_a_partial_month_can_be_seen_where_its_fill_cannot(theme: str) -> None:
    assert contrast(theme, "--mark", "--partial-fill") >= MARK


@pytest.mark.parametrize("theme", THEMES)
def test_more_is_always_further_from_the_ground(theme: str) -> None:
    steps = [contrast(theme, token, "--ground") for token in SEQUENCE]
    assert all(less < more for less, more in pairwise(steps))


def test_both_themes_name_the_same_colours_and_paper_only_the_light_ones() -> None:
    light, dark = (set(re.findall(r"(--[a-z0-9-]+):\s*#", css)) for css in THEMES.values())
    assert light == dark
    assert '[data-theme="dark"]' not in THEMES["light"].split("{", 1)[1]
