"""A person at a browser: opens addresses, clicks, presses keys, and sees what is on screen."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from urllib.parse import parse_qs, urlsplit

from selenium.common.exceptions import JavascriptException
from selenium.webdriver import Chrome, ChromeOptions
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

# LION_SLOW_MACHINE=4: the page's own threads run four times slower than they could. What fails then waits by the clock.
SLOWER = float(os.environ.get("LION_SLOW_MACHINE") or 1)
PATIENCE_S = 60.0 * SLOWER
DESK, PHONE = (1440, 900), (390, 844)
_BEATS = 6  # of 10 ms: with nothing asked, nothing on its way, nothing put off for later, and no change of the page
_OPTIONS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-sync",
    "--no-first-run",
    "--hide-scrollbars",
)
# Before any script of the page: how many questions and scripts are under way, what it has put off for a moment, whether
# the first answer stands, and for how many beats nothing has changed. Beats and not a clock: a page whose one thread is
# kept busy does not rest.
_WATCH = """
window.watched = {asked: 0, filled: 0, beats: 0, later: new Set(), frames: new Set()};
setInterval(() => { window.watched.beats += 1; }, 10);
document.addEventListener("lion:filled", () => { window.watched.filled += 1; });
const moved = () => { window.watched.beats = 0; };
const asks = () => {
  window.watched.asked += 1;
  return () => { window.watched.asked -= 1; moved(); };
};
const ask = window.fetch;
window.fetch = function (...what) {
  const done = asks(), answer = ask.apply(this, what);
  answer.then(done, done);
  return answer;
};
for (const way of ["appendChild", "insertBefore"]) {
  const put = Node.prototype[way];
  Node.prototype[way] = function (child, ...more) {
    if (child instanceof HTMLScriptElement && child.src) {
      const done = asks();
      for (const end of ["load", "error"]) child.addEventListener(end, done);
    }
    return put.call(this, child, ...more);
  };
}
window.watched.wait = window.setTimeout.bind(window); // uncounted: for who watches
const puts = (way, drop, kept, counts) => {
  const start = window[way], stop = window[drop];
  window[way] = (act, ...more) => {
    if (typeof act !== "function" || !counts(...more)) return start(act, ...more);
    const number = start((...told) => { kept.delete(number); moved(); act(...told); }, ...more);
    kept.add(number);
    return number;
  };
  window[drop] = (number) => { kept.delete(number); stop(number); };
};
puts("setTimeout", "clearTimeout", window.watched.later, (wait) => !(wait > 1000));
puts("requestAnimationFrame", "cancelAnimationFrame", window.watched.frames, () => true);
new MutationObserver(moved).observe(document, {subtree: true, childList: true, attributes: true, characterData: true});
"""
_SETTLED = """
const [beats, ends, done] = arguments, until = Date.now() + ends;
const rests = () => document.readyState === "complete" && Boolean(document.querySelector("#page h1"))
  && window.watched.asked === 0 && window.watched.later.size === 0 && window.watched.frames.size === 0
  && window.watched.filled > 0 && window.watched.beats > beats && !document.querySelector("html[data-waiting]");
const look = () => { if (rests() || Date.now() > until) done(rests()); else window.watched.wait(look, 10); };
look();
"""
_FOCUSED = """
const at = document.activeElement;
if (!at || at === document.body) return "";
const named = (at.getAttribute("aria-labelledby") || "").split(" ").map((id) => document.getElementById(id)).filter(Boolean);
const label = at.labels && at.labels[0];
return (at.getAttribute("aria-label") || named.map((one) => one.textContent).join(" ") || (label || at).textContent || at.id)
  .replace(/\\s+/g, " ").trim();
"""


def chromium() -> Chrome:
    """A headless Chromium, from PATH."""
    options = ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for option in _OPTIONS:
        options.add_argument(option)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    driver = Chrome(options=options, service=Service(shutil.which("chromedriver") or ""))
    driver.set_script_timeout(PATIENCE_S)
    driver.set_page_load_timeout(PATIENCE_S * 2)
    driver.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": _WATCH})
    if SLOWER > 1:
        driver.execute_cdp_cmd("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    return driver


@dataclass
class Reader:
    """Somebody at a screen of a size, in a theme."""

    driver: Chrome
    home: str
    complaints: list[str] = field(default_factory=list)

    def sits_at(self, size: tuple[int, int] = DESK, *, dark: bool = False) -> None:
        width, height = size
        phone = width < 600
        screen = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": phone}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        self.driver.execute_cdp_cmd("Emulation.setTouchEmulationEnabled", {"enabled": phone})
        theme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": theme})

    def opens(self, address: str) -> None:
        self.driver.get(self.home + address)
        self.waits()

    def goes_to(self, address: str) -> None:
        """As a link of the page leads there: nothing is loaded anew."""
        self.driver.execute_script("window.lion.go(arguments[0])", address)
        self.waits()

    def waits(self) -> None:
        """Until nothing is asked and nothing moves."""
        self.until(self._rests, "the page never came to rest")

    def _rests(self) -> bool:
        try:
            return bool(self.driver.execute_async_script(_SETTLED, _BEATS, 2000))
        except JavascriptException as fault:
            if "document unloaded" not in str(fault.msg):
                raise
            return False  # another page is on its way

    def until(self, holds: Callable[[], bool], otherwise: str) -> None:
        end = time.monotonic() + PATIENCE_S
        while time.monotonic() < end:
            if holds():
                return
            time.sleep(0.02)
        raise AssertionError(f"{otherwise}, at {self.driver.current_url}")

    # -- what is there ---------------------------------------------------------------

    def finds(self, selector: str) -> WebElement:
        return self.driver.find_element(By.CSS_SELECTOR, selector)

    def all(self, selector: str) -> list[WebElement]:
        return [each for each in self.driver.find_elements(By.CSS_SELECTOR, selector) if each.is_displayed()]

    def reads(self, selector: str) -> str:
        return " ".join(str(self.finds(selector).get_property("textContent")).split())

    def asks(self) -> dict[str, str]:
        """The question in the address."""
        return {key: values[0] for key, values in parse_qs(urlsplit(self.driver.current_url).query).items()}

    @property
    def path(self) -> str:
        return urlsplit(self.driver.current_url).path

    def steps(self) -> int:
        """How many entries the history has."""
        return int(self.driver.execute_script("return history.length"))

    def focus(self) -> str:
        """What has the focus, by its name."""
        return str(self.driver.execute_script(_FOCUSED))

    def script(self, body: str, *values: object) -> object:
        return self.driver.execute_script(body, *values)

    # -- what a hand does ------------------------------------------------------------

    def clicks(self, target: str | WebElement) -> None:
        element = self.finds(target) if isinstance(target, str) else target
        self.driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", element)
        element.click()
        self.waits()

    def presses(self, *keys: str) -> None:
        """Keys, one after another, where the focus is."""
        for key in keys:
            ActionChains(self.driver).send_keys(key).perform()
        self.waits()

    def tabs_to(self, name: str, *, back: bool = False, at_most: int = 150) -> None:
        """Press Tab until something of that name has the focus: what a keyboard cannot reach is not found."""
        passed: list[str] = []
        for _ in range(at_most):
            actions = ActionChains(self.driver)
            if back:
                actions.key_down(Keys.SHIFT).send_keys(Keys.TAB).key_up(Keys.SHIFT).perform()
            else:
                actions.send_keys(Keys.TAB).perform()
            passed.append(self.focus())
            if passed[-1].startswith(name):
                return
        raise AssertionError(f"Tab never came to “{name}”; it passed {passed}")

    def goes_back(self) -> None:
        self.driver.back()
        self.waits()

    def errors(self) -> list[str]:
        """What the console complained of since it was last asked."""
        serious = [str(entry["message"]) for entry in self.driver.get_log("browser") if entry["level"] == "SEVERE"]
        # A style sheet opened by itself names no icon, so the browser asks for one; the pages name theirs.
        return [message for message in serious if "/favicon.ico" not in message]
