"""The search for plans, beside the site."""

import time
from dataclasses import replace

from django.utils.translation import gettext as _
from django_tasks import task

from jiceng.kernel import jobs
from jiceng.kernel.models import Job
from jiceng.rezoning.commands.plans import Origin, keep_plan
from jiceng.rezoning.enums import Aim
from jiceng.rezoning.models import Run
from jiceng.rezoning.queries.problem import AIM_WEIGHTS, problem_of
from jiceng.zoning.formats import weights_from
from jiceng.zoning.plan import Plan as ZoningPlan
from jiceng.zoning.problem import Problem
from jiceng.zoning.solution import Progress, Solution
from jiceng.zoning.solvers import solve

EVERY = 0.5  # seconds between two looks at the job: whether to stop, and what to show


class Watch:
    """Between solver and job: shows the best plan so far, and hears when somebody asks to stop."""

    def __init__(self, run: Run, aim: str, place: int) -> None:
        self.run, self.aim, self.place = run, aim, place
        self.looked, self.stop = 0.0, False
        self.shown: ZoningPlan | None = None

    def cancelled(self) -> bool:
        if time.monotonic() - self.looked >= EVERY:
            self.looked = time.monotonic()
            self.stop = Job.objects.filter(pk=self.run.job_id, stop_asked=True).exists()
        return self.stop

    def __call__(self, progress: Progress) -> None:
        better = progress.plan is not None and progress.plan is not self.shown
        if not better and time.monotonic() - self.looked < EVERY:
            return
        changes = {"phase": f"{Aim(self.aim).label}：{progress.phase}"[:80], "bound": progress.bound}
        if better and progress.plan is not None:
            self.shown = progress.plan
            changes |= {"best": progress.plan.by_id(), "objective": progress.objective}
        Run.objects.filter(pk=self.run.pk).update(**changes)
        share = min(0.99, progress.seconds / max(self.run.budget_seconds, 1))
        Job.objects.filter(pk=self.run.job_id).update(done=int((self.place + share) * 100))


@task()
def search_plans(job_id: int) -> None:
    """One plan for each aim of the run; what was found before a stop is kept."""
    with jobs.running(job_id) as job:
        run = Run.objects.select_related("project", "created_by").get(job_id=job_id)
        problem = problem_of(run.project)
        kept: list[int] = []
        for place, aim in enumerate(run.aims):
            jobs.advance(job, place * 100, len(run.aims) * 100, str(Aim(aim).label))
            watch = Watch(run, aim, place)
            weights = weights_from(AIM_WEIGHTS[aim]) if aim in AIM_WEIGHTS else problem.weights
            solution = solve(
                replace(problem, weights=weights),
                seed=run.seed,
                budget=float(run.budget_seconds),
                progress=watch,
                cancelled=watch.cancelled,
            )
            if solution.plan is None:
                Run.objects.filter(pk=run.pk).update(answer=solution.as_dict())
                break
            kept.append(_keep(run, problem, aim, solution))
            if watch.stop:
                break
        jobs.result(job, {"url": f"/rezoning/{run.project_id}/", "plans": kept})


def _keep(run: Run, problem: Problem, aim: str, solution: Solution) -> int:
    """Keep the plan, judged by the project's own weights so that the gallery compares like with like; status and
    bound are those of its aim."""
    data = solution.as_dict()
    plan = solution.plan.for_problem(problem) if solution.plan else None
    title = _("%(aim)s（%(number)s个社区）") % {"aim": Aim(aim).label, "number": data["k"]}
    origin = Origin(
        status=solution.status,
        run=run,
        aim=aim,
        bound=solution.bound,
        gap=solution.gap,
        seed=solution.seed,
        seconds=round(solution.seconds, 3),
        method=solution.method,
        versions={**data["versions"], "weights": data["weights"], "objective": data["objective"]},
    )
    same = run.plans.filter(assignment=plan.by_id()).first() if plan else None
    if same is not None:
        return same.pk
    return keep_plan(by=run.created_by, project=run.project, plan=plan, title=title, origin=origin).pk
