"""A county with a plan of training and a class of yesterday, for tests of training."""

from datetime import timedelta

from jiceng.cadres.models import Training, TrainingPlan
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from tests import factories


class Place:
    def __init__(self):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.head = post(self.county["department"], PostKind.LEADER)
        self.street = post(self.county["street"])
        self.desk = post(self.county["street"], PostKind.OFFICER)
        self.secretary = post(self.county["first_branch"])
        self.neighbour = post(self.county["second_branch"])
        self.file = factories.make_cadre(self.secretary.person)
        seat = factories.make_post(self.county["first_committee"], PostKind.COMMITTEE_MEMBER, places=9)
        self.seat = seat
        self.member = factories.make_term(seat, factories.make_cadre().person).person
        self.plan = TrainingPlan.objects.create(unit=self.county["department"], year=today().year)

    def training(self, **fields) -> Training:
        day = today() - timedelta(days=1)
        usual = {"kind": "class", "audience": "all", "title": "任职培训班", "place": "县委党校", "hours": 40}
        return Training.objects.create(
            plan=self.plan, **{**usual, "starts_on": day, "ends_on": day, **fields}
        )
