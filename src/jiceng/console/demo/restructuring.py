"""How the posts of the new communities were filled: one package, prepared by the organisation department with people
whom the town proposed, decided by the county's secretary before the reorganisation was carried out."""

from collections.abc import Iterator
from datetime import date

from jiceng.cadres import commands
from jiceng.cadres.commands import Proposal, Wanted
from jiceng.cadres.enums_restructuring import Leaving, Opening, Origin, Outcome
from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Reorganisation
from jiceng.people.models import Account, Person
from jiceng.rezoning.models import Plan
from jiceng.rezoning.orders import Staff

HEADS = {PostKind.SECRETARY, PostKind.DIRECTOR}
NUMBER, ISSUED_ON = "嫩组〔2025〕9号", date(2025, 12, 28)
WHY = {
    Origin.ABOLISHED: "在原居民委任职，熟悉本社区，群众认可",
    Origin.ORGAN: "公务员，有基层工作经历，机关推荐下派",
    Origin.LOCAL: "本社区党员群众推荐，镇党委考察合格",
}
RESULT = "已谈话通知、办理交接并结清，本人签字。"


def fill_posts(
    accounts: dict[str, Account], plan: Plan, reorganisation: Reorganisation, staff: Staff
) -> Restructuring:
    """The package with exactly these people, decided; it takes effect with the reorganisation."""
    board = commands.open_board(by=accounts["zuzhibu"], reorganisation=reorganisation)
    labels = {one.name: one.label for one in plan.communities.all()}
    wanted: dict[int, list[tuple[str, str]]] = {}
    for community in board.communities.all():
        for post, person in staff.communities.get(labels[community.name], ()):
            wanted.setdefault(person, []).append((community.key, post))
    _propose(accounts["zhenshuji"], board, wanted)
    choices = list(_choices(board, wanted))
    by = accounts["zuzhibu"]
    commands.take_over_choices(by=by, board=board, wanted=choices, openings=Opening.ELECT)
    commands.submit_board(by=by, board=board)
    issued_on = min(ISSUED_ON, reorganisation.effective_on)
    commands.decide_board(by=accounts["shuji"], board=board, number=NUMBER, issued_on=issued_on)
    commands.finish_leaving(by=None, board=board, result=RESULT)
    return board


def _propose(by: Account, board: Restructuring, wanted: dict[int, list[tuple[str, str]]]) -> None:
    known = set(board.people.values_list("person_id", flat=True))
    people = Person.objects.in_bulk([pk for pk in wanted if pk not in known])
    proposals = []
    for pk, person in people.items():
        head = any(post in HEADS for _key, post in wanted[pk])
        origin = Origin.ORGAN if head else Origin.LOCAL
        proposals.append(Proposal(person, origin, "县直机关干部" if head else "", WHY[origin]))
    commands.propose_people(by=by, board=board, proposals=proposals)


def _choices(board: Restructuring, wanted: dict[int, list[tuple[str, str]]]) -> Iterator[Wanted]:
    """Whoever is wanted gets the next free place of the kind; the others of the abolished units leave."""
    free: dict[tuple[str, str], list[int]] = {}
    rows = BoardPost.objects.filter(community__restructuring=board).order_by("pk")
    for key, kind, pk in rows.values_list("community__key", "kind", "pk"):
        free.setdefault((key, kind), []).append(pk)
    people = {row.person_id: row for row in board.people.select_related("person")}
    for person, places in wanted.items():
        posts = tuple(free[place].pop(0) for place in places)
        row = people.pop(person)
        yield Wanted(row.pk, Outcome.RETAIN, posts, why=WHY[Origin(row.origin)])
    for row in people.values():
        yield Wanted(row.pk, Outcome.LEAVE, leaving=_ground(row), why="单位撤并，职数减少")


def _ground(row: BoardPerson) -> str:
    return Leaving.RETURNED if "街道" in row.now else Leaving.TERM_ENDED
