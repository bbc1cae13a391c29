"""From the board to the programme and back: people, seats and weights as it reckons with them."""

from collections import defaultdict
from dataclasses import asdict, dataclass

from django.utils.translation import gettext as _

from jiceng.cadres import filling
from jiceng.cadres.enums import COLLEGE_UP_TO, Share, Status
from jiceng.cadres.enums_restructuring import Origin, Outcome
from jiceng.cadres.models import BoardPerson, BoardPost, CompositionTarget, Restructuring
from jiceng.cadres.queries.restructuring import HEADS, Facts, facts_of, holder_of, people, posts, posts_of

USUAL_AGE = 35
OUT = (Outcome.LEAVE, Outcome.STAY)


@dataclass
class Reckoned:
    """The programme of a board, with the posts behind each seat and the rows behind each key."""

    task: filling.Task
    places: list[list[BoardPost]]
    rows: dict[int, BoardPerson]


def weights_of(board: Restructuring) -> filling.Weights:
    """Those of the last proposal; the usual ones where none was made."""
    return filling.Weights(**{**asdict(filling.Weights()), **board.weights})


def aimed_age(board: Restructuring) -> int:
    """The county's bound on the average age; whoever is older counts against it."""
    target = CompositionTarget.objects.on(board.on).filter(measure=Share.AVERAGE_AGE).first()
    return int(target.at_most) if target and target.at_most is not None else USUAL_AGE


def reckoned(board: Restructuring, weights: filling.Weights, *, keep: bool) -> Reckoned:
    """`keep` leaves what was chosen by hand as it is and fills the rest; else all posts are open again. Whoever
    leaves or stays where they are is no candidate."""
    facts, free = facts_of(board), defaultdict(list)
    rows = list(people(board).exclude(outcome__in=OUT))
    for post in posts(board):
        if not keep or (holder_of(post) is None and not post.opening):
            free[post.community_id, post.body, post.kind].append(post)
    placed = {row.person_id: row for row in rows if keep and row.community_id}
    seats = tuple(
        filling.Seat(community, body, kind, len(group), kind in HEADS)
        for (community, body, kind), group in free.items()
    )
    groups, age = list(free.values()), aimed_age(board)
    found = tuple(
        _person(row, facts, seats, groups, age, placed) for row in rows if row.person_id not in placed
    )
    keys = {one.key for one in found}
    kin = tuple(
        (one, other) for one in keys for other in facts.relatives(one) if one < other and other in keys
    )
    task = filling.Task(found, seats, weights, kin, filling.Heads(board.heads))
    return Reckoned(task, groups, {row.person_id: row for row in rows})


def _person(
    row: BoardPerson,
    facts: Facts,
    seats: tuple[filling.Seat, ...],
    groups: list[list[BoardPost]],
    age: int,
    placed: dict[int, BoardPerson],
) -> filling.Person:
    one = facts.people[row.person_id]
    shut = {
        placed[other].community_id for other in facts.relatives(row.person_id) if other in placed
    }  # a relative is there already
    able: dict[str, bool] = {}
    fits = set()
    for number, (seat, group) in enumerate(zip(seats, groups, strict=True)):
        alike = not facts.posts and row.person_id not in facts.beside  # the communities ask for the same
        like = f"{group[0].community.branch_kind}:{seat.kind}" if alike else f"{number}"
        if like not in able:
            able[like] = not facts.lacking(row.person_id, group[0])
        if able[like] and seat.community not in shut:
            fits.add(number)
    return filling.Person(
        row.person_id,
        frozenset(row.served),
        frozenset(row.held),
        row.origin == Origin.ABOLISHED,
        one.level is not None and one.level <= COLLEGE_UP_TO,
        one.status == Status.CIVIL_SERVANT,
        max(0, (one.age or 0) - age),
        frozenset(fits),
    )


def points_now(board: Restructuring, post: BoardPost, facts: Facts) -> dict[str, int]:
    """What speaks for and against whoever has the post, under the weights of the board; empty for nobody."""
    holder = holder_of(post)
    if holder is None:
        return {}
    seat = filling.Seat(post.community_id, post.body, post.kind, 1, post.kind in HEADS)
    one = _person(holder, facts, (), [], aimed_age(board), {})
    return filling.terms(one, seat, weights_of(board))


REASONS = {
    "continuity": lambda: _("熟悉本社区"),
    "same_post": lambda: _("任过同类职务"),
    "retained": lambda: _("撤并单位人员"),
    "education": lambda: _("大专以上"),
    "civil_servant": lambda: _("公务员任书记、主任"),
    "age": lambda: _("超过目标年龄"),
}


def reasons(terms: dict[str, int]) -> list[tuple[str, int]]:
    """The points of a pair in words, without those that are nought."""
    return [(REASONS[key](), value) for key, value in terms.items() if value and key in REASONS]


@dataclass(frozen=True)
class Alternative:
    """Without the person who was chosen: who would come (empty: the post stays open), how many points more, and how
    many others would change."""

    name: str
    more: int
    changes: int


def alternative(board: Restructuring, post: BoardPost) -> Alternative | None:
    """The runner-up for a post of a proposal, reckoned anew over the whole board under its weights; None when there is
    none, or when the board no longer is what was proposed."""
    holder = holder_of(post)
    if holder is None or board.points is None:
        return None
    found = reckoned(board, weights_of(board), keep=False)
    seat = next(n for n, group in enumerate(found.places) if post.pk in {one.pk for one in group})
    chosen = tuple(sorted(_chosen(found)))
    best = filling.Filled(chosen, filling.points_of(found.task, chosen), board.proved)
    other = filling.runner_up(found.task, best, (holder.person_id, seat))
    if other is None:
        return None
    name = found.rows[other.person].person.name if other.person is not None else ""
    return Alternative(name, other.more, other.changes)


def _chosen(found: Reckoned) -> list[tuple[int, int]]:
    """The board as it stands, in the words of the programme."""
    seat_of = {post.pk: number for number, group in enumerate(found.places) for post in group}
    return [(key, seat_of[post.pk]) for key, row in found.rows.items() for post in posts_of(row)]
