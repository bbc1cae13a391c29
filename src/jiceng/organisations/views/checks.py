"""What is wrong or missing: the standing checks over the asker's scope or one unit, and the list of each."""

from itertools import groupby
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import holds, page
from jiceng.kernel.components import Crumb
from jiceng.kernel.pages import day_of
from jiceng.organisations.enums import Right
from jiceng.organisations.queries.checks import every_check, findings
from jiceng.organisations.queries.of_check import of_check
from jiceng.organisations.tables_findings import Findings
from jiceng.organisations.views.answers import asked_organisation

SHOWN = 30
"""Findings of one check on the page of all; a county of 3,000 communities has thousands."""


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def checks(request):
    one, day = asked_organisation(request), day_of(request)
    found = findings(seen_by=request.user, as_of=day, organisation=one)
    every = {key: list(rows) for key, rows in groupby(found, key=lambda finding: finding.check.key)}
    known = {check.key: check for check in every_check()}
    asked = request.GET.get("check", "")
    # What is mended since, or never was, is told by the page of all; a list that is being searched stays one.
    if asked in every or (asked in known and request.htmx):
        return _list_of(request, known[asked], every.get(asked, []), one)
    groups = [(rows[0].check, rows[:SHOWN], len(rows)) for rows in every.values()]
    kept = [check for check in known.values() if check.in_force(day) and check.key not in every]
    context = {"lead": one.name if one else "", "groups": groups, "kept": kept}
    return render(request, "organisations/checks.html", context)


def _list_of(request, check, found, one):
    """All that break one check."""
    table = Findings(request, of_check(found, seen_by=request.user, as_of=day_of(request)))
    every = reverse("checks") + (f"?{urlencode({'organisation': one.pk})}" if one else "")
    context = {
        "title": check.title,
        "lead": " · ".join(filter(None, (one and one.name, f"{check.source}{check.article}"))),
        "crumbs": [Crumb(_("需要处理的问题"), every), Crumb(check.title)],
    }
    return table.response("organisations/check.html", context)
