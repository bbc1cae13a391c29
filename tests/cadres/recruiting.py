"""A round of recruitment in a small county, walked on as far as a test needs it."""

from datetime import date, timedelta
from decimal import Decimal

from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.commands.recruitment import NewApplicant, NewPlace, NewRound
from jiceng.cadres.enums_recruitment import REVIEWS, Standing
from jiceng.cadres.models import Applicant, RoundStep
from jiceng.cadres.queries.recruitment import panel_marks, unruled
from jiceng.console.demo.invented import Inventor
from jiceng.kernel.pages import today
from jiceng.organisations.enums import PostKind
from tests import factories

ONE = timedelta(days=1)


class Recruiting:
    """The department's two officers run it, five examiners sit in panel 1; `places` people are sought in one post."""

    def __init__(self, places=1, **rules):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.officer = post(self.county["department"], PostKind.OFFICER)
        self.head = post(self.county["department"], PostKind.LEADER)
        self.town_officer = post(self.county["town"], PostKind.OFFICER)
        self.secretary = post(self.county["first_branch"])
        self.examiners = [factories.make_account() for _one in range(5)]
        self.post = factories.make_post(self.county["first_committee"], PostKind.WORKER, places=20)
        self.inventor = Inventor(7, 100)
        rules = {"open_ratio": 1, "interview_ratio": 3, **rules}
        new = NewRound("公开招聘社区工作者", today(), today() + 7 * ONE, **rules)
        self.round = commands.open_round(by=self.officer, organisation=self.county["county"], new=new)
        self.place = commands.add_place(by=self.officer, round_=self.round, new=NewPlace(self.post, places))

    def announce(self):
        self.round = commands.publish_notice(by=self.officer, round_=self.round)
        return self

    def somebody(self, **more) -> NewApplicant:
        made = self.inventor.person(youngest=22, oldest=33, on=today())
        return NewApplicant(made.name, made.id_number, made.phone, **{"education": 20, **more})

    def apply(self, many=1) -> list[Applicant]:
        found = [commands.apply_for(place=self.place, new=self.somebody())[0] for _one in range(many)]
        self.codes = getattr(self, "codes", [])
        return found

    def registered(self, many=6):
        """The notice is out, so many applied, registration is over."""
        self.announce()
        self.apply(many)
        RoundStep.objects.filter(round=self.round, step="registration").update(
            opens_on=today() - 9 * ONE, closes_on=today() - ONE
        )
        return self.publish()

    def publish(self):
        commands.publish_step(by=self.officer, round_=self.round)
        self.round.refresh_from_db()
        return self

    def passing(self):
        """Everybody left passes the review, which is published."""
        assert self.round.step in REVIEWS
        self.rule(list(unruled(self.round, self.round.step)))
        return self.publish()

    def rule(self, people, passed=True, why="", step=""):
        step = step or self.round.step
        return commands.rule(
            by=self.officer, round_=self.round, step=step, applicants=people, passed=passed, why=why
        )

    def seated(self):
        commands.assign_seats(by=self.officer, round_=self.round, rooms=[("第一考场", 400)])
        return self

    def enter(self, marks: dict[str, Decimal], hand=1, by=None):
        by = by or (self.officer if hand == 1 else self.head)
        return commands.enter_marks(by=by, round_=self.round, hand=hand, marks=marks)

    def people(self, **at) -> list[Applicant]:
        return list(Applicant.objects.filter(round=self.round, **at).order_by("number"))

    def written(self, *marks):
        """The written test with these marks in the order of registration."""
        self.seated()
        given = dict(
            zip((one.ticket for one in self.people(standing="in")), map(Decimal, marks), strict=True)
        )
        self.enter(given, 1)
        self.enter(given, 2)
        return self.publish()

    def interviewed(self, *marks):
        """Each at the interview gets this mark from all five."""
        people = self.people(standing=Standing.IN, step="interview")
        commands.seat_examiners(
            by=self.officer, round_=self.round, people=[one.person for one in self.examiners], panel=1
        )
        for one, mark in zip(people, map(Decimal, marks), strict=True):
            for examiner in self.examiners:
                commands.mark_interview(by=examiner, applicant=one, mark=mark)
        assert all(len(given) == 5 for given in panel_marks(self.round).values())
        return self.publish()

    def publicised(self):
        """Health and background passed; the names have stood in public long enough."""
        self.passing().passing()
        self.age_publicity()
        return self

    def age_publicity(self):
        Applicant.objects.filter(round=self.round, publicised_on__isnull=False).update(
            publicised_on=today() - 8 * ONE
        )

    def whole(self, written=(90, 80, 70), interview=(80, 85, 90)):
        """From registration to the end of publicity."""
        self.registered(len(written)).passing().written(*written).passing()
        self.interviewed(*interview)
        self.publish()
        return self.publicised().publish()


def day(text: str) -> date:
    return date.fromisoformat(text)
