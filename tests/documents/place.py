"""A county that writes official documents: an issuing body, its people, and who receives."""

from datetime import date

from jiceng.documents import commands
from jiceng.documents.commands import Addressee, Words
from jiceng.organisations.enums import Kind, Line, PostKind
from tests import factories

DAY = date(2026, 11, 3)
TEXT = """为进一步加强社区建设，经县委研究，现就有关事项通知如下。
一、总体要求
坚持党建引领，把力量放到社区。
（一）明确责任。每个社区由一名县级领导联系。
1.联系领导每年到社区不少于四次。
（1）听取意见。
二、工作安排
各单位要认真落实。"""


class Place:
    """County committee with a department, a town with secretary and officer, two communities with branches."""

    def __init__(self):
        make = factories.make_organisation
        self.county = make("中共嫩江县委员会", Kind.COUNTY_COMMITTEE)
        self.department = make("县委组织部", Kind.ORGANISATION_DEPARTMENT, under=self.county, line=Line.PARTY)
        self.town = make("嫩江镇党委", Kind.TOWN_PARTY_COMMITTEE, under=self.county)
        self.other_town = make("多宝山镇党委", Kind.TOWN_PARTY_COMMITTEE, under=self.county)
        post = factories.make_account_with_post
        self.leader = post(self.county, PostKind.SECRETARY)
        self.clerk = post(self.department, PostKind.OFFICER)
        self.second_clerk = post(self.department, PostKind.OFFICER)
        self.town_secretary = post(self.town, PostKind.SECRETARY)
        self.town_officer = post(self.town, PostKind.OFFICER)
        self.other_officer = post(self.other_town, PostKind.OFFICER)
        self.series = commands.open_series(
            by=None, organisation=self.county, code="嫩发", on=date(2020, 1, 1)
        )

    def words(self, **changed) -> Words:
        usual = {
            "kind": "notice",
            "title": "关于加强社区建设的通知",
            "text": TEXT,
            "main": (Addressee.of(self.town), Addressee("县直各单位")),
        }
        return Words(**{**usual, **changed})

    def draft(self, **changed):
        words = self.words(**changed)
        return commands.draft(by=None, organisation=self.county, series=self.series, words=words)

    def signed(self, on=DAY, **changed):
        row = commands.submit(by=None, document=self.draft(**changed))
        row = commands.review(by=None, document=row)
        return commands.sign(by=None, document=row, on=on, signer="王建国")

    def issued(self, on=DAY, **changed):
        return commands.issue(by=None, document=self.signed(on, **changed), on=on)
