"""A county with two communities, two leaders, two liaisons and the office that arranges them."""

from datetime import date

from jiceng.organisations.enums import Kind, Line, PostKind
from jiceng.responsibility import commands
from jiceng.responsibility.commands import Ground
from tests import factories

SINCE = date(2026, 1, 1)


class Place:
    """`leaders` and `officers` have an account each; nobody is in charge yet."""

    def __init__(self):
        self.county = factories.make_county()
        self.government = factories.make_organisation(
            "县政府", Kind.COUNTY_GOVERNMENT, under=self.county["county"], line=Line.PARTY
        )
        post = factories.make_account_with_post
        self.clerk = post(self.county["department"], PostKind.OFFICER)
        self.leaders = [post(self.government, PostKind.LEADER) for _one in range(2)]
        bureau = factories.make_organisation(
            "县民政局", Kind.DEPARTMENT, under=self.government, line=Line.PARTY
        )
        self.officers = [post(bureau, PostKind.CONTACT) for _one in range(2)]
        self.secretary = post(self.county["first_branch"], PostKind.SECRETARY)
        self.neighbour = post(self.county["second_branch"], PostKind.SECRETARY)
        self.first, self.second = self.county["first"], self.county["second"]

    def charge(self, community=None, leader=0, on=SINCE):
        return commands.put_in_charge(
            by=None,
            community=community or self.first,
            leader=self.leaders[leader].person,
            ground=Ground(on),
        )

    def link(self, leader=0, officer=0, on=SINCE):
        return commands.link(
            by=None,
            leader=self.leaders[leader].person,
            officer=self.officers[officer].person,
            ground=Ground(on),
        )

    def full(self):
        """Both communities led, both leaders linked."""
        points = [self.charge(), self.charge(self.second, leader=1)]
        self.link()
        self.link(leader=1, officer=1)
        return points
