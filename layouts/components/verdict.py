"""What a comparison said, as a mark and a word: always both, never a colour."""

from __future__ import annotations

from dash import html

from data_access.verdicts import Verdict, VerdictKind

GLYPHS: dict[VerdictKind, str] = {
    VerdictKind.HIGHER: "up",
    VerdictKind.LOWER: "down",
    VerdictKind.NO_CLEAR_CHANGE: "level",
}


def verdict_mark(verdict: Verdict) -> html.Span:
    """A triangle or a dash before the word; "too few to say" and "cannot compare" stand without a mark."""
    glyph = GLYPHS.get(verdict.kind)
    mark = [html.Span(className=f"glyph {glyph}")] if glyph else []
    return html.Span([*mark, verdict.kind_words], className="verdict" if verdict.clear else "verdict quiet")


def verdict_line(verdict: Verdict) -> list[html.Span | str]:
    """The mark, then the change and how sure it is: a panel's second line."""
    said = [verdict.words] if verdict.words else []
    counted = f" ({verdict.counts_words})" if verdict.tested and verdict.counts_words else ""
    return [verdict_mark(verdict), " ", *said, counted]
