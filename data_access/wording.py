"""How numbers and lists are written: British, with a real minus and a no-break space before the per cent."""

from __future__ import annotations

from collections.abc import Sequence

MINUS = "\N{MINUS SIGN}"
NBSP = "\N{NO-BREAK SPACE}"
_SMALL = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]


def thousands(number: int) -> str:
    """``28,620``."""
    return f"{number:,}".replace("-", MINUS)


def number(value: float) -> str:
    """``4,123``; one decimal only where the number is not whole."""
    return thousands(int(value)) if float(value).is_integer() else f"{value:,.1f}".replace("-", MINUS)


def spelled(number: int) -> str:
    """``three``, and figures from 13: ``no`` for nought, as in "no months"."""
    return _SMALL[number] if 0 <= number < len(_SMALL) else thousands(number)


def signed(number: int) -> str:
    """A difference in count: ``+21``, ``−5``, ``0``."""
    return f"{'+' if number > 0 else ''}{thousands(number)}"


def percent(share: float) -> str:
    """A share of one as ``31 %``; ``under 1 %`` and ``over 99 %`` rather than a nought or a hundred that is not one."""
    if 0 < share < 0.005:
        return f"under 1{NBSP}%"
    if 0.995 <= share < 1:
        return f"over 99{NBSP}%"
    return f"{share * 100:.0f}{NBSP}%"


def short_share(part: float, whole: float) -> str:
    """``56 %`` for a bar's end, where "under 1 %" is written ``< 1 %``; "" of nothing."""
    if not whole:
        return ""
    return percent(part / whole).replace("under ", f"<{NBSP}").replace("over ", f">{NBSP}")


def percent_change(ratio: float) -> str:
    """A ratio as a signed change: 0.98 is ``−2 %``.

    A change that is not nought is never written as nought, because an
    interval's end at "0 %" would not say on which side of "same" it lies.
    """
    change = (ratio - 1) * 100
    if change == 0:
        return f"0{NBSP}%"
    if abs(change) < 0.05:
        return f"just {'over' if change > 0 else 'under'} 0{NBSP}%"
    digits = 1 if abs(change) < 0.5 else 0
    return f"{'+' if change > 0 else MINUS}{abs(change):,.{digits}f}{NBSP}%"


def times(ratio: float) -> str:
    """A ratio to two figures, as ``2.2`` or ``14``."""
    return f"{ratio:,.0f}" if ratio >= 9.95 else f"{ratio:.1f}"


def ordinal(day: int) -> str:
    """``17th``."""
    ending = "th" if 11 <= day % 100 <= 13 else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """``A, B and C``; nothing for none."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"


def capitalised(sentence: str) -> str:
    """The sentence with its first letter large and the rest left alone."""
    return sentence[:1].upper() + sentence[1:]
