"""The decided package in the reorganisation: its appointments are carried out and taken back with all the rest."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jiceng.cadres.enums_restructuring import BoardState
from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.queries.reorganised import free_places, source_of
from jiceng.cadres.queries.restructuring import Facts, facts_of, people, posts_of
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.reorganisation.changes import Change, Ref
from jiceng.organisations.commands.reorganisation.design import Design
from jiceng.organisations.commands.reorganisation.participants.base import Participant
from jiceng.organisations.commands.reorganisation.participants.rolls import post_ref
from jiceng.organisations.models import Reorganisation, Term

NAME = "restructuring"


def board_of(reorganisation: int | None) -> Restructuring | None:
    rows = Restructuring.objects.filter(reorganisation=reorganisation).exclude(state=BoardState.WITHDRAWN)
    return rows.select_related("reorganisation").first() if reorganisation else None


class Appointments(Participant):
    """Has no foreign key to an organisation of its own: terms hang on posts."""

    name = NAME
    label = gettext_lazy("班子调整")

    def assess(self, design: Design) -> Iterator[Change]:
        board = board_of(design.reorganisation)
        if board is None:
            return
        if board.state != BoardState.DECIDED:
            words = {"state": board.get_state_display()}
            conflict = _("班子调整方案%(state)s，决定或撤回之后才能执行。") % words
            yield Change(NAME, Restructuring, str(board)[:200], conflict=conflict)
            return
        free = free_places(design)
        taken: Counter[tuple[str, str]] = Counter()
        for change, post in _changes(board, {}):
            pair = post.community.key, post.kind
            taken[pair] += 1
            if taken[pair] > free.get(pair, 0):
                values = {"post": str(post), "places": free.get(pair, 0)}
                change.conflict = (
                    ngettext(
                        "%(post)s只有%(places)d个职数。", "%(post)s只有%(places)d个职数。", values["places"]
                    )
                    % values
                )
            yield change

    def taken_back(self, reorganisation: Reorganisation, *, by) -> None:
        from jiceng.cadres.commands.restructuring import give_up  # noqa: PLC0415  # commands import this module

        board = board_of(reorganisation.pk)
        if board is not None:
            give_up(board, by=by, why=_("组织调整已撤回：%(why)s") % {"why": reorganisation.reversal_reason})


def changes_of(board: Restructuring) -> list[Change]:
    """The appointments of a package whose communities stand already."""
    source = source_of(board.reorganisation, board.on)
    found, taken = [], Counter[tuple[str, str]]()
    for change, post in _changes(board, source.posts):
        taken[post.community.key, post.kind] += 1
        found.append(change)
    full = [pair for pair, many in taken.items() if many > source.free.get(pair, 0)]
    if full:
        raise ImpossibleError(
            ngettext(
                "有%(count)d类职务在方案编制后已经任命了别人，请退回修改。",
                "有%(count)d类职务在方案编制后已经任命了别人，请退回修改。",
                len(full),
            )
            % {"count": len(full)}
        )
    return found


def _changes(board: Restructuring, ids: dict) -> Iterator[tuple[Change, BoardPost]]:
    """Community by community, in the order of the posts; `ids` are posts that exist already."""
    facts = facts_of(board)
    rows = people(board).filter(outcome__in=WITH_PLACE)
    taken = [(post, row) for row in rows for post in posts_of(row)]
    for post, row in sorted(taken, key=lambda one: (one[0].community_id, one[0].pk)):
        target = ids.get((post.community.key, post.kind)) or post_ref(post.kind, post.community.key)
        yield _appointed(board, facts, row, post, target), post


def _appointed(
    board: Restructuring, facts: Facts, row: BoardPerson, post: BoardPost, target: int | Ref
) -> Change:
    begins = {
        "post_id": target,
        "person_id": row.person_id,
        "instrument_id": board.instrument_id,
        "valid_from": board.on,
    }
    until = facts.until(post)
    if until is not None:
        begins["valid_to"] = until
    community = post.community
    body = community.branch_name if post.body == "party" else community.committee_name
    return Change(
        NAME,
        Term,
        row.person.name,
        begins=begins,
        before=row.now,
        after=f"{body}{post.get_kind_display()}",
        community=community.key,
    )
