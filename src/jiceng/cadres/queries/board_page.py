"""The pages of the board, as plain values."""

from dataclasses import dataclass, field

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from jiceng.cadres.board_seen import written
from jiceng.cadres.enums_restructuring import BoardState, Origin, Outcome
from jiceng.cadres.models import BoardCommunity, BoardPerson, BoardPost, Restructuring
from jiceng.cadres.queries import restructuring as queries
from jiceng.cadres.queries.board_filling import alternative, points_now, reasons
from jiceng.cadres.rules_restructuring import may_arrange_posts, may_decide_posts, may_propose_people
from jiceng.cadres.units import POSTS
from jiceng.documents.models import Task
from jiceng.documents.queries.tasks import lit
from jiceng.documents.rules import may_carry_task
from jiceng.kernel.components import Crumb, Fact, Figure
from jiceng.kernel.frontpage import Card, Row
from jiceng.kernel.pages import today
from jiceng.kernel.queries import record_of
from jiceng.kernel.units import PEOPLE
from jiceng.kernel.words import strung

SHOWN = 12
LEAVER = "cadres.boardperson"
LIGHTS = {
    BoardState.DRAFT: "soon",
    BoardState.SUBMITTED: "info",
    BoardState.DECIDED: "done",
    BoardState.WITHDRAWN: "none",
}


def light_of(board: Restructuring) -> tuple[str, str]:
    return LIGHTS[BoardState(board.state)], board.get_state_display()


def listed(*, seen_by) -> list[tuple[Restructuring, tuple[str, str]]]:
    return [(board, light_of(board)) for board in queries.boards(seen_by=seen_by)]


@dataclass(frozen=True)
class Seat:
    """A post with who takes it."""

    post: BoardPost
    row: BoardPerson | None
    about: str


@dataclass
class Team:
    """A community with its two bodies."""

    community: BoardCommunity
    party: list[Seat] = field(default_factory=list)
    residents: list[Seat] = field(default_factory=list)

    @property
    def bodies(self) -> list[tuple[str, list[Seat]]]:
        names = (self.community.branch_name, self.community.committee_name)
        return list(zip(names, (self.party, self.residents), strict=True))

    @property
    def empty(self) -> int:
        return sum(not one.row and not one.post.opening for one in (*self.party, *self.residents))


def page(board: Restructuring, by) -> dict:
    """Everything that the board shows; a fixed number of queries, however many people."""
    facts = queries.facts_of(board)
    counted = queries.tally(board)
    found = queries.faults(board, facts) if board.state in {BoardState.DRAFT, BoardState.SUBMITTED} else []
    draft, found_teams = board.state == BoardState.DRAFT, teams(board, facts)
    own = by.pk in {board.prepared_by_id, board.submitted_by_id, *board.hands}
    return {
        "board": board,
        "light": light_of(board),
        "figures": _figures(board, counted),
        "teams": found_teams,
        "pool": _pool(board, facts),
        "seen": _seen(found_teams) if draft else "",
        "effects": queries.effects(board, facts, seen_by=by),
        "faults": found[:SHOWN],
        "more_faults": max(0, len(found) - SHOWN),
        "all_faults": len(found),
        "may_finish": board.state == BoardState.DECIDED and may_finish(board, by),
        "in_force": board.state == BoardState.DECIDED and board.reorganisation.state == "executed",
        "may_edit": draft and may_arrange_posts.test(by),
        "may_propose": draft and may_propose_people.test(by, board),
        "may_decide": board.state == BoardState.SUBMITTED and may_decide_posts.test(by) and not own,
        "may_arrange": may_arrange_posts.test(by),
        "entries": record_of(target=board),
        "crumbs": [Crumb(_("班子调整"), reverse("restructurings")), Crumb(str(board))],
    }


def may_finish(board: Restructuring, by) -> bool:
    """Whether steps of those who leave are open, and the account carries them."""
    ids = [str(pk) for pk in board.people.filter(outcome=Outcome.LEAVE).values_list("pk", flat=True)]
    first = Task.objects.filter(source_kind=LEAVER, source_id__in=ids, done_on=None, dropped_on=None).first()
    return first is not None and may_carry_task.test(by, first)


def _figures(board: Restructuring, counted: queries.Tally) -> list[Figure]:
    people = reverse("restructuring_people", args=[board.pk])
    posts = reverse("restructuring_posts", args=[board.pk])
    late = lambda many: "late" if many else ""  # noqa: E731  # one use, one line
    return [
        Figure(_("职数"), counted.posts, POSTS, posts),
        Figure(_("已定人"), counted.filled, POSTS, f"{posts}?state=filled"),
        Figure(_("招聘或选举"), counted.open, POSTS, posts),
        Figure(_("未定职数"), counted.empty, POSTS, f"{posts}?state=empty", late(counted.empty)),
        Figure(pgettext("班子", "离任"), counted.leaving, PEOPLE, f"{people}?outcome=leave"),
        Figure(
            _("撤并单位未定去向"),
            counted.undecided,
            PEOPLE,
            f"{people}?outcome=undecided&origin=abolished",
            late(counted.undecided),
        ),
    ]


def teams(board: Restructuring, facts: queries.Facts) -> list[Team]:
    found = {one.pk: Team(one) for one in board.communities.all()}
    for post in queries.posts(board):
        row = queries.holder_of(post)
        about = queries.in_brief(facts, row.person_id) if row else ""
        team = found[post.community_id]
        (team.party if post.body == "party" else team.residents).append(Seat(post, row, about))
    return list(found.values())


def _seen(found: list[Team]) -> str:
    """Who has which post, as `board_seen` writes it."""
    seats = [seat for team in found for seat in (*team.party, *team.residents) if seat.row]
    return written((seat.post.pk, None, seat.row.pk) for seat in seats if seat.row)


def _pool(board: Restructuring, facts: queries.Facts) -> list[tuple[BoardPerson, str]]:
    """Whose outcome is not settled, those of abolished units first."""
    rows = queries.people(board).filter(outcome="")
    ordered = sorted(rows, key=lambda row: (row.origin != Origin.ABOLISHED, row.person.pinyin))
    return [(row, queries.in_brief(facts, row.person_id)) for row in ordered]


def post_context(board: Restructuring, post: BoardPost, facts: queries.Facts, by) -> dict:
    """Why whoever has the post, and what the next best of a proposal would cost."""
    holder = queries.holder_of(post)
    proposed = bool(holder and post.body in holder.terms)
    terms = holder.terms[post.body] if holder and proposed else points_now(board, post, facts)
    return {
        "board": board,
        "post": post,
        "holder": holder,
        "may_edit": board.state == BoardState.DRAFT and may_arrange_posts.test(by),
        "reasons": reasons(terms),
        "sum": sum(terms.values()),
        "proposed": proposed,
        "other": alternative(board, post) if proposed and board.state == BoardState.DRAFT else None,
    }


def person_context(row: BoardPerson, facts: queries.Facts, by) -> dict:
    rows = [
        Fact(_("来源"), row.get_origin_display()),
        Fact(_("现任职务"), row.now or "—"),
        Fact(_("情况"), queries.in_brief(facts, row.person_id) or "—"),
        Fact(pgettext("结果", "去向"), row.get_outcome_display() or _("未定")),
        Fact(_("任职"), strung(str(post) for post in queries.posts_of(row)) or "—"),
    ]
    if row.leaving:
        rows.append(Fact(_("离任方式"), row.get_leaving_display()))
    return {
        "facts": rows,
        "may_edit": row.restructuring.state == BoardState.DRAFT and may_arrange_posts.test(by),
        "kin": sorted(facts.relatives(row.person_id).values()),
        "above": facts.above.get(row.person_id, ""),
        "tasks": list(leaver_tasks(row)),
    }


def leaver_tasks(row: BoardPerson) -> QuerySet[Task]:
    """The procedure of whoever leaves, in the one register."""
    rows = Task.objects.filter(source_kind=LEAVER, source_id=str(row.pk))
    return lit(rows, today()).order_by("due_on", "pk")


def waiting_card(*, seen_by, as_of) -> Card | None:
    """Packages that wait for this account's decision."""
    rows = queries.boards(seen_by=seen_by).filter(state=BoardState.SUBMITTED)
    mine = [one for one in rows if seen_by.pk not in {one.prepared_by_id, one.submitted_by_id, *one.hands}]
    drawn = [Row(str(one), reverse("restructuring", args=[one.pk]), light=light_of(one)[0]) for one in mine]
    return (
        Card(_("班子调整方案待决定"), drawn, len(drawn), reverse("restructurings"), "soon") if drawn else None
    )
