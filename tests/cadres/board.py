"""A county whose four old committees are to become two communities, with leaders in each and a board to fill."""

from datetime import date, timedelta
from uuid import uuid4

from jiceng.cadres import commands
from jiceng.cadres.commands import Proposal
from jiceng.cadres.enums import Relation
from jiceng.cadres.enums_restructuring import Origin
from jiceng.cadres.models import BoardPost, CadreFile, Kin, Restructuring
from jiceng.kernel.pages import today
from jiceng.organisations import commands as organisations
from jiceng.organisations.commands.reorganisation import execute, plan_reorganisation
from jiceng.organisations.enums import PostKind
from jiceng.people.models import Person
from tests import factories
from tests.organisations.county import county, instrument, officer, person

BORN = date(1990, 5, 17)


class Board:
    """`heads` are the secretaries and directors of the old committees, `proposed` two people of the town. `holders`
    are posts that the orders fill themselves: (key of the community, kind of post, number of the member)."""

    def __init__(self, holders=(), **changes):
        self.place = place = county()
        self.day = today() - timedelta(days=3)
        self.members = [
            one
            for number in range(4)
            for one in place.members(place.branches[number], place.old[number], full=8)
        ]
        self.heads = [
            self.lead(unit, kind, self.members[8 * number + offset])
            for number in range(4)
            for offset, (unit, kind) in enumerate(
                ((place.branches[number], PostKind.SECRETARY), (place.old[number], PostKind.DIRECTOR))
            )
        ]
        self.proposed = [self.members[6], self.members[22]]
        Person.objects.filter(pk__in=[one.pk for one in self.members]).update(born_on=BORN, education=20)
        self.clerk, self.second = (officer(place.department, PostKind.OFFICER) for _one in range(2))
        self.boss = officer(place.committee, PostKind.SECRETARY)
        self.town = officer(place.town, PostKind.SECRETARY)
        self.reorganisation = self.planned(holders, **changes)

    def lead(self, unit, kind, who):
        post = organisations.create_post(by=None, organisation=unit, kind=kind, on=date(2001, 1, 1))
        organisations.appoint(by=None, post=post, person=who, on=date(2020, 1, 1))
        return who

    def planned(self, holders=(), **changes):
        place = self.place
        named = {
            key: [{"post": kind, "person": self.members[one].pk} for at, kind, one in holders if at == key]
            for key in ("c1", "c2")
        }
        pairs = ([place.old[0], place.old[1]], [place.old[2], place.old[3]])
        orders = {
            "version": 1,
            "town": place.town.pk,
            "street_working_committee": {"name": "嫩江镇街道党工委"},
            "ends": [one.pk for one in (*place.streets, *place.general_branches)],
            "communities": [
                {"key": key, "name": name, "predecessors": [one.pk for one in pair], "holders": named[key]}
                for key, name, pair in zip(("c1", "c2"), ("邮政社区", "铁西社区"), pairs, strict=True)
            ],
            **changes,
        }
        return plan_reorganisation(
            by=None,
            key=uuid4(),
            title="四个居民委调整为两个社区",
            effective_on=self.day,
            instrument=instrument(),
            orders=orders,
        )

    def open(self):
        self.board = commands.open_board(by=self.clerk, reorganisation=self.reorganisation)
        return self.board

    def propose(self, who=None):
        people = [who] if who else self.proposed
        rows = [Proposal(one, Origin.LOCAL, "党员", "群众基础好") for one in people]
        return commands.propose_people(by=self.town, board=self.board, proposals=rows)

    def row(self, who):
        return self.board.people.select_related("restructuring", "person").get(person=who)

    def post(self, kind, key="c1", number=1):
        rows = BoardPost.objects.select_related("community__restructuring")
        return rows.get(community__restructuring=self.board, community__key=key, kind=kind, number=number)

    def put(self, who, kind, key="c1", number=1):
        return commands.put(by=self.clerk, row=self.row(who), post=self.post(kind, key, number))

    def settle(self):
        """Secretaries and directors go on, the second ones leave, everything else is recruited for."""
        for key, first in (("c1", 0), ("c2", 4)):
            self.put(self.heads[first], PostKind.SECRETARY, key)
            self.put(self.heads[first + 1], PostKind.DIRECTOR, key)
        rows = [self.row(self.heads[number]) for number in (2, 3, 6, 7)]
        commands.let_go(by=self.clerk, rows=rows, leaving="term_ended", why="撤并")
        rows = BoardPost.objects.filter(community__restructuring=self.board)
        for post in rows.exclude(kind__in=(PostKind.SECRETARY, PostKind.DIRECTOR)):
            commands.leave_open(by=self.clerk, post=post, opening="recruit")

    def submitted(self):
        self.open()
        self.settle()
        return commands.submit_board(by=self.clerk, board=self.board)

    def decided(self):
        self.submitted()
        return self.decide()

    def decide(self, by=None):
        return commands.decide_board(
            by=by or self.boss, board=self.board, number="嫩组〔2026〕9号", issued_on=self.day
        )

    def execute(self):
        return execute(by=None, reorganisation=self.reorganisation)

    def kin(self, one, other, relation=Relation.SPOUSE):
        file = CadreFile.objects.filter(person=one).first() or factories.make_cadre(one)
        return Kin.objects.create(file=file, relation=relation, name=other.name, person=other)

    def stranger(self):
        return person(born_on=BORN)

    def board_now(self):
        return Restructuring.objects.get(pk=self.board.pk)
