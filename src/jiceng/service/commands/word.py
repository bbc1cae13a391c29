"""The resident's own word on an answer, by the code that only they have; asked again, it is worked on again."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.own_code import print_of
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.kernel.working_days import add_working_days
from jiceng.organisations.commands import ImpossibleError
from jiceng.service.commands.steps import call_for_answer, holding_of, round_of, step
from jiceng.service.commands.tickets import watch
from jiceng.service.enums import Act, CaseState, Solved
from jiceng.service.models import Case, CaseRound
from jiceng.service.norms import norms


def _answered(code: str) -> tuple[Case, CaseRound]:
    row = Case.objects.select_for_update(of=("self",)).get(code_print=print_of(code))
    if row.state != CaseState.ANSWERED:
        raise ImpossibleError(_("现在没有要评价的答复。"))
    return row, round_of(row)


@transaction.atomic
def rate(
    *, code: str, solved: str, satisfied: bool, note: str = "", again: bool = False, on: date | None = None
) -> Case:
    """Solved or not, satisfied or not; `again` asks for it to be done again. No account is asked: the code is the
    right."""
    row, last = _answered(code)
    day = on or today()
    if last.rated_on is not None:
        raise ImpossibleError(_("您已经评价过了。"))
    if again and not note.strip():
        raise ValidationError({"note": _("请写还要办什么。")})
    last.solved, last.satisfied, last.rated_on = Solved(solved), satisfied, day
    last.note = note.strip()[:300]
    last.save(update_fields=["solved", "satisfied", "rated_on", "note"])
    step(None, row, Act.RATED, day, str(Solved(solved).label))
    record(by=None, verb="service.rate", target=row, after={"round": row.round})
    return _again(row, last, note, day) if again else row


@transaction.atomic
def reopen(*, code: str, why: str, on: date | None = None) -> Case:
    """Asked again within the term, also by who had said it was solved."""
    row, last = _answered(code)
    if not why.strip():
        raise ValidationError({"why": _("请写还要办什么。")})
    return _again(row, last, why, on or today())


def reopens_until(last: CaseRound) -> date:
    """The last day on which a request can be asked for again."""
    return last.answered_on + timedelta(days=norms(last.answered_on).reopen_days)


def _again(row: Case, last: CaseRound, why: str, day: date) -> Case:
    if day > reopens_until(last):
        raise ImpossibleError(_("重办的期限已过，请重新提出一件。"))
    row.round, row.state = row.round + 1, CaseState.ACCEPTED
    row.save(update_fields=["round", "state"])
    due = add_working_days(day, norms(day).working_days[row.urgency])
    running = CaseRound.objects.create(
        case=row, number=row.round, opened_on=day, opened_why=why.strip()[:300], due_on=due
    )
    step(None, row, Act.REOPENED, day, why)
    watch(row, day)
    call_for_answer(row, running, holding_of(row).holder)
    record(by=None, verb="service.reopen", target=row, after={"round": row.round, "answer_due": due})
    return row
