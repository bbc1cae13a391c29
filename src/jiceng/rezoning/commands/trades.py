"""Trade-offs between aims are worked out in the background; a plan of them is taken into the gallery by hand."""

from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from jiceng.kernel import jobs
from jiceng.kernel.access import must
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.rezoning.commands.plans import Origin, keep_plan
from jiceng.rezoning.commands.projects import must_be_open
from jiceng.rezoning.enums import Aim, PlanStatus, RunKind
from jiceng.rezoning.models import Plan, Project, Run
from jiceng.rezoning.queries.problem import problem_of
from jiceng.rezoning.queries.words import said
from jiceng.rezoning.rules import may_design
from jiceng.zoning.errors import InputError
from jiceng.zoning.front import must_make_sense
from jiceng.zoning.plan import Plan as ZoningPlan


@transaction.atomic
def work_out_trades(
    *, by, project: Project, aims: list[str], communities: int, budget_seconds: int = 60
) -> Run:
    """Look in the background for every plan that no plan beats in all of two or three aims."""
    from jiceng.rezoning.tasks import work_out_the_front  # noqa: PLC0415  # the task uses these commands

    must(by, may_design, project, _("无权改动这个区划项目。"))
    must_be_open(project)
    try:
        problem = problem_of(project)
        low, high = problem.communities
        if not low <= communities <= high:
            raise ImpossibleError(_("社区个数应在%(low)s到%(high)s之间。") % {"low": low, "high": high})
        must_make_sense(replace(problem, communities=(communities, communities)), tuple(aims))
    except InputError as error:
        raise ImpossibleError(said(error)) from error
    if project.runs.filter(job__state__in=["waiting", "running"]).exists():
        raise ImpossibleError(_("正在求解，请等它结束或先停止。"))
    answer = {
        "revision": project.revision,
        "aims": aims,
        "communities": communities,
        "points": [],
        "whole": False,
    }
    run = Run(
        project=project,
        kind=RunKind.TRADES,
        count=0,
        budget_seconds=budget_seconds,
        answer=answer,
        created_by=by,
    )
    title = _("算取舍：%(title)s") % {"title": project.title}
    run.job = jobs.create(by=by, kind="rezoning.trades", title=title, run=work_out_the_front)
    run.save()
    after = {"aims": aims, "communities": communities}
    record(by=by, verb="rezoning.work_out_trades", target=project, after=after)
    return run


@transaction.atomic
def take_trade(*, by, run: Run, number: int) -> Plan:
    """Keep plan `number` (from 1) of a front in the gallery; one that is there already is given back."""
    must(by, may_design, run.project, _("无权改动这个区划项目。"))
    must_be_open(run.project)
    answer = run.answer or {}
    points = answer.get("points", [])
    if run.kind != RunKind.TRADES or not 1 <= number <= len(points):
        raise ImpossibleError(_("没有这个方案。"))
    if not run.job.ended:
        raise ImpossibleError(_("还在计算，请等它结束或先停止。"))
    if answer["revision"] != run.project.revision:
        raise ImpossibleError(_("这之后单元或要求有改动，请重新算取舍。"))
    aim = f"{Aim.TRADE}-{number}" if number > 1 else Aim.TRADE
    with override("zh-hans"):
        title = Plan(aim=aim).word()
    plan = ZoningPlan.of(problem_of(run.project), points[number - 1]["assignment"])
    origin = Origin(
        status=PlanStatus.UNBEATEN,
        run=run,
        aim=aim,
        seed=run.seed,
        method="front",
        versions={**points[number - 1]["versions"], "aims": answer["aims"]},
    )
    return keep_plan(by=by, project=run.project, plan=plan, title=title, origin=origin)
