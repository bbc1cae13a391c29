"""A table in a spreadsheet: its heading row found, each cell read by its column, all faults at once."""

import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.functional import Promise

from jiceng.kernel.secrecy import fault_in
from jiceng.kernel.sentences import keep, of_label
from jiceng.kernel.sentences import sentence as _
from jiceng.kernel.xlsx.cells import Unreadable, plain, shown
from jiceng.kernel.xlsx.columns import Column, headings, in_every_language
from jiceng.kernel.xlsx.package import Limits
from jiceng.kernel.xlsx.reader import Block, Closed, Opened, events

HEADING_WITHIN = 10


@dataclass(frozen=True)
class Fault:
    """One thing wrong: where, what stands there, what was expected. Row 0 is the sheet as a whole; column and what was
    expected may be sentences, so that whoever reads it later reads it in their own language."""

    sheet: str
    row: int
    column: str
    value: str
    expected: str

    def as_dict(self) -> dict:
        return {name: keep(value) for name, value in vars(self).items()}


@dataclass(slots=True)
class Row:
    """One row as read: values by the name of the column; cells with a fault are None and `good` is false."""

    sheet: str
    number: int
    values: dict
    raw: list
    good: bool = True


@dataclass
class Table:
    """All rows of all sheets that have the heading row, and everything wrong with them.

    `left_out` are sentences on what was not read: foreign columns, sheets without headings.
    """

    columns: tuple[Column, ...]
    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)
    places: dict[str, dict[str, int]] = field(default_factory=dict)

    def sort_faults(self) -> None:
        """Faults in the order in which a person goes through the file."""
        sheets = list(self.places)
        self.faults.sort(
            key=lambda fault: (sheets.index(fault.sheet) if fault.sheet in sheets else -1, fault.row)
        )

    def fault(self, row: Row, column: str, expected: str) -> None:
        """Note a fault in a row that was read well, such as an unknown unit."""
        heading = next(of_label(each.heading) for each in self.columns if each.name == column)
        place = self.places[row.sheet].get(column)
        raw = row.raw[place] if place is not None and place < len(row.raw) else None
        self.faults.append(Fault(row.sheet, row.number, heading, "" if raw is None else shown(raw), expected))
        row.good = False


Progress = Callable[[int, int], None]


def read_table(
    path: Path,
    columns: tuple[Column, ...],
    *,
    example: str | Promise = "示例",
    progress: Progress | None = None,
    limits: Limits | None = None,
) -> Table:
    """Read every visible sheet that has the required headings. Rows whose first cell is the word `example` (in
    any language) are skipped. Raises `reader.Refusal`."""
    table = Table(columns)
    skipped = in_every_language(example)
    reading: _SheetReading | None = None
    known, done, total = headings(columns), 0, 0
    for event in events(path, limits):
        if isinstance(event, Opened):
            reading = _SheetReading(table, event.sheet, known, skipped)
            total += event.rows
        elif isinstance(event, Block) and reading is not None:
            reading.take(event)
            done += len(event.rows)
            if progress:
                progress(done, max(total, done))
        elif isinstance(event, Closed) and reading is not None:
            reading.close(event.unread)
    _say_if_nothing(table)
    return table


def _say_if_nothing(table: Table) -> None:
    if not table.places:
        wanted = [column.heading for column in table.columns if column.required]
        table.faults.append(
            Fault("", 0, "", "", _("没有找到表头。前十行里应有这些列：%(columns)s") % {"columns": wanted})
        )
    elif not table.rows and not table.faults:
        table.faults.append(Fault(next(iter(table.places)), 0, "", "", _("表头下面没有数据")))


class _SheetReading:
    """State of reading one sheet."""

    def __init__(self, table: Table, sheet: str, known: dict[str, Column], skipped: set[str]):
        self.table, self.sheet, self.known, self.skipped = table, sheet, known, skipped
        self.cells: list[tuple[int, Column, dict | None]] | None = None
        self.seen_rows = 0

    def take(self, block: Block) -> None:
        for offset, raw in enumerate(block.rows):
            if self.cells is None:
                self._look_for_headings(raw, block.first + offset)
            else:
                self._take_row(raw, block.first + offset)

    def close(self, unread: int) -> None:
        if self.cells is None:
            if self.seen_rows:
                self.table.left_out.append(_("工作表“%(sheet)s”没有表头，没有读取。") % {"sheet": self.sheet})
        elif unread > 0:
            self.table.faults.append(
                Fault(
                    self.sheet,
                    0,
                    "",
                    "",
                    _("连续 100 个空行之后还有内容，没有读取。请删去空行，或清除后面的内容"),
                )
            )

    def _look_for_headings(self, raw: list, number: int) -> None:
        self.seen_rows += any(value is not None for value in raw)
        if number > HEADING_WITHIN:
            return
        words = [_heading(value) for value in raw]
        columns = [self.known.get(word) for word in words]
        present = {column.name for column in columns if column}
        if not all(column.name in present for column in self.table.columns if column.required):
            return
        self.cells, places = [], {}
        for index, column in enumerate(columns):
            if column is None:
                if words[index]:
                    self.table.left_out.append(
                        _("工作表“%(sheet)s”的列“%(column)s”没有读取。")
                        % {"sheet": self.sheet, "column": words[index][:60]}
                    )
            elif column.name in places:
                self.table.faults.append(
                    Fault(self.sheet, number, words[index], words[index], _("表头重复，只能有一列"))
                )
            else:
                places[column.name] = index
                self.cells.append((index, column, {} if column.repeats else None))
        self.table.places[self.sheet] = places

    def _take_row(self, raw: list, number: int) -> None:
        first = next(((index, value) for index, value in enumerate(raw) if value is not None), None)
        if first is None or (first[1] in self.skipped):
            return
        row = Row(self.sheet, number, dict.fromkeys(self._names), raw)
        values, width = row.values, len(raw)
        for index, column, cache in self.cells or ():
            value = raw[index] if index < width else None
            if value is None:
                if column.required:
                    self._fault(row, column, "", _("必填"))
                continue
            try:
                if cache is None:
                    values[column.name] = column.parse(value)
                elif value in cache:
                    values[column.name] = cache[value]
                else:
                    cache[value] = values[column.name] = column.parse(value)
            except Unreadable as unreadable:
                self._fault(row, column, shown(value), str(unreadable))
            else:
                if column.required and values[column.name] is None:
                    self._fault(row, column, shown(value), _("必填"))
        self._keep_out_marked(row)
        self.table.rows.append(row)

    def _keep_out_marked(self, row: Row) -> None:
        """A row that bears a mark of secrecy is not taken; the fault stands at its cell."""
        read = [
            (column, row.raw[index]) for index, column, _cache in self.cells or () if index < len(row.raw)
        ]
        texts = [(column, value) for column, value in read if isinstance(value, str)]
        if texts and fault_in(*(value for _column, value in texts)):
            for column, value in texts:
                if fault := fault_in(value):
                    self._fault(row, column, shown(value), fault)

    @property
    def _names(self) -> Iterator[str]:
        return (column.name for column in self.table.columns)

    def _fault(self, row: Row, column: Column, value: str, expected: str) -> None:
        self.table.faults.append(Fault(self.sheet, row.number, of_label(column.heading), value, expected))
        row.good = False


def _heading(value: object) -> str:
    try:
        return plain(value).strip("*＊ ") if value is not None else ""
    except Unreadable:
        return shown(value)


def read_blocks(blocks: Iterable[bytes], columns: tuple[Column, ...]) -> Table:
    """The same for a file that was sent up, block by block; nothing of it stays. Raises Refusal."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sent.xlsx"
        with path.open("wb") as file:
            file.writelines(blocks)
        return read_table(path, columns)
