"""What a reader does with the filters, and reads off them."""

from __future__ import annotations

from selenium.webdriver.common.by import By

from tests.browser.reader import Reader


def ticked(reader: Reader, key: str) -> list[str]:
    """The labels ticked in a filter."""
    labels = reader.driver.find_elements(By.CSS_SELECTOR, f"#filter-{key} label:has(input:checked)")
    return [str(label.get_property("textContent")).strip() for label in labels]


def tick(reader: Reader, key: str, label: str) -> None:
    """Open a filter if it is closed, and tick one value."""
    if not reader.all(f"#filter-box-{key}[open] .choices"):
        reader.clicks(f"#filter-head-{key}")
    every = reader.all(f"#filter-{key} label")
    reader.clicks(next(one for one in every if one.text.strip() == label))


def count(reader: Reader) -> str:
    """The number of records asked about, as the foot of the filters says it."""
    return reader.reads("#filter-done")
