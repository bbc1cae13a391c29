"""Long work beside the site: the search for plans, files of many units."""

import time
from dataclasses import replace
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override
from django_tasks import task

from jiceng.kernel import jobs
from jiceng.kernel.models import Job
from jiceng.people.models import Account
from jiceng.rezoning.commands.intake import check_intake, read_kept
from jiceng.rezoning.commands.loading import load_intake, load_present
from jiceng.rezoning.commands.plans import Origin, keep_plan
from jiceng.rezoning.commands.progress import show_progress
from jiceng.rezoning.intake import Hear
from jiceng.rezoning.models import Intake, Plan, Project, Run
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.why import BACKGROUND_SECONDS, whole_answers
from jiceng.zoning.alternatives import Alternative, alternatives
from jiceng.zoning.budget import Budget
from jiceng.zoning.errors import InputError
from jiceng.zoning.front import Front
from jiceng.zoning.objectives import number
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.prices import price_of_locks
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Progress, versions

EVERY = 0.5  # seconds between two looks at the job: whether to stop, and what to show


class Watch:
    """Between solver and job: shows the best plan so far, and hears when somebody asks to stop."""

    def __init__(self, run: Run) -> None:
        self.run, self.found = run, 0
        self.looked = self.wrote = 0.0
        self.stop = False
        self.shown: ZoningPlan | None = None

    def cancelled(self) -> bool:
        if time.monotonic() - self.looked >= EVERY:
            self.looked = time.monotonic()
            self.stop = Job.objects.filter(pk=self.run.job_id, stop_asked=True).exists()
        return self.stop

    def __call__(self, progress: Progress) -> None:
        if time.monotonic() - self.wrote < EVERY:
            return
        self.wrote = time.monotonic()
        self.write(progress.phase, progress.plan, progress.objective, progress.bound)

    def write(
        self, phase: str, plan: ZoningPlan | None, objective: float | None, bound: float | None
    ) -> None:
        changes = {"phase": phase[:80], "bound": bound}
        if plan is not None and plan is not self.shown:
            self.shown = plan
            changes |= {"best": plan.by_id(), "objective": objective}
        show_progress(self.run, **changes)


@task()
@jobs.work
def search_plans(job: Job) -> None:
    """The plans of a run, one after another as they are found; those found before a stop are kept."""
    run = Run.objects.select_related("project", "created_by").get(job_id=job.pk)
    problem = problem_of(run.project)
    watch = Watch(run)
    kept: list[int] = []
    jobs.result(job, {"url": reverse("rezoning_project", args=[run.project_id])})
    for found in alternatives(
        problem,
        count=run.count,
        seed=run.seed,
        budget=float(run.budget_seconds),
        progress=watch,
        cancelled=watch.cancelled,
    ):
        if found.solution.plan is None:
            show_progress(run, answer=found.solution.as_dict())
            break
        kept.append(_keep(run, problem, found))
        watch.write(
            found.theme.id, found.solution.plan, float(found.solution.objective or 0), found.solution.bound
        )
        jobs.advance(
            job,
            len(kept),
            run.count,
            _found(len(kept)),
        )
    jobs.result(job, {"plans": kept, "new": Plan.objects.filter(run=run).count()})


def _found(count: int) -> str:
    return ngettext("已得到%(count)s个方案", "已得到%(count)s个方案", count) % {"count": count}


def _keep(run: Run, problem: Problem, found: Alternative) -> int:
    """Keep the plan, judged by the project's own weights so that the gallery compares like with like; status, bound
    and gap are those of its theme, whose weights stand in `versions`."""
    solution, data = found.solution, found.solution.as_dict()
    if solution.plan is None:
        raise ValueError("a solution without a plan")
    origin = Origin(
        status=solution.status,
        run=run,
        aim=found.theme.id,
        bound=solution.bound,
        gap=solution.gap,
        seed=solution.seed,
        seconds=round(solution.seconds, 3),
        method=solution.method,
        versions={**data["versions"], "weights": data["weights"], "objective": data["objective"]},
    )
    plan = solution.plan.for_problem(problem)
    return keep_plan(
        by=run.created_by, project=run.project, plan=plan, title=found.theme.zh, origin=origin
    ).pk


@task()
@jobs.work
def work_out_the_front(job: Job) -> None:
    """The plans of a front, one after another as they are found; those found before a stop are kept."""
    run = Run.objects.select_related("project").get(job_id=job.pk)
    answer = dict(run.answer or {})
    problem = replace(problem_of(run.project), communities=(answer["communities"],) * 2)
    budget = Budget(float(run.budget_seconds), cancelled=Watch(run).cancelled)
    jobs.result(job, {"url": reverse("rezoning_trades", args=[run.project_id])})
    front = Front(problem, tuple(answer["aims"]), budget, run.seed)
    used = versions()
    try:
        for trade in front:
            values = [number(trade.values[aim]) for aim in front.aims]
            point = {"values": values, "assignment": trade.plan.by_id(), "versions": used}
            answer["points"] = [*answer["points"], point]
            show_progress(run, answer=answer)
            found = len(answer["points"])
            jobs.advance(job, found, message=_found(found))
    except InputError as error:
        answer["refused"] = {"zh": error.zh, "en": error.en}
    finally:
        ordered = sorted(answer["points"], key=lambda point: point["values"])
        show_progress(run, answer=answer | {"points": ordered, "whole": front.whole})


@task()
@jobs.work
def price_the_locks(job: Job) -> None:
    """What each lock costs, kept with the revision of the project that it was worked out for."""
    run = Run.objects.select_related("project").get(job_id=job.pk)
    jobs.result(job, {"url": reverse("rezoning_locks", args=[run.project_id])})
    prices = price_of_locks(problem_of(run.project), seed=run.seed, budget=float(run.budget_seconds))
    answer = {"revision": run.project.revision, "prices": [price.as_dict() for price in prices]}
    show_progress(run, answer=answer)


@task()
@jobs.work
def explain_whole(job: Job, plan_id: int, key: str) -> None:
    """Why a unit is here: the best whole plans with it elsewhere."""
    plan = Plan.objects.select_related("project").get(pk=plan_id)
    address = f"{reverse('rezoning_why', args=[plan_id])}?{urlencode({'unit': key, 'whole': 1})}"
    began, stopped = time.monotonic(), False

    def cancelled() -> bool:
        nonlocal stopped
        spent = min(BACKGROUND_SECONDS, round(time.monotonic() - began))
        try:
            jobs.advance(job, spent, BACKGROUND_SECONDS, _("正在求解……"))
        except jobs.Stopped:
            stopped = True
        return stopped

    found = whole_answers(plan, key, Budget(BACKGROUND_SECONDS, cancelled=cancelled))
    if stopped or jobs.stop_asked(job):
        raise jobs.Stopped
    job.done, job.total, job.message = 0, None, ""
    jobs.result(job, {"url": address, "answers": found})


def _opened(job: Job, account_id: int | None, intake_id: int) -> tuple[Account | None, Intake]:
    jobs.result(job, {"url": reverse("rezoning_intake", args=[intake_id])})
    by = Account.objects.get(pk=account_id) if account_id else None
    return by, Intake.objects.select_related("project__body").get(pk=intake_id)


@task()
@jobs.work
def check_units(job: Job, account_id: int | None, intake_id: int, language: str) -> None:
    """Read a file of units, unless it was read before, and check it."""
    with override(language):
        by, intake = _opened(job, account_id, intake_id)
        jobs.advance(job, 0, 100, _("正在读取"))
        if not intake.path or read_kept(by=by, intake=intake):
            words = _("正在核对")
            check_intake(
                by=by, intake=intake, hear=lambda share: jobs.advance(job, round(100 * share), 100, words)
            )
        job.done, job.total, job.message = 100, 100, ""


@task()
@jobs.work
def load_units(job: Job, account_id: int | None, intake_id: int, language: str) -> None:
    """Load a checked file."""
    with override(language):
        by, intake = _opened(job, account_id, intake_id)
        _loaded(job, load_intake(by=by, intake=intake, hear=_telling(job)))


@task()
@jobs.work
def load_territories(
    job: Job, account_id: int | None, project_id: int, barriers: list[dict], language: str
) -> None:
    """Load the county as it is."""
    with override(language):
        jobs.result(job, {"url": reverse("rezoning_units", args=[project_id])})
        by = Account.objects.get(pk=account_id) if account_id else None
        project = Project.objects.select_related("body").get(pk=project_id)
        _loaded(job, load_present(by=by, project=project, barriers=barriers, hear=_telling(job)))


def _telling(job: Job) -> Hear:
    """How far units are loaded, in the job."""

    def hear(share: float) -> None:
        words = _("正在找出哪些单元相邻") if share < 1 else _("正在写入，不能中断")
        jobs.advance(job, round(100 * share), 100, words)

    return hear


def _loaded(job: Job, count: int) -> None:
    job.done, job.total = 100, 100
    words = ngettext("已载入%(count)s个单元。", "已载入%(count)s个单元。", count)
    job.message = words % {"count": count}
