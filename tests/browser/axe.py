"""What axe-core finds wrong with a page as it stands in the browser.

axe.min.js is axe-core 4.14.1 by Deque Systems, under the Mozilla Public
License 2.0, unchanged. axe sees no Leaflet shape, so a clean run says nothing
about whether the map can be used by keyboard: that has tests of its own.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from selenium.webdriver.remote.webdriver import WebDriver

_AXE = Path(__file__).with_name("axe.min.js")
TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")

# Each violated rule's name, with the elements that break it and how. What passes is not described: that takes the longest.
_RUN = """
const [tags, within, done] = arguments;
axe.run(within || document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }).then(
  (found) => done(found.violations.map((rule) => `${rule.id} (${rule.help}): ` + rule.nodes.map(
    (node) => `${node.target.join(" ")} | ${node.failureSummary.replace(/\\s+/g, " ")}`).join(" || "))),
  (fault) => done(["axe could not run: " + fault]));
"""


def violations(driver: WebDriver, within: str | None = None) -> list[str]:
    """A line for each rule of WCAG 2.0, 2.1 and 2.2, levels A and AA, that the page breaks; empty when none.

    ``within`` looks at one part of a page that was seen whole before.
    """
    # Handed over by the driver's own channel, so that the page's content policy stays as strict as it is.
    if not driver.execute_script("return typeof window.axe === 'object'"):
        driver.execute_script(_AXE.read_text(encoding="utf-8"))
    return cast("list[str]", driver.execute_async_script(_RUN, list(TAGS), within))
