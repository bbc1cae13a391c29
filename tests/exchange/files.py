"""Files and people for the tests of tables in and out."""

import io
from pathlib import Path

import xlsxwriter
from django.conf import settings
from stdnum.cn import ric

from jiceng.kernel.sentences import read
from jiceng.organisations.commands import exchange
from jiceng.organisations.enums import BatchKind, Kind, PostKind
from jiceng.organisations.models import ImportBatch
from tests import factories

MEMBER_HEADINGS = [
    "人员编号",
    "姓名",
    "公民身份号码",
    "性别",
    "出生日期",
    "学历",
    "手机",
    "党支部",
    "党小组",
    "党员类别",
    "入党日期",
    "转正日期",
    "进入本支部日期",
    "离开日期",
]


def identity(number: int, day: str = "19700101") -> str:
    """An invented ID number with a right check digit; `number` below 1000."""
    stem = f"231121{day}{number:03d}"
    return stem + ric.calc_check_digit(stem + "0")


def member(**cells) -> dict:
    """A good row of a full member, in words."""
    return {
        "姓名": "王小明",
        "党支部": "铁东社区党支部",
        "党员类别": "正式党员",
        "入党日期": "2001-07-01",
        "转正日期": "2002-07-01",
        "进入本支部日期": "2015-03-01",
        **cells,
    }


def sheet(rows: list[dict], headings: list[str] | None = None, name: str = "党员") -> bytes:
    """An .xlsx with one sheet; every cell is text unless it is a number or a date."""
    headings = headings or list(dict.fromkeys(key for row in rows for key in row))
    kept = io.BytesIO()
    with xlsxwriter.Workbook(
        kept, {"strings_to_formulas": False, "default_date_format": "yyyy-mm-dd", "in_memory": True}
    ) as book:
        page = book.add_worksheet(name)
        page.write_row(0, 0, headings)
        for number, row in enumerate(rows, 1):
            for column, heading in enumerate(headings):
                if row.get(heading) is not None:
                    page.write(number, column, row[heading])
    return kept.getvalue()


def officer(county, **fields):
    """The account of the county's organisation department: may import everything."""
    return factories.make_account_with_post(county["department"], PostKind.OFFICER, **fields)


def street_officer(county):
    """An officer of one street who is also its secretary: imports within that street only."""
    account = factories.make_account_with_post(county["street"], PostKind.OFFICER)
    post = factories.make_post(county["street"], PostKind.SECRETARY)
    factories.make_term(post, account.person)
    return account


def second_street(county):
    """Another street with one community and its branch, outside the first street's scope."""
    street = factories.make_organisation(
        "河北街道党工委", Kind.STREET_WORKING_COMMITTEE, under=county["town"], line="party"
    )
    community = factories.make_organisation("河北社区", Kind.COMMUNITY, under=county["town"])
    return street, factories.make_branch(community, under=street)


def received(by, data: bytes | Path, kind: str = BatchKind.MEMBERS) -> ImportBatch:
    data = data.read_bytes() if isinstance(data, Path) else data
    account = by or factories.make_account()
    return exchange.receive_import(by=by, account=account, kind=kind, file_name="表.xlsx", blocks=[data])


def checked(by, data: bytes | Path, kind: str = BatchKind.MEMBERS) -> ImportBatch:
    return exchange.check_import(by=by, batch=received(by, data, kind))


def applied(by, data: bytes | Path, kind: str = BatchKind.MEMBERS) -> ImportBatch:
    batch = checked(by, data, kind)
    assert batch.state == "ready", batch.faults
    return exchange.apply_import(by=by, batch=batch)


def faults(batch: ImportBatch) -> list[tuple]:
    return [(fault["row"], read(fault["column"]), fault["value"]) for fault in batch.faults]


def stored(batch: ImportBatch) -> Path:
    return Path(settings.MEDIA_ROOT, batch.path)
