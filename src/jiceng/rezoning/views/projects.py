"""Pages of projects: the list, a new one, its front page."""

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.rezoning import commands, forms, rules
from jiceng.rezoning.enums import ProjectState
from jiceng.rezoning.queries.projects import projects_on

LIGHTS = {"draft": "none", "consulting": "info", "proposed": "soon", "approved": "info", "executed": "done"}


class Projects(Table):
    name = "projects"
    search = ("title",)
    search_label = _("名称")
    columns = (
        Column(
            "title",
            _("名称"),
            value="title",
            url=lambda p: reverse("rezoning_project", args=[p.pk]),
            sort="title",
            main=True,
        ),
        Column("body", _("牵头组织"), value=lambda p: str(p.body)),
        Column("day", _("数据日期"), value="units_as_of", sort="units_as_of"),
        Column("units", _("单元"), value="unit_count", number=True),
        Column("plans", _("方案"), value="plan_count", number=True),
        Column("state", _("阶段"), light=lambda p: (LIGHTS[p.state_then], ProjectState(p.state_then).label)),
    )
    order = "-day"
    filters = (
        Filter(
            "state",
            _("阶段"),
            lambda: ProjectState.choices,
            lambda rows, value: rows.filter(state_then=value),
        ),
    )
    empty_title = _("还没有区划项目")
    empty_text = _("从现有的居民委或一个文件开始，求出并比较社区方案。")


@page(rules.may_see_projects)
@require_safe
def rezoning_projects(request):
    table = Projects(request, projects_on(seen_by=request.user, as_of=day_of(request)))
    return table.response(
        "rezoning/rezoning_projects.html", {"may_design": rules.may_design.test(request.user)}
    )


@page(rules.may_design)
@once
def rezoning_begin(request):
    form = forms.BeginForm(request.POST or None, account=request.user)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        project = form.carried_out(
            commands.begin_project,
            by=request.user,
            title=data["title"],
            body=data["body"],
            units_as_of=data["units_as_of"],
            wishes=form.wishes(),
        )
        if project:
            return redirect("rezoning_units", project.pk)
    return render(request, "rezoning/rezoning_begin.html", {"form": form}, status=422 if form.errors else 200)
