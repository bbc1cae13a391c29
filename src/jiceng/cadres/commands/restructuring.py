"""The board from its opening to the package that is decided and takes effect with the reorganisation."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from jiceng.cadres import package_paper
from jiceng.cadres.commands.board_places import draft_of
from jiceng.cadres.enums_restructuring import BoardState, Heads, Origin, Outcome
from jiceng.cadres.leaving import PROCEDURE
from jiceng.cadres.models import BoardCommunity, BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.participant import changes_of
from jiceng.cadres.queries.reorganised import Source, body_of, source_of
from jiceng.cadres.queries.restructuring import facts_of, faults
from jiceng.cadres.rules_restructuring import may_arrange_posts, may_decide_posts, may_propose_people
from jiceng.documents import commands as documents
from jiceng.documents.commands import register
from jiceng.documents.commands.register import Cause, NewTask
from jiceng.documents.commands.state import name_of
from jiceng.documents.enums import TaskAct
from jiceng.documents.models import Document, Series, Task, TaskStep
from jiceng.documents.rules import may_carry_task
from jiceng.kernel.access import Refused, must
from jiceng.kernel.pages import today
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError, enter_instrument
from jiceng.organisations.commands.reorganisation import follow_up
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.people.models import Person

SHOWN = 20
LEAVER = "cadres.boardperson"


@transaction.atomic
def open_board(
    *, by, reorganisation: Reorganisation, on: date | None = None, heads: str = Heads.APART
) -> Restructuring:
    """All posts of the communities that the orders do not fill, and all people whose posts end."""
    must(by, may_arrange_posts, None, _("无权编制班子调整方案。"))
    row = Reorganisation.objects.select_for_update(of=("self",)).get(pk=reorganisation.pk)
    if row.state == Reorganisation.State.REVERSED:
        raise ImpossibleError(_("这项组织调整已经撤回。"))
    if Restructuring.objects.filter(reorganisation=row).exclude(state=BoardState.WITHDRAWN).exists():
        raise ImpossibleError(_("这项组织调整已经有班子调整方案。"))
    day = on or row.effective_on
    if day < row.effective_on:
        raise ImpossibleError(
            _("任职日期不能早于组织调整的生效日期%(day)s。") % {"day": row.effective_on.isoformat()}
        )
    source = source_of(row, day)
    if not source.free:
        raise ImpossibleError(_("这项组织调整的职务都已经有人，没有要定的。"))
    board = Restructuring.objects.create(reorganisation=row, on=day, heads=Heads(heads), prepared_by=by)
    _lay_out(board, source)
    after = {"posts": sum(source.free.values()), "people": board.people.count(), "on": day}
    record(by=by, verb="cadres.open_board", target=board, after=after)
    return board


def _lay_out(board: Restructuring, source: Source) -> None:
    communities = BoardCommunity.objects.bulk_create(
        BoardCommunity(
            restructuring=board,
            pinyin=spelled(one.name)[:720],
            initials=initials(one.name)[:120],
            **vars(one),
        )
        for one in source.places
    )
    by_key = {one.key: one for one in communities}
    BoardPost.objects.bulk_create(
        BoardPost(community=by_key[key], body=body_of(kind), kind=kind, number=number)
        for (key, kind), places in source.free.items()
        for number in range(1, places + 1)
    )
    found: dict[int, BoardPerson] = {}
    now: dict[int, list[str]] = defaultdict(list)
    for term, key in source.ended:
        if term.person_id in source.placed:
            continue
        row = found.setdefault(
            term.person_id, BoardPerson(restructuring=board, person=term.person, origin=Origin.ABOLISHED)
        )
        now[term.person_id].append(str(term.post))
        row.held = sorted({*row.held, term.post.kind})
        if key in by_key:
            row.served = sorted({*row.served, by_key[key].pk})
    for pk, row in found.items():
        row.now = "、".join(now[pk])[:200]
    BoardPerson.objects.bulk_create(found.values())


@dataclass(frozen=True)
class Proposal:
    """Somebody whom the town or the organisation department proposes, from where, and why."""

    person: Person
    origin: str
    now: str = ""
    why: str = ""


@transaction.atomic
def propose_people(*, by, board: Restructuring, proposals: list[Proposal]) -> list[BoardPerson]:
    """Further people for the posts; who is on the board already stays as they are."""
    must(by, may_propose_people, board, _("无权为这个方案推荐人选。"))
    row = Restructuring.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if row.state != BoardState.DRAFT:
        raise ImpossibleError(_("方案已经报批，不能再推荐人选。"))
    known = set(row.people.values_list("person_id", flat=True))
    for one in proposals:
        if one.person.pk in known:
            raise ImpossibleError(_("%(name)s已经在方案中。") % {"name": one.person.name})
        if Origin(one.origin) == Origin.ABOLISHED or not one.why.strip():
            raise ImpossibleError(_("请写明推荐来源和理由。"))
        known.add(one.person.pk)
    made = BoardPerson.objects.bulk_create(
        BoardPerson(
            restructuring=row,
            person=one.person,
            origin=one.origin,
            now=one.now[:200],
            why=one.why.strip()[:300],
            proposed_by=by,
        )
        for one in proposals
    )
    after = {"people": [one.person_id for one in made]}
    record(by=by, verb="cadres.propose_people", target=row, after=after)
    return made


@transaction.atomic
def submit_board(*, by, board: Restructuring) -> Restructuring:
    """Hand the package up; refused with everything that is not settled or not lawful."""
    row = draft_of(board, by=by)
    _must_be_whole(row)
    row.state, row.submitted_by, row.submitted_at = BoardState.SUBMITTED, by, timezone.now()
    row.why = ""
    row.save(update_fields=["state", "submitted_by", "submitted_at", "why"])
    record(by=by, verb="cadres.submit_board", target=row)
    return row


def _must_be_whole(board: Restructuring) -> None:
    found = faults(board, facts_of(board))
    if found:
        head = ngettext("有%(count)d处没有定好。", "有%(count)d处没有定好。", len(found)) % {
            "count": len(found)
        }
        raise ImpossibleError([ValidationError(one) for one in (head, *found[:SHOWN])])


def _held(board: Restructuring) -> Restructuring:
    """The board and its reorganisation, locked in the order in which carrying out and taking back lock them."""
    Reorganisation.objects.select_for_update(of=("self",)).get(pk=board.reorganisation_id)
    rows = Restructuring.objects.select_for_update(of=("self",)).select_related("reorganisation")
    return rows.get(pk=board.pk)


def _submitted(board: Restructuring, *, by) -> Restructuring:
    """The package, locked, in another hand than those that made it."""
    must(by, may_decide_posts, None, _("无权决定班子调整方案。"))
    row = _held(board)
    if row.state not in {BoardState.SUBMITTED, BoardState.DECIDED}:
        raise ImpossibleError(_("方案还没有报批。"))
    if by is not None and by.pk in {row.prepared_by_id, row.submitted_by_id, *row.hands}:
        raise Refused(_("编制和报批的人不能决定，须由另一人决定。"))
    return row


@transaction.atomic
def send_back_board(*, by, board: Restructuring, why: str) -> Restructuring:
    row = _submitted(board, by=by)
    if row.state == BoardState.DECIDED:
        raise ImpossibleError(pgettext("班子", "方案已经决定。"))
    if not why.strip():
        raise ImpossibleError(_("请写明退回的理由。"))
    row.state, row.why = BoardState.DRAFT, why.strip()[:300]
    row.save(update_fields=["state", "why"])
    record(by=by, verb="cadres.send_back_board", target=row, why=why)
    return row


@transaction.atomic
def decide_board(*, by, board: Restructuring, number: str, issued_on: date) -> Restructuring:
    """The whole package by one document. The appointments begin on the day: with the reorganisation when it is still
    to be carried out, else now. Whoever leaves gets the tasks of the lawful procedure. Decided before: the same."""
    row = _submitted(board, by=by)
    if row.state == BoardState.DECIDED:
        return row
    if by is not None and row.people.filter(outcome__in=WITH_PLACE, person=by.person_id).exists():
        raise Refused(_("方案里有您本人的任职，须由另一人决定。"))
    if not number.strip():
        raise ImpossibleError(_("请写文号。"))
    if issued_on > row.on:
        raise ImpossibleError(_("决定不能晚于任职日期。"))
    _must_be_whole(row)
    row.instrument = enter_instrument(
        by=None, number=number.strip()[:60], issued_on=issued_on, title=package_paper.TITLE
    )
    row.state, row.decided_by, row.decided_by_name = BoardState.DECIDED, by, name_of(by)
    row.decided_at = timezone.now()
    row.save()
    if row.reorganisation.state == Reorganisation.State.EXECUTED:
        follow_up(by=by, reorganisation=row.reorganisation, changes=changes_of(row), why=number)
    leaving = _let_leave(by, row)
    after = {
        "number": row.instrument.number,
        "on": row.on,
        "appointments": row.people.filter(outcome__in=WITH_PLACE).count(),
        "leaving": leaving,
    }
    record(by=by, verb="cadres.decide_board", target=row, after=after)
    return row


def _let_leave(by, board: Restructuring) -> int:
    """The tasks of each who leaves, in the one register."""
    town, day = Organisation.objects.get(pk=board.reorganisation.orders["town"]), today()
    rows = list(board.people.filter(outcome=Outcome.LEAVE).select_related("person"))
    new = [
        register.unsaved(
            by,
            NewTask(
                f"{row.person.name}：{duty.title}",
                town,
                max(board.on + timedelta(days=duty.days), day),
                row.person if duty.own else None,
                str(duty.measure),
                cause=Cause(LEAVER, str(row.pk), f"{board}：{row.get_leaving_display()}"),
            ),
            day,
        )
        for row in rows
        for duty in PROCEDURE[row.leaving]
    ]
    Task.objects.bulk_create(new)
    TaskStep.objects.bulk_create(
        TaskStep(task=one, act=TaskAct.GIVEN, on=day, by_name=name_of(by), note=town.name) for one in new
    )
    return len(rows)


@transaction.atomic
def finish_leaving(*, by, board: Restructuring, result: str) -> int:
    """The open tasks of all who leave are done, together; each of them asked for by the register's own rule."""
    if not result.strip():
        raise ImpossibleError(_("请写完成的结果。"))
    ids = [str(pk) for pk in board.people.filter(outcome=Outcome.LEAVE).values_list("pk", flat=True)]
    open_tasks = Task.objects.filter(source_kind=LEAVER, source_id__in=ids, done_on=None, dropped_on=None)
    rows = list(open_tasks.select_for_update(of=("self",)))
    if not rows:
        raise ImpossibleError(_("没有要办结的离任手续。"))
    for one in rows:
        must(by, may_carry_task, one, _("这不是您的任务。"))
    day, words = today(), result.strip()
    ended = Task.objects.filter(pk__in=[one.pk for one in rows])
    ended.filter(acknowledged_on=None).update(acknowledged_on=day)
    ended.update(done_on=day, result=words[:2000])
    TaskStep.objects.bulk_create(
        TaskStep(task=one, act=TaskAct.DONE, on=day, by_name=name_of(by), note=words[:500]) for one in rows
    )
    record(by=by, verb="cadres.finish_leaving", target=board, after={"tasks": len(rows), "result": words})
    return len(rows)


@transaction.atomic
def withdraw_board(*, by, board: Restructuring, why: str) -> Restructuring:
    """Give the board up, also when it is decided, as long as nothing came of it. What did is taken back with the
    reorganisation."""
    must(by, may_arrange_posts, None, _("无权编制班子调整方案。"))
    row = _held(board)
    if row.state == BoardState.WITHDRAWN:
        return row
    in_force = row.state == BoardState.DECIDED
    if in_force and row.reorganisation.state == Reorganisation.State.EXECUTED:
        raise ImpossibleError(_("任职已经随组织调整生效，撤回组织调整时一并撤回。"))
    if not why.strip():
        raise ImpossibleError(_("请写明撤回的理由。"))
    return give_up(row, by=by, why=why)


def give_up(row: Restructuring, *, by, why: str) -> Restructuring:
    """The board ends, and what was promised because of it."""
    ids = [str(pk) for pk in row.people.filter(outcome=Outcome.LEAVE).values_list("pk", flat=True)]
    open_tasks = Task.objects.filter(source_kind=LEAVER, source_id__in=ids, done_on=None, dropped_on=None)
    dropped, words = list(open_tasks), why.strip()[:300]
    open_tasks.update(dropped_on=today(), dropped_why=words)
    TaskStep.objects.bulk_create(
        TaskStep(task=one, act=TaskAct.DROPPED, on=today(), by_name=name_of(by), note=words)
        for one in dropped
    )
    row.state, row.why = BoardState.WITHDRAWN, words
    row.save(update_fields=["state", "why"])
    record(by=by, verb="cadres.withdraw_board", target=row, why=why, after={"tasks": len(dropped)})
    return row


@transaction.atomic
def draft_package(*, by, board: Restructuring, series: Series) -> Document:
    """The decided package as the draft of an official notice with its lists; it then goes the way of documents."""
    must(by, may_arrange_posts, None, _("无权编制班子调整方案。"))
    row = Restructuring.objects.select_for_update(of=("self",)).get(pk=board.pk)
    if row.state != BoardState.DECIDED:
        raise ImpossibleError(pgettext("班子", "方案决定后才能起草公文。"))
    if row.document_id:
        raise ImpossibleError(_("已经起草过公文。"))
    words = package_paper.words(row)
    row.document = documents.draft(by=by, organisation=series.organisation, series=series, words=words)
    row.save(update_fields=["document"])
    record(by=by, verb="cadres.draft_package", target=row, after={"document": row.document_id})
    return row.document
