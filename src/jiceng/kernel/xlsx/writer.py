"""Writing big tables fast. Text stays text: a cell that begins with "=" is no formula."""

from collections.abc import Iterable
from pathlib import Path

import rustpy_xlsxwriter
from rustpy_xlsxwriter import Format

from jiceng.kernel.xlsx.cells import HIDDEN
from jiceng.kernel.xlsx.columns import Column


def clean(value: object) -> object:
    """Text without the hidden characters that a spreadsheet cannot carry; anything else as it is."""
    return HIDDEN.sub("", value) if type(value) is str and not value.isalnum() else value


def write_table(path: Path, sheet: str, columns: tuple[Column, ...], rows: Iterable[tuple]) -> None:
    """Write one sheet: headings of `columns`, then `rows` (values in the same order; dates as dates)."""
    titles = [column.title for column in columns]
    formats = {
        column.title: Format().set_num_format("yyyy-mm-dd" if column.form == "date" else "@")
        for column in columns
        if column.form in {"date", "text"}
    }
    records = [dict(zip(titles, map(clean, row), strict=True)) for row in rows]
    rustpy_xlsxwriter.write_worksheet(
        records or [dict.fromkeys(titles)],
        str(path),
        sheet_name=sheet,
        freeze_row=1,
        bold_headers=True,
        datetime_format="yyyy-mm-dd",
        column_formats=formats,
        column_widths={column.title: float(column.width) for column in columns},
    )
