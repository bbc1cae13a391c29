"""A problem gets its answer and the resident's word on it, from whoever's hands they come."""

from datetime import date, timedelta

from jiceng.institutions.commands.evidence import add_marks, remove_marks
from jiceng.kernel.pages import today
from jiceng.kernel.record import record
from jiceng.responsibility.commands.channel import stop
from jiceng.responsibility.commands.owing import attest_answer, call_for_answer
from jiceng.responsibility.enums import Level, ProblemKind, ProblemState, Step
from jiceng.responsibility.models import Problem, Visit
from jiceng.responsibility.norms import norms

VISIT = "visit.leader"


def locked(problem: Problem) -> Problem:
    rows = Problem.objects.select_for_update(of=("self",)).select_related("visit__leader", "community")
    return rows.get(pk=problem.pk)


def keep_answer(by, row: Problem, text: str, by_name: str, on: date) -> Problem:
    """Answered on a day, in somebody's name; the visit that brought it is done when all of it is."""
    row.state, row.answer, row.answered_on = ProblemState.ANSWERED, text.strip()[:2000], on
    row.answered_by_name = by_name[:120]
    row.save()
    stop(by, row, Step.ANSWERED, row.answer)
    record(by=by, verb="responsibility.answer", target=row, after={"on": row.answered_on})
    if row.kind == ProblemKind.PROBLEM:
        attest_answer(row)
    if row.visit_id and not _open_problems(row.visit).exists():
        add_marks(source=row.visit, marks=("answer",), kind=VISIT)
    return row


def keep_word(row: Problem, solved: bool, note: str) -> Problem:
    """The resident's: solved, or not, and then it is open again with a new term."""
    row.solved, row.solved_on, row.resident_note = solved, today(), note.strip()[:300]
    if solved:
        row.state = ProblemState.SETTLED
    else:
        row.state, row.reopened = ProblemState.OPEN, row.reopened + 1
        row.due_on = today() + timedelta(days=norms().answer_days)
        row.level = Level.LIAISON
    row.save()
    stop(None, row, Step.CONFIRMED if solved else Step.REOPENED, row.resident_note)
    record(by=None, verb="responsibility.confirm", target=row, after={"solved": solved})
    if not solved and row.kind == ProblemKind.PROBLEM:
        if row.visit_id:
            remove_marks(source=row.visit, marks=("answer",), kind=VISIT)
        call_for_answer(row, today())
    return row


def _open_problems(visit: Visit):
    return visit.problems.filter(kind=ProblemKind.PROBLEM, state=ProblemState.OPEN)
