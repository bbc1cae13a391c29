"""What is wrong or missing: the standing checks over the asker's scope or one unit."""

from itertools import groupby

from django.shortcuts import render
from django.views.decorators.http import require_safe

from jiceng.kernel.access import holds, page
from jiceng.kernel.pages import day_of
from jiceng.organisations.enums import Right
from jiceng.organisations.queries.checks import every_check, findings
from jiceng.organisations.views.answers import asked_organisation

SHOWN = 30
"""Findings of one check on the page of all; a county of 3,000 communities has thousands."""


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def checks(request):
    one, day = asked_organisation(request), day_of(request)
    found = findings(seen_by=request.user, as_of=day, organisation=one)
    every = [(check, list(rows)) for check, rows in groupby(found, key=lambda finding: finding.check)]
    broken = {check.key for check, _rows in every}
    asked = request.GET.get("check", "")
    asked = asked if asked in broken else ""  # what is mended since, or never was, is told by the page of all
    groups = [
        (check, rows if asked else rows[:SHOWN], len(rows))
        for check, rows in every
        if asked in ("", check.key)
    ]
    kept = [check for check in every_check() if not asked and check.in_force(day) and check.key not in broken]
    context = {"lead": one.name if one else "", "groups": groups, "kept": kept, "asked": asked}
    return render(request, "organisations/checks.html", context)
