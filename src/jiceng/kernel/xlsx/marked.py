"""The rows with faults, the bad cells marked, to be mended and sent again: kept as data, written when somebody asks for
them, in the language of who asks."""

import io
from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from jiceng.kernel.sentences import keep, of_label, read
from jiceng.kernel.words import strung
from jiceng.kernel.xlsx.cells import shown
from jiceng.kernel.xlsx.tables import Fault, Table

MOST = 5000


def gathered(table: Table) -> dict:
    """At most MOST faulty rows as plain data: the values as sent, and for each what is wrong in which column."""
    by_row: dict[tuple[str, int], list[Fault]] = defaultdict(list)
    for fault in table.faults:
        by_row[fault.sheet, fault.row].append(fault)
    rows = {(row.sheet, row.number): row for row in table.rows if not row.good}
    found = []
    for place, faults in list(by_row.items())[:MOST]:
        places = table.places.get(place[0], {})
        raw = rows[place].raw if place in rows else []
        cells = [_cell(raw, places.get(column.name)) for column in table.columns]
        found.append([*place, cells, [[keep(one.column), keep(one.expected)] for one in faults]])
    return {"columns": [keep(of_label(column.heading)) for column in table.columns], "rows": found}


def written(kept: dict) -> bytes:
    """What was gathered as .xlsx: bad cells red with a comment, all faults in words."""
    import xlsxwriter  # noqa: PLC0415 - slow to import, seldom needed

    file, titles = io.BytesIO(), [read(column) for column in kept["columns"]]
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet(_("错误"))
        bold, red = book.add_format({"bold": True}), book.add_format({"bg_color": "#FBD5D5"})
        for index, title in enumerate([*titles, _("位置"), _("错误")]):
            sheet.write_string(0, index, title, bold)
            sheet.set_column(index, index, 18)
        sheet.freeze_panes(1, 0)
        for number, (name, row, cells, faults) in enumerate(kept["rows"], 1):
            said = [(read(column), read(expected)) for column, expected in faults]
            _write_row(sheet, number, titles, cells, dict(said), red)
            where = _("%(sheet)s 第 %(row)s 行") % {"sheet": name, "row": row}
            sheet.write_string(number, len(titles), where if row else name)
            sheet.write_string(
                number, len(titles) + 1, strung((strung(filter(None, one), "：") for one in said), "；")
            )
    return file.getvalue()


def _cell(raw: Sequence, index: int | None) -> str:
    value = raw[index] if index is not None and index < len(raw) else None
    return "" if value is None else shown(value)


def _write_row(sheet, number: int, titles: list[str], cells: list[str], bad: dict[str, str], red) -> None:
    for index, (title, text) in enumerate(zip(titles, cells, strict=True)):
        if title in bad:
            sheet.write_string(number, index, text, red) if text else sheet.write_blank(
                number, index, None, red
            )
            sheet.write_comment(number, index, bad[title])
        elif text:
            sheet.write_string(number, index, text)
