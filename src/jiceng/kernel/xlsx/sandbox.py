"""Reads one .xlsx in a process of its own, with limits on memory and processor time.

Run as `python -m jiceng.kernel.xlsx.sandbox FILE LIMITS-AS-JSON`. Writes lines of JSON to standard output:
`{"sheet": name}` opens a sheet, a list holds one block of rows, `{"end": name}` closes it; one
`{"refused": reason}` ends everything, `{}` says that all was read. A cell is text, a number, true/false, null
(empty), or a date: text that begins with NUL (which no other cell does) and goes on in ISO form. A hostile file
that breaks the reader breaks only this process.
"""

import datetime
import json
import resource
import sys
from collections.abc import Iterator
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from jiceng.kernel.xlsx.package import Limits, Unsafe, examine

BLOCK = 1000
DATE = "\x00"


def limit_this_process(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, limits.memory))
    resource.setrlimit(resource.RLIMIT_CPU, (limits.seconds, limits.seconds + 2))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def plain(value: object) -> object:
    """What JSON can carry of a cell."""
    if type(value) is str:
        return "\x01" + value[1:] if value[:1] == DATE else value or None
    if isinstance(value, datetime.datetime) and value.time() == datetime.time():
        return DATE + value.date().isoformat()
    if isinstance(value, datetime.date | datetime.time):
        return DATE + value.isoformat()
    if isinstance(value, datetime.timedelta):
        return DATE + str(value)
    return value


def rows_of(sheet, limits: Limits) -> Iterator[list]:
    """Rows from the first on, empty cells null; stops after a run of empty rows."""
    empty = 0
    for number, row in enumerate(sheet.iter_rows()):
        if number >= limits.rows:
            raise Unsafe("too_many_rows", limit=limits.rows)
        if any(type(value) is str and len(value) > limits.cell for value in row):
            raise Unsafe("long_cell", row=number + 1, limit=limits.cell)
        out = [value if type(value) is float else plain(value) for value in row]
        if any(value is not None for value in out):
            empty = 0
        else:
            empty += 1
            if empty >= limits.empty_rows:
                return
        yield out


def read(path: Path, limits: Limits, write) -> None:
    examine(path, limits)
    with CalamineWorkbook.from_path(path) as book:
        for meta in book.sheets_metadata:
            if meta.typ != SheetTypeEnum.WorkSheet or meta.visible != SheetVisibleEnum.Visible:
                continue
            sheet = book.get_sheet_by_name(meta.name)
            height, width = (sheet.end[0] + 1, sheet.end[1] + 1) if sheet.end else (0, 0)
            if width > limits.columns:
                raise Unsafe("too_many_columns", columns=width, limit=limits.columns)
            write({"sheet": meta.name, "rows": height})
            block, count = [], 0
            for row in rows_of(sheet, limits):
                block.append(row)
                count += 1
                if len(block) == BLOCK:
                    write(block)
                    block = []
            write(block)
            write({"end": meta.name, "unread": height - count})


def main(arguments: list[str]) -> int:
    limits = Limits(**json.loads(arguments[1]))
    limit_this_process(limits)

    def write(message: object) -> None:
        sys.stdout.write(json.dumps(message, separators=(",", ":")) + "\n")

    try:
        read(Path(arguments[0]), limits, write)
        write({})
    except Unsafe as refused:
        write({"refused": refused.reason, "numbers": refused.numbers})
    except MemoryError:
        write({"refused": "too_much"})
    except (CalamineError, ValueError, OSError):
        write({"refused": "damaged"})
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
