"""Who takes which post on the board, and what becomes of everybody else; by hand, by the programme, from a sheet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict, dataclass

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from jiceng.cadres.board_seen import must_be_as_seen
from jiceng.cadres.enums_restructuring import (
    PLACED,
    BoardState,
    Body,
    Heads,
    Leaving,
    Opening,
    Origin,
    Outcome,
)
from jiceng.cadres.filling import NothingFits, Weights, fill, terms
from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.queries.board_filling import Reckoned, reckoned
from jiceng.cadres.queries.restructuring import (
    HEADS,
    HOLDERS,
    SHOWN,
    Facts,
    facts_of,
    holder_of,
    posts_of,
)
from jiceng.cadres.queries.restructuring import posts as board_posts
from jiceng.cadres.rules_restructuring import may_arrange_posts
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError

COLUMN = {Body.PARTY: "party_post", Body.RESIDENTS: "residents_post"}


def draft_of(board: Restructuring, *, by) -> Restructuring:
    """The board, locked until the transaction ends; refused when it is no draft."""
    must(by, may_arrange_posts, None, _("无权编制班子调整方案。"))
    rows = Restructuring.objects.select_for_update(of=("self",)).select_related("reorganisation")
    row = rows.get(pk=board.pk)
    if row.state != BoardState.DRAFT:
        raise ImpossibleError(
            _("方案%(state)s，不能再改；退回后才能改。") % {"state": row.get_state_display()}
        )
    if by is not None and by.pk not in row.hands:
        row.hands = [*row.hands, by.pk]
        row.save(update_fields=["hands"])
    return row


def _fresh(row: BoardPerson) -> BoardPerson:
    return BoardPerson.objects.select_related(*SHOWN).get(pk=row.pk)


@transaction.atomic
def put(*, by, row: BoardPerson, post: BoardPost, why: str = "", seen: str = "") -> BoardPerson:
    """The person takes the post. Whoever had it is without it; a place that the person had in another community is
    given up. Refused: what the post requires and the person lacks, relatives in one community; and that either is not
    any more where the page `seen` showed them (`board_seen`)."""
    board = draft_of(row.restructuring, by=by)
    row = _fresh(row)
    post = BoardPost.objects.select_related("community", *HOLDERS).get(pk=post.pk)
    if post.community.restructuring_id != board.pk:
        raise ImpossibleError(_("这个职务不在本方案内。"))
    must_be_as_seen(seen, rows=[row], post=post)
    facts = facts_of(board)
    there = board.people.filter(community=post.community, person__in=facts.relatives(row.person_id))
    _must_fit(board, facts, row, post, list(there.select_related("person")))
    before = _words(row)
    held = holder_of(post)
    if held is not None and held.pk != row.pk:
        _take_off(held, post)
    _take(row, post, why)
    row.save()
    if post.opening:
        post.opening = ""
        post.save(update_fields=["opening"])
    record(by=by, verb="cadres.put", target=row, why=why, before=before, after=_words(row))
    return row


def _take(row: BoardPerson, post: BoardPost, why: str) -> None:
    if row.community_id != post.community_id:
        row.party_post = row.residents_post = None
    row.community = post.community
    setattr(row, COLUMN[Body(post.body)], post)
    row.outcome, row.leaving = PLACED[Origin(row.origin)], ""
    row.why, row.terms = why.strip()[:300] or row.why, {}


def _words(row: BoardPerson) -> dict:
    return {
        "outcome": row.outcome,
        "posts": "、".join(str(one) for one in posts_of(row)),
        "leaving": row.leaving,
    }


def _must_fit(
    board: Restructuring, facts: Facts, row: BoardPerson, post: BoardPost, there: list[BoardPerson]
) -> None:
    """`there` are relatives who have a place in the community."""
    lacking, others = facts.lacking(row.person_id, post), facts.relatives(row.person_id)
    for one in there:
        words = {"name": one.person.name, "relation": others[one.person_id]}
        lacking.append(_("与%(name)s（%(relation)s）同在本社区，应当回避") % words)
    other = row.residents_post if post.body == Body.PARTY else row.party_post
    both = other is not None and other.community_id == post.community_id
    if both and {other.kind, post.kind} == set(HEADS) and board.heads == Heads.APART:
        lacking.append(_("本方案书记、主任分设"))
    if lacking:
        words = {"name": row.person.name, "post": str(post), "why": "；".join(lacking)}
        raise ImpossibleError(_("%(name)s不能任%(post)s：%(why)s。") % words)


def _take_off(row: BoardPerson, post: BoardPost) -> None:
    """The person loses one post; who has none left is not settled any more."""
    if row.party_post_id == post.pk:
        row.party_post = None
    if row.residents_post_id == post.pk:
        row.residents_post = None
    if row.party_post_id is None and row.residents_post_id is None:
        row.community, row.outcome, row.terms = None, "", {}
    row.save()


@transaction.atomic
def take_off(*, by, post: BoardPost, seen: str = "") -> BoardPost:
    """Whoever has the post is without it."""
    board = draft_of(post.community.restructuring, by=by)
    post = BoardPost.objects.select_related("community", *HOLDERS).get(pk=post.pk)
    must_be_as_seen(seen, post=post)
    held = holder_of(post)
    if held is None:
        raise ImpossibleError(_("这个职数还没有定人。"))
    _take_off(held, post)
    record(by=by, verb="cadres.take_off", target=held, before={"post": str(post)}, after={"board": board.pk})
    return post


@transaction.atomic
def leave_open(*, by, post: BoardPost, opening: str, seen: str = "") -> BoardPost:
    """Nobody of the board takes the post: it is recruited for, or elected; "" unsays it."""
    draft_of(post.community.restructuring, by=by)
    post = BoardPost.objects.select_related("community", *HOLDERS).get(pk=post.pk)
    must_be_as_seen(seen, post=post)
    if opening and holder_of(post) is not None:
        raise ImpossibleError(_("这个职数已经定了人，先去掉再留空。"))
    before = {"opening": post.opening}
    post.opening = Opening(opening) if opening else ""
    post.save(update_fields=["opening"])
    record(by=by, verb="cadres.leave_open", target=post, before=before, after={"opening": post.opening})
    return post


@transaction.atomic
def let_go(*, by, rows: Iterable[BoardPerson], leaving: str, why: str = "", seen: str = "") -> int:
    """They leave; each gets the procedure of the ground once the package is decided."""
    return _without_place(by, rows, Outcome.LEAVE, Leaving(leaving), why, seen)


@transaction.atomic
def let_stay(*, by, rows: Iterable[BoardPerson], why: str = "", seen: str = "") -> int:
    """People who were proposed and are not needed stay where they are."""
    rows = list(rows)
    if any(one.origin == Origin.ABOLISHED for one in rows):
        raise ImpossibleError(_("撤并单位的人员原岗已撤，须留任或离任。"))
    return _without_place(by, rows, Outcome.STAY, "", why, seen)


@transaction.atomic
def unsettle(*, by, rows: Iterable[BoardPerson], seen: str = "") -> int:
    """Open again what becomes of them."""
    return _without_place(by, rows, "", "", "", seen)


def _without_place(by, rows: Iterable[BoardPerson], outcome: str, leaving: str, why: str, seen: str) -> int:
    wanted = list(rows)
    if not wanted:
        raise ImpossibleError(_("请先勾选。"))
    board = draft_of(wanted[0].restructuring, by=by)
    found = list(board.people.filter(pk__in=[one.pk for one in wanted]).select_related("person"))
    must_be_as_seen(seen, rows=found)
    for row in found:
        before = {"outcome": row.outcome}
        row.community = row.party_post = row.residents_post = None
        row.outcome, row.leaving, row.terms = outcome, leaving, {}
        row.why = why.strip()[:300] or row.why
        row.save()
        after = {"outcome": row.outcome, "leaving": row.leaving}
        record(by=by, verb="cadres.settle_outcome", target=row, why=why, before=before, after=after)
    return len(found)


@transaction.atomic
def propose_filling(*, by, board: Restructuring, weights: Weights, heads: str, keep: bool) -> Restructuring:
    """The filling with the least points under the county's priorities; what it leaves open is recruited for or
    elected. `keep` does not touch what was chosen by hand. What becomes of the others is for people to say."""
    row = draft_of(board, by=by)
    row.heads = Heads(heads)
    found = reckoned(row, weights, keep=keep)
    try:
        best = fill(found.task)
    except NothingFits as error:
        raise ImpossibleError(_("在这些条件下排不出方案。")) from error
    if not keep:
        clear(row)
    _seat(row, found, best.chosen, weights)
    row.weights, row.points, row.proved = asdict(weights), best.points, best.proved
    row.save(update_fields=["heads", "weights", "points", "proved"])
    after = {"points": best.points, "proved": best.proved, "weights": row.weights, "keep": keep}
    record(by=by, verb="cadres.propose_filling", target=row, after=after)
    return row


def clear(board: Restructuring) -> None:
    """All posts open again; whoever leaves or stays does so still."""
    gone = {"outcome": "", "community": None, "party_post": None, "residents_post": None, "terms": {}}
    board.people.filter(outcome__in=WITH_PLACE).update(**gone)
    BoardPost.objects.filter(community__restructuring=board).update(opening="")


def _seat(board: Restructuring, found: Reckoned, chosen: Iterable[tuple[int, int]], weights: Weights) -> None:
    people = {one.key: one for one in found.task.people}
    left, seated = [list(group) for group in found.places], {}
    for key, number in chosen:
        row, post = found.rows[key], left[number].pop(0)
        if key not in seated:
            row.party_post, row.residents_post, row.terms = None, None, {}
        seated[key] = row
        row.community, row.outcome = post.community, PLACED[Origin(row.origin)]
        setattr(row, COLUMN[Body(post.body)], post)
        row.terms[post.body] = terms(people[key], found.task.seats[number], weights)
    _keep(board, list(seated.values()))
    for body, opening in ((Body.PARTY, Opening.ELECT), (Body.RESIDENTS, Opening.RECRUIT)):
        empty = [post.pk for group in left for post in group if post.body == body]
        BoardPost.objects.filter(pk__in=empty).update(opening=opening)


@dataclass(frozen=True)
class Wanted:
    """What a sheet says of one person; posts are ids of the board's, `held` those they had when it was read."""

    row: int
    outcome: str
    posts: tuple[int, ...] = ()
    leaving: str = ""
    why: str = ""
    held: tuple[int, ...] | None = None


@transaction.atomic
def take_over_choices(*, by, board: Restructuring, wanted: Iterable[Wanted], openings: str = "") -> int:
    """All of a sheet or nothing: those named lose what they have, then get what the sheet says. `openings` says how
    the posts that stay empty are filled. A few statements, however many people."""
    draft = draft_of(board, by=by)
    asked = list(wanted)
    rows = {one.pk: one for one in draft.people.select_related(*SHOWN)}
    if any(one.row not in rows for one in asked):
        raise ImpossibleError(_("表格里有人已不在方案中，请重新上传。"))
    then = [(one.row, post) for one in asked if one.held is not None for post in one.held]
    told = [rows[one.row] for one in asked if one.held is not None]
    must_be_as_seen("." + "".join(f".{post}-{row}" for row, post in then), rows=told)
    _seat_all(draft, rows, asked)
    posts = BoardPost.objects.filter(community__restructuring=draft)
    taken = Q(party_holder__isnull=False) | Q(residents_holder__isnull=False)
    full = list(posts.filter(taken).values_list("pk", flat=True))
    posts.filter(pk__in=full).update(opening="")
    if openings:
        posts.filter(opening="").exclude(pk__in=full).update(opening=Opening(openings))
    after = {"people": [[one.row, one.outcome, one.posts, one.leaving] for one in asked]}
    record(by=by, verb="cadres.take_over_choices", target=draft, after=after)
    return len(asked)


def _seat_all(board: Restructuring, rows: dict[int, BoardPerson], asked: list[Wanted]) -> None:
    for one in asked:
        row = rows[one.row]
        row.community = row.party_post = row.residents_post = None
        row.outcome, row.leaving, row.terms = "", "", {}
    taken = {post.pk for row in rows.values() for post in posts_of(row)}
    posts = {post.pk: post for post in board_posts(board)}
    facts = facts_of(board)
    for one in asked:
        row = rows[one.row]
        row.why = one.why.strip()[:300] or row.why
        if one.outcome == Outcome.STAY and row.origin == Origin.ABOLISHED:
            raise ImpossibleError(_("撤并单位的人员原岗已撤，须留任或离任。"))
        if one.outcome in (Outcome.LEAVE, Outcome.STAY):
            row.outcome, row.leaving = one.outcome, one.leaving
        for pk in one.posts:
            if pk in taken or pk not in posts:
                raise ImpossibleError(_("%(name)s的职务已经定了别人。") % {"name": row.person.name})
            kin = facts.relatives(row.person_id)
            same = [x for x in rows.values() if kin and x.community_id == posts[pk].community_id]
            _must_fit(board, facts, row, posts[pk], [x for x in same if x.person_id in kin])
            _take(row, posts[pk], one.why)
            taken.add(pk)
    _keep(board, [rows[one.row] for one in asked])


def _keep(board: Restructuring, rows: list[BoardPerson]) -> None:
    """First everybody without a place, so that none is held twice on the way; then a statement for each place, and one
    for all who share what becomes of them."""
    bare = {"community": None, "party_post": None, "residents_post": None, "terms": {}}
    board.people.filter(pk__in=[row.pk for row in rows]).update(**bare, outcome="", leaving="")
    alike = defaultdict(list)
    for row in rows:
        if row.community_id:
            places = {name: getattr(row, f"{name}_id") for name in ("community", *COLUMN.values())}
            said = {"outcome": row.outcome, "terms": row.terms, "why": row.why}
            BoardPerson.objects.filter(pk=row.pk).update(**places, **said)
        else:
            alike[row.outcome, row.leaving, row.why].append(row.pk)
    for (outcome, leaving, why), same in alike.items():
        BoardPerson.objects.filter(pk__in=same).update(outcome=outcome, leaving=leaving, why=why)


__all__ = [
    "Wanted",
    "clear",
    "draft_of",
    "leave_open",
    "let_go",
    "let_stay",
    "propose_filling",
    "put",
    "take_off",
    "take_over_choices",
    "unsettle",
]
