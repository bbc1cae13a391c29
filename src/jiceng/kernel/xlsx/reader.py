"""Reading a spreadsheet that came from outside: every file is taken for hostile until it has been read.

The reading itself runs in `sandbox`, a process with limits; here are only its findings, block by block, and the
sentences for a refusal.
"""

import contextlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.utils.translation import gettext_lazy

from jiceng.kernel.sentences import of_label
from jiceng.kernel.xlsx.package import Limits

SOURCE = str(Path(__file__).parents[3])
SENTENCES = {
    "too_large": gettext_lazy("文件有 %(size_mb)s MB，最多 %(limit_mb)s MB。请拆成几个文件。"),
    "encrypted_or_old": gettext_lazy("文件有密码，或是旧的 .xls 格式。请取消密码，另存为 .xlsx 再上传。"),
    "not_xlsx": gettext_lazy("这不是 .xlsx 表格。请用 Excel 或 WPS 另存为“Excel 工作簿（.xlsx）”再上传。"),
    "damaged": gettext_lazy("文件已损坏，读不出来。请用 Excel 或 WPS 打开，另存为 .xlsx 再上传。"),
    "too_many_parts": gettext_lazy(
        "文件里有 %(parts)s 个部件，最多 %(limit)s 个。请只留数据，另存为新文件再上传。"
    ),
    "macros": gettext_lazy("文件带有宏，不能接收。请另存为不带宏的 .xlsx 再上传。"),
    "bomb": gettext_lazy("文件展开后大得不正常，不能接收。请把数据粘贴到新的表格再上传。"),
    "too_many_columns": gettext_lazy("表格有 %(columns)s 列，最多 %(limit)s 列。请删去多余的列再上传。"),
    "too_many_rows": gettext_lazy("表格超过 %(limit)s 行。请拆成几个文件再上传。"),
    "long_cell": gettext_lazy("第 %(row)s 行有单元格超过 %(limit)s 个字。请检查是否粘贴错了内容。"),
    "too_much": gettext_lazy("读这个文件要占用过多的内存或时间，不能接收。请把数据粘贴到新的表格再上传。"),
}


class Refusal(Exception):
    """The file is not read; the message is a sentence for the person who sent it."""

    def __init__(self, reason: str, **numbers):
        self.reason = reason
        megabytes = {f"{name}_mb": round(value / 1_048_576, 1) for name, value in numbers.items()}
        super().__init__(of_label(SENTENCES[reason]) % {**numbers, **megabytes})


@dataclass(frozen=True)
class Opened:
    """A sheet begins; `rows` is how far down it has content."""

    sheet: str
    rows: int


@dataclass(frozen=True)
class Block:
    """Some rows of a sheet; `first` is the row number (from 1) of the first of them."""

    sheet: str
    first: int
    rows: list[list]


@dataclass(frozen=True)
class Closed:
    """A sheet ends; `unread` rows lie behind a long run of empty ones and were left."""

    sheet: str
    unread: int


def events(path: Path, limits: Limits | None = None) -> Iterator[Opened | Block | Closed]:
    """The visible sheets of an .xlsx, in order. Raises Refusal for anything that is not harmless."""
    with _process(path, limits or Limits()) as process:
        sheet, row, ended = "", 1, False
        for line in process.stdout:
            try:
                message = json.loads(line)
            except ValueError:
                break  # the process died in the middle of a line
            if isinstance(message, list):
                yield Block(sheet, row, message)
                row += len(message)
            elif "sheet" in message:
                sheet, row = message["sheet"], 1
                yield Opened(sheet, message["rows"])
            elif "end" in message:
                yield Closed(sheet, message["unread"])
            elif "refused" in message:
                raise Refusal(message["refused"], **message.get("numbers", {}))
            else:
                ended = True
        if process.wait() != 0 or not ended:
            raise Refusal("too_much")


@contextlib.contextmanager
def _process(path: Path, limits: Limits):
    environment = {"PYTHONPATH": SOURCE, "RUST_BACKTRACE": "0", "PATH": os.environ.get("PATH", "")}
    command = [sys.executable, "-m", "jiceng.kernel.xlsx.sandbox", str(path), json.dumps(asdict(limits))]
    process = subprocess.Popen(  # noqa: S603  # our own module, arguments are no shell text
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, stdin=subprocess.DEVNULL, env=environment
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()
