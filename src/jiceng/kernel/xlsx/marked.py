"""The rows with faults, the bad cells marked, to be mended and sent again."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from jiceng.kernel.words import strung
from jiceng.kernel.xlsx.cells import shown
from jiceng.kernel.xlsx.columns import Column
from jiceng.kernel.xlsx.tables import Fault, Table

MOST = 5000


def write_faults(path: Path, columns: tuple[Column, ...], table: Table) -> None:
    """Write at most MOST faulty rows: the values as sent, bad cells red with a comment, all faults in words."""
    import xlsxwriter  # noqa: PLC0415 - slow to import, seldom needed

    by_row: dict[tuple[str, int], list[Fault]] = defaultdict(list)
    for fault in table.faults:
        by_row[fault.sheet, fault.row].append(fault)
    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("错误"))
        bold, red = book.add_format({"bold": True}), book.add_format({"bg_color": "#FBD5D5"})
        for index, title in enumerate([*(column.title for column in columns), _("位置"), _("错误")]):
            sheet.write_string(0, index, title, bold)
            sheet.set_column(index, index, 18)
        sheet.freeze_panes(1, 0)
        rows = {(row.sheet, row.number): row for row in table.rows if not row.good}
        for number, (place, faults) in enumerate(list(by_row.items())[:MOST], 1):
            places = table.places.get(place[0], {})
            raw = rows[place].raw if place in rows else []
            cells = [_cell(raw, places.get(column.name)) for column in columns]
            _write_row(sheet, number, columns, cells, faults, red)
            where = _("%(sheet)s 第 %(row)s 行") % {"sheet": place[0], "row": place[1]}
            sheet.write_string(number, len(columns), where if place[1] else place[0])
            sheet.write_string(number, len(columns) + 1, _in_words(faults))


def _cell(raw: Sequence, index: int | None) -> str:
    value = raw[index] if index is not None and index < len(raw) else None
    return "" if value is None else shown(value)


def _in_words(faults: list[Fault]) -> str:
    said = (strung(filter(None, (fault.column, fault.expected)), "：") for fault in faults)
    return strung(said, "；")


def _write_row(sheet, number: int, columns, cells: list[str], faults: list[Fault], red) -> None:
    bad = {fault.column: fault.expected for fault in faults}
    for index, (column, text) in enumerate(zip(columns, cells, strict=True)):
        if column.title in bad:
            sheet.write_string(number, index, text, red) if text else sheet.write_blank(
                number, index, None, red
            )
            sheet.write_comment(number, index, bad[column.title])
        elif text:
            sheet.write_string(number, index, text)
