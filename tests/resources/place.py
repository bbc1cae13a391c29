"""A county with two communities of two thousand households, a norm, and the people who keep rooms and money."""

import uuid
from datetime import date
from decimal import Decimal

from jiceng.organisations.enums import PostKind
from jiceng.resources import commands
from jiceng.resources.commands import Facts
from tests import factories

SINCE = date(2026, 1, 1)
NORM = {
    "m2_per_100_households": Decimal(30),
    "least_m2": None,
    "most_m2": None,
    "activity_percent": 60,
    "rent_per_m2": Decimal(100),
    "build_per_m2": Decimal(2000),
    "basis": "嫩发〔2026〕3号",
}


def key(**fields) -> dict:
    return {"submission_key": str(uuid.uuid4()), **fields}


class Place:
    """`first` and `second` are the communities; each has a secretary, the first a director, too."""

    def __init__(self):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.clerk = post(self.county["department"], PostKind.OFFICER)
        self.leader = post(self.county["county"], PostKind.SECRETARY)
        self.secretary = post(self.county["first_branch"], PostKind.SECRETARY)
        self.neighbour = post(self.county["second_branch"], PostKind.SECRETARY)
        self.director = post(self.county["first_committee"], PostKind.DIRECTOR)
        self.worker = post(self.county["first_committee"], PostKind.WORKER)
        self.first, self.second = self.county["first"], self.county["second"]

    def norm(self, on=SINCE, **values):
        return commands.set_norm(by=self.clerk, on=on, values={**NORM, **values})

    def venue(self, community=None, name="服务中心", on=SINCE, by=None, address="二道街1号", **facts):
        facts = {"title": "owned", "area_m2": Decimal(400), "activity_m2": Decimal(300), **facts}
        return commands.enter_venue(
            by=by, community=community or self.first, name=name, address=address, facts=Facts(**facts), on=on
        )
