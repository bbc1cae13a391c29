"""A list as an .xlsx file."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from urllib.parse import quote

from django.http import HttpResponse
from rustpy_xlsxwriter import write_worksheet

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def plain(value: Any) -> Any:
    """A cell's value: numbers stay numbers, days are ISO text, everything else is text (never a formula)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value)
    if isinstance(value, int | float):
        return value
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return str(value)


def workbook(name: str, headings: list[str], rows: Iterable[list]) -> HttpResponse:
    """The answer that downloads `name`.xlsx: one sheet, headings frozen, filterable."""
    file = io.BytesIO()
    records = [dict(zip(headings, map(plain, row), strict=True)) for row in rows]
    if records:
        write_worksheet(records, file, sheet_name=name[:31], freeze_row=1, bold_headers=True, autofilter=True)
    else:
        write_worksheet([dict.fromkeys(headings, "")], file, sheet_name=name[:31], bold_headers=True)
    response = HttpResponse(file.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
