"""How often, and after how long, is a publisher asked again?"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from data_access.errors import NotFetched, Unreachable
from data_access.fetch.asking import Passing
from data_access.fetch.clock import Clock
from data_access.fetch.publishers import Manners

T = TypeVar("T")
_DO = "give the same command again later; what has come so far is kept"
_DO_NETWORK = "check the network (and HTTPS_PROXY, where there is a proxy), then give the same command again"


def patiently(
    attempt: Callable[[], T], address: str, *, manners: Manners, clock: Clock, tell: Callable[[str], None], name: str = ""
) -> T:
    """What ``attempt`` gives, tried again while what goes wrong may pass.

    The wait doubles each time, less up to a half by chance, so that many who
    were sent away together do not come back together. A server that names a
    time (Retry-After) is given at least that. A try that brought more of the
    file starts the count anew: a long download may break often.
    """
    failures = 0
    while True:
        try:
            return attempt()
        except Passing as passing:
            failures = 1 if passing.progressed else failures + 1
            wait_s = _wait_s(passing, failures, manners, clock)
            too_long = wait_s > manners.longest_wait_s
            if too_long or failures >= manners.attempts:
                raise _given_up(passing, address, failures, wait_s, too_long=too_long) from passing
            tell(f"{name or address}: {passing.why}; asking again in {wait_s:.0f} s (try {failures + 1} of {manners.attempts})")
            clock.sleep(wait_s)


def _wait_s(passing: Passing, failures: int, manners: Manners, clock: Clock) -> float:
    doubled = min(manners.first_wait_s * 2.0 ** (failures - 1), manners.longest_wait_s)
    return max(passing.rest_s or 0.0, doubled * (1 - clock.chance() / 2))


def _given_up(passing: Passing, address: str, failures: int, wait_s: float, *, too_long: bool) -> NotFetched:
    if not passing.reached:
        return Unreachable(f"No answer: {passing.why}, tried {_times(failures)}", file=address, do=_DO_NETWORK)
    if too_long:
        return NotFetched(f"Not now: {passing.why}, and to be left alone for {wait_s:,.0f} s", file=address, do=_DO)
    return NotFetched(f"Given up: {passing.why}, tried {_times(failures)} in a row", file=address, do=_DO)


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number} times"
