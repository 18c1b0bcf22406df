"""Accessibility faults of the page on screen, found by axe-core (axe.min.js, Mozilla Public License 2.0)."""

from __future__ import annotations

from pathlib import Path

from selenium.webdriver.remote.webdriver import WebDriver

TAGS = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")
_SOURCE = Path(__file__).with_name("axe.min.js")
_RUN = """
const [tags, done] = arguments;
window.axe.run(document, {runOnly: {type: "tag", values: tags}, resultTypes: ["violations"]})
  .then((found) => done(found.violations.flatMap((fault) => fault.nodes.map((node) =>
    `${fault.id}: ${fault.help} at ${node.target.join(" ")}: ${node.html.slice(0, 160)}: ` +
    node.any.concat(node.all, node.none).map((check) => check.message).join("; ").slice(0, 240)))),
    (broken) => done(["axe did not finish: " + broken]));
"""


def violations(driver: WebDriver) -> list[str]:
    """One sentence for each fault: the rule, and where it is broken."""
    if not driver.execute_script("return Boolean(window.axe)"):
        driver.execute_script(_SOURCE.read_text(encoding="utf-8"))
    found = driver.execute_async_script(_RUN, list(TAGS))
    assert isinstance(found, list)
    return [str(sentence) for sentence in found]
