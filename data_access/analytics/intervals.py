"""Between which values may the truth lie? Intervals for a count, a share and the ratio of two counts.

Every interval is two-sided and central. The exact ones keep their level at
any count, nought included, and are therefore a little wide.
"""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import betaincinv
from statsmodels.stats.proportion import proportion_confint
from statsmodels.stats.rates import confint_poisson

from data_access.estimates import Interval

Floats = NDArray[np.float64]

# Below this no tail is computed: the interval is everything, as honest as it is useless.
SMALLEST_TAIL = 1e-290


@lru_cache(maxsize=4096)
def poisson_interval(count: int, *, level: float = 0.95) -> Interval:
    """Between which values may the expected count lie, when ``count`` was seen?

    Exact: half the chi-square quantiles at 2k and 2k + 2 degrees of freedom
    (Garwood 1936, doi:10.1093/biomet/28.3-4.437). Misleads where events come
    in clusters: it then is too narrow.
    """
    low, high = confint_poisson(count, 1, method="exact-c", alpha=1 - level)
    return Interval(float(low), float(high))


def wilson_interval(part: int, whole: int, *, level: float = 0.95) -> Interval:
    """Between which values may a share lie, when ``part`` of ``whole`` was seen?

    Wilson (1927, doi:10.1080/01621459.1927.10502953). Everything, when
    nothing was seen.
    """
    if whole == 0:
        return Interval(0.0, 1.0)
    low, high = proportion_confint(part, whole, alpha=1 - level, method="wilson")
    return Interval(max(0.0, float(low)), min(1.0, float(high)))


def rate_ratio_interval(a: int, b: int, *, exposure_a: float = 1.0, exposure_b: float = 1.0, level: float = 0.95) -> Interval:
    """Between which values may the ratio of two rates lie, when ``a`` and ``b`` were counted?

    Exact, given the sum: Clopper and Pearson (1934, doi:10.1093/biomet/26.4.404)
    on a of a + b. Exposures are in any one unit (months, residents). The upper
    end is infinite when ``b`` is nought.
    """
    low, high = ratio_bounds(a, b, tail=(1 - level) / 2, exposure=exposure_a / exposure_b)
    return Interval(float(low), float(high))


def ratio_bounds(a: ArrayLike, b: ArrayLike, *, tail: ArrayLike, exposure: float = 1.0) -> tuple[Floats, Floats]:
    """Clopper-Pearson bounds of the ratio of two rates, for arrays of counts (which may be effective ones).

    ``tail`` is the chance left out at each end, ``exposure`` the first count's
    exposure over the second's. Each bound comes from the beta quantile that is
    small, so that no digit is lost where one count is far larger.
    """
    first, second, out = np.broadcast_arrays(*(np.asarray(value, dtype=np.float64) for value in (a, b, tail)))
    share = _smallest_share(first, second, out)
    other = _smallest_share(second, first, out)
    with np.errstate(divide="ignore"):
        low, high = share / (1 - share), (1 - other) / other
    return low / exposure, high / exposure


def _smallest_share(part: Floats, rest: Floats, tail: Floats) -> Floats:
    """The smallest share under which ``part`` or more of all would still have chance ``tail``."""
    usable = (part > 0) & (tail >= SMALLEST_TAIL)
    share = betaincinv(np.where(usable, part, 1.0), rest + 1, np.where(usable, tail, 0.5))
    return np.where(usable, share, 0.0)


def log_ratio(a: float, b: float) -> float:
    """The natural logarithm of a / b; infinite where one is nought, nought where both are."""
    if a == b:
        return 0.0
    return math.inf if b == 0 else -math.inf if a == 0 else math.log(a / b)
