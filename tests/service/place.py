"""A county whose communities, town, bureau and resident unit can all have a resident's request in hand."""

from datetime import date

from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.service import commands
from jiceng.service.commands import NewCase
from jiceng.service.models import Case
from tests import factories

MONDAY = date(2026, 3, 2)
PHONE = "13945670001"
TEXT = "三单元楼道灯不亮，老人晚上不敢出门"


def working_day(count: int) -> date:
    """So many working days after the Monday on which everything begins."""
    return add_working_days(MONDAY, count)


class Place:
    def __init__(self):
        self.county = factories.make_county()
        top = self.county["county"]
        self.bureau = factories.make_organisation("县住建局", Kind.DEPARTMENT, under=top, line=Line.PARTY)
        self.first, self.second = self.county["first"], self.county["second"]
        self.committee = self.county["first_committee"]
        self.unit = factories.make_organisation("铁东小学", Kind.RESIDENT_UNIT, territory=self.first)
        post = factories.make_account_with_post
        self.director = post(self.committee, PostKind.DIRECTOR)
        self.worker = post(self.committee, PostKind.WORKER)
        self.secretary = post(self.county["first_branch"], PostKind.SECRETARY)
        self.neighbour = post(self.county["second_committee"], PostKind.WORKER)
        self.town = post(self.county["town"], PostKind.OFFICER)
        self.builder = post(self.bureau, PostKind.LEADER)
        self.contact = post(self.unit, PostKind.CONTACT)
        self.leader = post(top, PostKind.SECRETARY)

    def new(self, community=None, **fields) -> NewCase:
        given = {"kind": "lighting", "text": TEXT, "place": "南山小区3号楼", "phone": PHONE, **fields}
        return NewCase(community or self.first, **given)

    def asked(self, on=MONDAY, **fields) -> tuple[Case, str]:
        return commands.ask(new=self.new(way="page", **fields), on=on)

    def taken(self, by=None, on=MONDAY, **fields) -> tuple[Case, str]:
        return commands.take(by=by or self.worker, new=self.new(**fields), on=on)

    def answered(self, on=MONDAY, after=1, **fields) -> tuple[Case, str]:
        """Taken down, and answered so many working days later."""
        row, code = self.taken(on=on, **fields)
        commands.answer(by=self.worker, case=row, text="已换灯泡", on=add_working_days(on, after))
        return row, code
