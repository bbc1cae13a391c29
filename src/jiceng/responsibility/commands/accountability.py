"""Held to account: a rule or a keeper proposes after the facts, people decide, nobody is decided on unheard."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.documents.models import Document
from jiceng.institutions.commands.evidence import add_marks, attest
from jiceng.kernel.access import must
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.validity import holds_on
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Term
from jiceng.people.models import Person
from jiceng.responsibility.commands.state import name_of
from jiceng.responsibility.enums import FileState
from jiceng.responsibility.models import CaseFile, CaseReader, CaseStep, Matter
from jiceng.responsibility.norms import norms
from jiceng.responsibility.rules import (
    may_decide_rung,
    may_decide_step,
    may_handle_file,
    may_keep_files,
    may_state,
)

HEADS = (
    *(PostKind.SECRETARY, PostKind.DIRECTOR, PostKind.LEADER, PostKind.CONTACT),
    *(PostKind.DEPUTY_SECRETARY, PostKind.DEPUTY_DIRECTOR),
)
STEP = "accountability.step"


def _answering(matter: Matter, on: date) -> tuple[Person | None, bool]:
    """Who heads the lead unit on the day, else who stands in; while nobody does, who last did so since the matter lay
    there, and then the post is vacant (True)."""
    held = Term.objects.filter(post__organisation=matter.lead, post__kind__in=HEADS).select_related(
        "post", "person"
    )
    now = sorted(held.filter(holds_on(on)), key=lambda one: (HEADS.index(one.post.kind), one.pk))
    if now:
        return now[0].person, False
    gone = held.filter(valid_to__gt=matter.registered_on, valid_from__lt=on).order_by("-valid_to", "pk")
    last = gone.first()
    return (last.person if last else None), True


def propose_file(*, matter: Matter, on: date) -> CaseFile | None:
    """By rule, in the transaction of the second red; none while nobody answers for the lead unit, and then every
    night anew."""
    person, vacant = _answering(matter, on)
    if person is None or matter.files.filter(round=matter.round).exists():
        return None
    days = "、".join(day.isoformat() for day in matter.reds.values_list("due_on", flat=True))
    facts = _("%(number)s“%(title)s”两次逾期没有办结：%(days)s。") % {
        "number": matter.number,
        "title": matter.title,
        "days": days,
    }
    row = CaseFile.objects.create(
        matter=matter,
        round=matter.round,
        person=person,
        unit=matter.office,
        facts=facts + (_("第二次逾期时主要负责人空缺，当事人是办理期间最后的负责人。") if vacant else ""),
        proposed_on=on,
        decide_by=on + timedelta(days=norms().file_decide_days),
    )
    record(by=None, verb="responsibility.propose_file", target=row)
    return row


def answerable(matter: Matter) -> QuerySet[Person]:
    """Who can be asked about the matter: whom its task names, and who has headed the lead unit since it lay there."""
    since = Q(terms__valid_to=None) | Q(terms__valid_to__gt=matter.registered_on)
    heads = Q(terms__post__organisation=matter.lead, terms__post__kind__in=HEADS)
    asked = Q(pk__in=Person.objects.filter(since, heads).order_by().values("pk"))
    if matter.task.owner_id:
        asked |= Q(pk=matter.task.owner_id)
    return Person.objects.filter(asked).order_by("pinyin", "pk")


@dataclass(frozen=True)
class Begun:
    """A file that no rule proposed: whom it is about, what happened, and why it is begun."""

    person: Person
    facts: str
    why: str


@transaction.atomic
def begin_file(*, by, matter: Matter, begun: Begun, on: date | None = None) -> CaseFile:
    """By the keepers' own decision, whatever colour the matter has. Who could be asked about the matter begins none,
    not even about another."""
    must(by, may_keep_files, None, _("无权办理问责卷宗。"))
    rows, day = Matter.objects.select_for_update(of=("self",)).select_related("task__unit"), on or today()
    row = rows.get(pk=matter.pk)
    people = answerable(row)
    if by is not None and people.filter(pk=by.person_id).exists():
        raise ImpossibleError(_("您与这件事项有关，应当回避。"))
    if not people.filter(pk=begun.person.pk).exists():
        raise ImpossibleError(_("当事人应是牵头单位的负责人或者事项的责任人。"))
    if not begun.facts.strip() or not begun.why.strip():
        raise ImpossibleError(_("请写明事实和理由。"))
    if row.files.filter(round=row.round).exists():
        raise ImpossibleError(_("这件事项已经有卷宗。"))
    made = CaseFile.objects.create(
        matter=row,
        round=row.round,
        person=begun.person,
        unit=row.office,
        facts=_("%(facts)s启动的理由：%(why)s") % {"facts": begun.facts.strip(), "why": begun.why.strip()},
        state=FileState.OPEN,
        proposed_on=day,
        opened_on=day,
        decide_by=day + timedelta(days=norms().file_decide_days),
    )
    record(by=by, verb="responsibility.begin_file", target=made, why=begun.why.strip())
    return made


def _must_handle(by, file: CaseFile) -> None:
    """A keeper who is not the one it is about."""
    must(by, may_keep_files, None, _("无权办理问责卷宗。"))
    must(by, may_handle_file, file, _("当事人应当回避。"))


def _locked(by, file: CaseFile) -> CaseFile:
    rows = CaseFile.objects.select_for_update(of=("self",)).select_related("matter__task", "unit")
    row = rows.get(pk=file.pk)
    _must_handle(by, row)
    return row


@transaction.atomic
def open_file(*, by, file: CaseFile, why: str, on: date | None = None) -> CaseFile:
    row = _locked(by, file)
    if row.state != FileState.PROPOSED:
        raise ImpossibleError(_("已经处理过了。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    row.state, row.opened_on = FileState.OPEN, on or today()
    row.save(update_fields=["state", "opened_on"])
    record(by=by, verb="responsibility.open_file", target=row, why=why)
    return row


@transaction.atomic
def drop_file(*, by, file: CaseFile, why: str, on: date | None = None) -> CaseFile:
    """Not pursued, or closed after what was decided; with the reason."""
    row, day = _locked(by, file), on or today()
    if row.state not in {FileState.PROPOSED, FileState.OPEN}:
        raise ImpossibleError(_("已经结束。"))
    if not why.strip():
        raise ImpossibleError(_("请写明理由。"))
    if row.steps.filter(decided_on=None).exists():
        raise ImpossibleError(_("还有没有决定的环节。"))
    if row.steps.filter(mend_by__gte=day, reviewed_on=None).exists():
        raise ImpossibleError(_("整改期限还没有到，本人也还没有提交书面检查。"))
    decided = row.steps.exists()
    row.state, row.ended_on, row.why = FileState.CLOSED, day, why.strip()[:300]
    if not decided:
        row.state = FileState.DROPPED
        # A decision not to pursue asks nobody to state a case and has nothing to serve.
        _attest(row, row, day, "statement", "notice", "decision")
    row.save(update_fields=["state", "ended_on", "why"])
    record(by=by, verb="responsibility.drop_file", target=row, after={"state": row.state})
    return row


def _attest(file: CaseFile, source, day: date, *marks: str) -> None:
    attest(
        kind=STEP,
        organisation=file.unit,
        on=day,
        source=source,
        source_url=reverse("case_file", args=[file.pk]),
        subject=f"responsibility.matter:{file.matter_id}:{file.round}",
        marks=marks,
    )


@transaction.atomic
def name_reader(*, by, file: CaseFile, account) -> CaseReader:
    row = _locked(by, file)
    made, _new = CaseReader.objects.get_or_create(file=row, account=account, defaults={"named_by": by})
    record(by=by, verb="responsibility.name_reader", target=row)
    return made


def _must_be_able(account, file: CaseFile, rung: str) -> None:
    if file.person_id == account.person_id or not may_decide_rung(account, rung):
        raise ImpossibleError(_("%(name)s不能决定这种方式。") % {"name": str(account)})


@transaction.atomic
def begin_step(*, by, file: CaseFile, rung: str, decider=None, on: date | None = None) -> CaseStep:
    """The person is asked to state the own case. Who is to decide, where it is no keeper, reads the file from now."""
    row, day = _locked(by, file), on or today()
    if decider is not None:
        _must_be_able(decider, row, rung)
        CaseReader.objects.get_or_create(file=row, account=decider, defaults={"named_by": by})
    if row.state != FileState.OPEN:
        raise ImpossibleError(_("先启动问责。"))
    if row.steps.filter(decided_on=None).exists():
        raise ImpossibleError(_("还有没有决定的环节。"))
    if row.steps.filter(rung=rung).exists():
        raise ImpossibleError(_("这种方式已经用过。"))
    last = add_working_days(day, norms().file_answer_working_days)
    made = CaseStep.objects.create(file=row, rung=rung, asked_on=day, answer_by=last)
    record(by=by, verb="responsibility.begin_step", target=row)
    return made


def _step(step: CaseStep) -> CaseStep:
    rows = CaseStep.objects.select_for_update(of=("self",)).select_related("file__unit")
    row = rows.get(pk=step.pk)
    if row.decided_on:
        raise ImpossibleError(_("已经作出决定。"))
    return row


@transaction.atomic
def give_statement(*, by, step: CaseStep, text: str, on: date | None = None) -> CaseStep:
    """The person's own words, by nobody else; as long as nothing is decided."""
    row = _step(step)
    must(by, may_state, row, _("只能由本人陈述。"))
    if not text.strip():
        raise ImpossibleError(_("请写陈述。"))
    row.statement, row.stated_on = text.strip()[:5000], on or today()
    row.save(update_fields=["statement", "stated_on"])
    record(by=by, verb="responsibility.state_case", target=row.file)
    return row


@transaction.atomic
def invite_to_hearing(*, by, step: CaseStep, on: date, place: str) -> CaseStep:
    """The person is told when and where they will be heard; nothing is decided before."""
    row = _step(step)
    _must_handle(by, row.file)
    if on < today():
        raise ImpossibleError(_("约定的日期不能早于今天。"))
    if row.hearing_on:
        raise ImpossibleError(_("已经听取过意见。"))
    row.hearing_due_on, row.hearing_place = on, place.strip()[:120]
    row.save(update_fields=["hearing_due_on", "hearing_place"])
    record(by=by, verb="responsibility.invite_to_hearing", target=row.file)
    return row


@transaction.atomic
def set_hearing(*, by, step: CaseStep, on: date, note: str) -> CaseStep:
    """The person was heard on a day."""
    row = _step(step)
    _must_handle(by, row.file)
    if not row.asked_on <= on <= today():
        raise ImpossibleError(_("听取意见的日期应在通知之后、今天以前。"))
    row.hearing_on, row.hearing_note = on, note.strip()[:500]
    row.save(update_fields=["hearing_on", "hearing_note"])
    record(by=by, verb="responsibility.set_hearing", target=row.file)
    return row


@dataclass(frozen=True)
class Ruling:
    """What is decided, on which paper (one that the site holds, or its number), and until when things are mended."""

    text: str
    document: Document | None = None
    number: str = ""
    mend_by: date | None = None


@transaction.atomic
def decide_step(*, by, step: CaseStep, ruling: Ruling, on: date | None = None) -> CaseStep:
    """By who may decide this rung, after the person stated the case, was heard, or let the day pass."""
    row, day = _step(step), on or today()
    must(by, may_decide_step, row, _("这种方式不由您决定。"))
    if not (row.stated_on or row.hearing_on or day > row.answer_by):
        raise ImpossibleError(_("本人还没有陈述，%(day)s之前不能决定。") % {"day": row.answer_by.isoformat()})
    if row.hearing_due_on and not row.hearing_on and day <= row.hearing_due_on:
        raise ImpossibleError(
            _("约定%(day)s听取意见，之前不能决定。") % {"day": row.hearing_due_on.isoformat()}
        )
    if not ruling.text.strip():
        raise ImpossibleError(_("请写决定。"))
    if ruling.mend_by and ruling.mend_by < day:
        raise ImpossibleError(_("整改期限不能早于决定日期。"))
    if ruling.document is not None and not ruling.document.is_issued:
        raise ImpossibleError(_("决定文件还没有印发。"))
    row.decision, row.document, row.mend_by = ruling.text.strip()[:2000], ruling.document, ruling.mend_by
    row.number = ruling.document.number_text if ruling.document else ruling.number.strip()[:60]
    row.decided_on, row.decided_by_name = day, name_of(by)
    row.save()
    _attest(row.file, row, day, "statement", "decision")
    record(by=by, verb="responsibility.decide_step", target=row.file)
    return row


@transaction.atomic
def hand_in_review(*, by, step: CaseStep, text: str, on: date | None = None) -> CaseStep:
    """What the person has mended and thinks of it, in the own words; once, after the decision."""
    row = CaseStep.objects.select_for_update(of=("self",)).select_related("file").get(pk=step.pk)
    must(by, may_state, row, _("只能由本人提交。"))
    if row.decided_on is None or row.reviewed_on:
        raise ImpossibleError(_("现在没有要提交的书面检查。"))
    if not text.strip():
        raise ImpossibleError(_("请写整改情况。"))
    row.review, row.reviewed_on = text.strip()[:5000], on or today()
    row.save(update_fields=["review", "reviewed_on"])
    record(by=by, verb="responsibility.hand_in_review", target=row.file)
    return row


@transaction.atomic
def serve_step(*, by, step: CaseStep, on: date | None = None) -> CaseStep:
    """The person has the decision in writing."""
    row = CaseStep.objects.select_for_update(of=("self",)).select_related("file").get(pk=step.pk)
    _must_handle(by, row.file)
    if row.decided_on is None or row.served_on:
        raise ImpossibleError(_("现在没有要送达的决定。"))
    row.served_on = on or today()
    row.save(update_fields=["served_on"])
    add_marks(source=row, marks=("notice",), kind=STEP)
    record(by=by, verb="responsibility.serve_step", target=row.file)
    return row
