"""Workbooks as Excel writes them, made by hand, so that evil ones can be made too."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from xml.sax.saxutils import escape

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_OFFICE = "http://schemas.openxmlformats.org"
_MAIN = f'xmlns="{_OFFICE}/spreadsheetml/2006/main"'
_LINKED = f'xmlns:r="{_OFFICE}/officeDocument/2006/relationships"'
_EPOCH = datetime(1899, 12, 30)
DAY, MOMENT, CLOCK = 1, 2, 3  # the styles of the cells that hold times
_STYLES = (
    f"{_XML}<styleSheet {_MAIN}><fonts count='1'><font/></fonts><fills count='1'><fill/></fills>"
    "<borders count='1'><border/></borders><cellStyleXfs count='1'><xf/></cellStyleXfs>"
    "<cellXfs count='4'><xf numFmtId='0'/><xf numFmtId='14' applyNumberFormat='1'/>"
    "<xf numFmtId='22' applyNumberFormat='1'/><xf numFmtId='20' applyNumberFormat='1'/></cellXfs></styleSheet>"
)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula and the result the book keeps; None where it keeps none."""

    text: str
    result: object = None


@dataclass(frozen=True, slots=True)
class Broken:
    """A cell that shows an error."""

    shown: str = "#N/A"


@dataclass(frozen=True, slots=True)
class Made:
    """One sheet: rows of values, and what Excel keeps beside them."""

    rows: Sequence[Sequence[object]]
    state: str = "visible"
    merged: Sequence[str] = field(default_factory=tuple)


def book(sheets: Mapping[str, Made | Sequence[Sequence[object]]], more: Mapping[str, bytes] | None = None) -> bytes:
    """An .xlsx of these sheets; ``more`` replaces or adds parts by their names."""
    listed = {name: each if isinstance(each, Made) else Made(each) for name, each in sheets.items()}
    parts = {
        "[Content_Types].xml": _types(len(listed)),
        "_rels/.rels": _relations([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": _workbook(listed),
        "xl/_rels/workbook.xml.rels": _relations(
            [*(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(listed) + 1)), ("styles", "styles.xml")]
        ),
        "xl/styles.xml": _STYLES,
        **{f"xl/worksheets/sheet{at}.xml": _sheet(each) for at, each in enumerate(listed.values(), start=1)},
    }
    return packed({**{name: text.encode() for name, text in parts.items()}, **(more or {})})


def packed(parts: Mapping[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return held.getvalue()


def _types(sheets: int) -> str:
    kinds = f"{_OFFICE}/package/2006/content-types"
    listed = "".join(
        f'<Override PartName="/xl/worksheets/sheet{at}.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
        for at in range(1, sheets + 1)
    )
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return (
        f'{_XML}<Types xmlns="{kinds}"><Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{main}"/>{listed}</Types>'
    )


def _relations(targets: Sequence[tuple[str, str]]) -> str:
    kind = f"{_OFFICE}/officeDocument/2006/relationships"
    listed = "".join(
        f'<Relationship Id="rId{at}" Type="{kind}/{name}" Target="{target}"/>'
        for at, (name, target) in enumerate(targets, start=1)
    )
    return f'{_XML}<Relationships xmlns="{_OFFICE}/package/2006/relationships">{listed}</Relationships>'


def _workbook(sheets: Mapping[str, Made]) -> str:
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{at}" state="{each.state}" r:id="rId{at}"/>'
        for at, (name, each) in enumerate(sheets.items(), start=1)
    )
    return f"{_XML}<workbook {_MAIN} {_LINKED}><sheets>{listed}</sheets></workbook>"


def _sheet(made: Made) -> str:
    rows = "".join(
        f'<row r="{at}">{"".join(cell(value, f"{letters(column)}{at}") for column, value in enumerate(row))}</row>'
        for at, row in enumerate(made.rows, start=1)
    )
    merged = "".join(f'<mergeCell ref="{each}"/>' for each in made.merged)
    merged = f"<mergeCells>{merged}</mergeCells>" if merged else ""
    return f"{_XML}<worksheet {_MAIN}><sheetData>{rows}</sheetData>{merged}</worksheet>"


def cell(value: object, at: str) -> str:
    """One cell; nothing for None."""
    match value:
        case None:
            return ""
        case Formula(text, None):
            return f'<c r="{at}"><f>{escape(text)}</f></c>'
        case Formula(text, str() as result):
            return f'<c r="{at}" t="str"><f>{escape(text)}</f><v>{escape(result)}</v></c>'
        case Formula(text, result):
            return cell(result, at).replace("><", f"><f>{escape(text)}</f><", 1)
        case Broken(shown):
            return f'<c r="{at}" t="e"><v>{shown}</v></c>'
        case int() | float():
            kind = "b" if isinstance(value, bool) else "n"
            return f'<c r="{at}" t="{kind}"><v>{int(value) if kind == "b" else repr(value)}</v></c>'
        case datetime() | date() | time():
            serial, style = _serial(value)
            return f'<c r="{at}" s="{style}"><v>{serial!r}</v></c>'
        case _:
            return f'<c r="{at}" t="inlineStr"><is><t xml:space="preserve">{escape(str(value))}</t></is></c>'


def _serial(value: date | datetime | time) -> tuple[float, int]:
    if isinstance(value, time):
        return (value.hour * 3600 + value.minute * 60 + value.second) / 86_400, CLOCK
    if isinstance(value, datetime):
        return (value - _EPOCH).total_seconds() / 86_400, MOMENT
    return (datetime(value.year, value.month, value.day) - _EPOCH).days, DAY


def letters(column: int) -> str:
    """A column's letters: 0 is A, 26 is AA."""
    return (letters(column // 26 - 1) if column >= 26 else "") + chr(65 + column % 26)
