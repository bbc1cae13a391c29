"""Applicants moved on, out, or into the places of the list. No rule is asked: the command that decides has done so."""

from collections.abc import Iterable

from jiceng.cadres.commands.recruitment.state import is_later, step_after
from jiceng.cadres.enums_recruitment import Standing, Step
from jiceng.cadres.models import Applicant, RecruitmentPlace, RecruitmentRound
from jiceng.cadres.ranking import Marks, by_written, ranked, shortlist, total
from jiceng.kernel import bulk
from jiceng.kernel.bulk import chunks
from jiceng.kernel.pages import today


def advance(round_: RecruitmentRound, applicants: Iterable[Applicant], step: str) -> None:
    """On to the step after this one; who reaches publicity is made public from today."""
    later = step_after(round_, step)
    since = {"publicised_on": today()} if later == Step.PUBLICITY else {}
    for part in chunks([one.pk for one in applicants]):
        Applicant.objects.filter(pk__in=part).update(step=later, **since)


def put_out(applicants: Iterable[Applicant], step: str) -> None:
    """Each with the reason that stands in `out_why`."""
    rows = list(applicants)
    for one in rows:
        one.standing, one.out_at = Standing.OUT, step
    keep(rows, "standing", "out_at", "out_why")


def keep(rows: Iterable[Applicant], *columns: str) -> None:
    """These columns of many applicants, in one go."""
    bulk.change(
        Applicant, columns, [(*(plain(getattr(one, name)) for name in columns), one.pk) for one in rows]
    )


def plain(value: object) -> object:
    """A choice as the text that it is; the rest as the database takes it."""
    return str(value) if isinstance(value, str) else value


def marks_of(rows: Iterable[Applicant]) -> list[Marks]:
    return [Marks(one.pk, one.written, one.interview or 0, one.tie_order) for one in rows]


def settle_shortlist(round_: RecruitmentRound, place: RecruitmentPlace, many: int) -> None:
    """The first `many` of the place after the written test go on; equals of the last come along, the rest waits."""
    rows = list(
        Applicant.objects.filter(place=place, written__isnull=False, interview=None).filter(
            standing__in=[Standing.IN, Standing.WAITING]
        )
    )
    order = by_written(marks_of(rows))
    chosen = shortlist(order, many)
    ranks = {one.key: rank for rank, one in order}
    later = step_after(round_, Step.WRITTEN)
    for one in rows:
        one.rank = ranks[one.pk]
        one.standing = Standing.IN if one.pk in chosen else Standing.WAITING
        if one.step == Step.WRITTEN and one.pk in chosen:
            one.step = later
    keep(rows, "rank", "standing", "step")


def join_shortlist(round_: RecruitmentRound, one: Applicant) -> None:
    """Somebody who sat the test late goes on if they would have, had they sat it with the others; nobody who was let on
    loses it."""
    if one.standing != Standing.IN:
        return
    sat = Applicant.objects.filter(place=one.place, written__isnull=False).exclude(out_at=Step.WRITTEN)
    chosen = shortlist(by_written(marks_of(sat)), one.place.places * round_.interview_ratio)
    one.standing = Standing.IN if one.pk in chosen else Standing.WAITING
    if one.pk in chosen:
        one.step = step_after(round_, Step.WRITTEN)
    one.save(update_fields=["standing", "step"])
    if is_later(round_.step, Step.INTERVIEW):
        return  # the ranks are those of the totals by now
    rows = list(sat.filter(interview=None, standing__in=[Standing.IN, Standing.WAITING]))
    ranks = {marks.key: rank for rank, marks in by_written(marks_of(rows))}
    for row in rows:
        row.rank = ranks[row.pk]
    keep(rows, "rank")


def order_of(round_: RecruitmentRound, place: RecruitmentPlace) -> tuple[list, dict[int, Applicant]]:
    """The order by total of all of the place who have both marks and are not out of the round, with those already
    hired."""
    rows = Applicant.objects.filter(place=place, written__isnull=False, interview__isnull=False)
    found = {one.pk: one for one in rows.exclude(out_at__in=[Step.WRITTEN, Step.INTERVIEW])}
    return ranked(marks_of(found.values()), round_.weights, round_.ties_by), found


def settle_totals(round_: RecruitmentRound, place: RecruitmentPlace, many: int) -> None:
    """Totals and ranks; the first `many` who are still in the round go on, the others wait for a gap."""
    order, found = order_of(round_, place)
    free, later = many, step_after(round_, Step.TOTAL)
    changed = []
    for rank, marks in order:
        one = found[marks.key]
        one.rank, one.total = rank, total(marks.written, marks.interview, round_.weights)
        changed.append(one)
        if one.standing not in {Standing.IN, Standing.WAITING}:
            continue
        one.standing = Standing.IN if free > 0 else Standing.WAITING
        if free > 0 and one.step == Step.TOTAL:
            enter(one, later)
        free -= 1
    keep(changed, "rank", "total", "standing", "step", "publicised_on")


def enter(one: Applicant, step: str) -> None:
    one.step = step
    if step == Step.PUBLICITY:
        one.publicised_on = today()
