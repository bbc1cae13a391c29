"""An empty table to fill in: drop-downs, formats, one example row, a sheet of notes."""

from collections.abc import Sequence
from pathlib import Path

from django.utils.translation import gettext as _

from jiceng.kernel.xlsx.columns import Column

LAST_ROW = 200_000


def write_template(path: Path, sheet: str, columns: tuple[Column, ...], notes: Sequence[str]) -> None:
    """Write the template of `columns`: the data sheet named `sheet`, the notes, and the choices (hidden)."""
    import xlsxwriter  # noqa: PLC0415 - slow to import, seldom needed

    with xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        data = book.add_worksheet(sheet)
        explained = book.add_worksheet(_("填写说明"))
        choices = book.add_worksheet(_("选项"))
        choices.hide()
        _write_headings(book, data, columns)
        _write_choices(data, choices, columns)
        _write_notes(book, explained, columns, notes)


def _write_headings(book, data, columns: tuple[Column, ...]) -> None:
    plain = book.add_format({"bold": True, "bottom": 1})
    needed = book.add_format({"bold": True, "bottom": 1, "font_color": "#9B1C1C"})
    example = book.add_format({"italic": True, "font_color": "#6B7280", "num_format": "@"})
    forms = {"text": "@", "date": "yyyy-mm-dd", "number": "0"}
    for index, column in enumerate(columns):
        title = f"{column.title}*" if column.required else column.title
        shown = book.add_format({"num_format": forms[column.form]})
        data.set_column(index, index, column.width, shown)
        data.write_string(0, index, title, needed if column.required else plain)
        if column.note:
            data.write_comment(0, index, str(column.note))
        data.write_string(1, index, str(column.example), example)
    data.freeze_panes(1, 0)


def _write_choices(data, choices, columns: tuple[Column, ...]) -> None:
    from xlsxwriter.utility import xl_col_to_name  # noqa: PLC0415 - slow to import, seldom needed

    for index, column in enumerate(columns):
        words = column.choices() if column.choices else []
        if not words:
            continue
        for row, word in enumerate(words):
            choices.write_string(row, index, word)
        letter = xl_col_to_name(index)
        source = f"='{choices.get_name()}'!${letter}$1:${letter}${len(words)}"
        data.data_validation(
            1,
            index,
            LAST_ROW,
            index,
            {
                "validate": "list",
                "source": source,
                "error_type": "warning",
                "error_title": column.title[:32],
                "error_message": _("请从下拉列表中选择。"),
            },
        )


def _write_notes(book, explained, columns: tuple[Column, ...], notes: Sequence[str]) -> None:
    bold, wrap = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    explained.set_column(0, 0, 18)
    explained.set_column(1, 1, 10)
    explained.set_column(2, 2, 90, wrap)
    for row, note in enumerate(notes):
        explained.write_string(row, 0, note)
    top = len(notes) + 1
    for index, word in enumerate((_("列"), _("必填"), _("怎么填"))):
        explained.write_string(top, index, word, bold)
    for row, column in enumerate(columns, top + 1):
        explained.write_string(row, 0, column.title)
        explained.write_string(row, 1, _("是") if column.required else "")
        explained.write_string(row, 2, str(column.note))
