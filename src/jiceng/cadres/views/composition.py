"""The composition of cadres: the page, the lists behind its figures, its files, targets."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.cadres import commands, drawing, forms, rules
from jiceng.cadres.queries import board
from jiceng.cadres.queries.board import Look
from jiceng.cadres.queries.composition import YEARS_AHEAD, drift
from jiceng.cadres.queries.composition import composition as composed
from jiceng.cadres.queries.lists import listed, target_versions
from jiceng.cadres.tables import CadrePeople
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in, written_day
from jiceng.kernel.workbook import workbook

IMAGES = {"svg": "image/svg+xml", "png": "image/png"}
MOST_UNITS = 200


def _look(request) -> Look:
    asked = (number_in(one) for one in request.GET.getlist("unit")[:MOST_UNITS])
    return Look(day_of(request), tuple(dict.fromkeys(one for one in asked if one is not None)))


def _counted(request, look: Look):
    about = {"seen_by": request.user, "as_of": look.as_of, "units": look.units}
    return composed(**about), drift(**about)


@page(rules.may_see)
@require_safe
def composition(request):
    look = _look(request)
    found, leavings = _counted(request, look)
    context = {
        "found": found,
        "figures": board.head_figures(found, look),
        "measures": board.measures(found, look),
        "tables": board.tables(found, look),
        "ladder": board.ladder(found, look),
        "series": board.ladder_series(),
        "leaving": board.leaving_bars(leavings, look),
        "drift": leavings[: YEARS_AHEAD + 1],
        "ahead": board.ahead_bars(leavings, look),
        "units": board.choosable(seen_by=request.user, as_of=look.as_of),
        "chosen": set(look.units),
        "files": board.file_links(look),
        "may_set": rules.may_set_norms.test(request.user),
    }
    return render(request, "cadres/composition.html", context)


@page(rules.may_see)
@require_safe
def composition_people(request):
    """The list behind a figure."""
    look = _look(request)
    rows, title = listed(request.GET, seen_by=request.user, look=look)
    crumbs = [Crumb(_("干部队伍结构"), look.url("composition")), Crumb(title)]
    return CadrePeople(request, rows).response(
        "cadres/composition_people.html", {"title": title, "crumbs": crumbs}
    )


@page(rules.may_see)
@require_safe
def composition_sheet(request):
    look = _look(request)
    found, leavings = _counted(request, look)
    name = _("干部队伍结构%(day)s") % {"day": look.as_of.isoformat()}
    return workbook(name, *board.sheet(found, leavings, look))


@page(rules.may_see)
@require_safe
def composition_chart(request, chart, ending):
    look = _look(request)
    if chart not in board.CHARTS or ending not in IMAGES:
        raise Http404
    found, leavings = _counted(request, look)
    drawn = drawing.svg(board.CHARTS[chart](found, leavings, look), board.note_of(look))
    answer = HttpResponse(drawing.png(drawn) if ending == "png" else drawn, content_type=IMAGES[ending])
    name = quote(f"{chart}-{look.as_of.isoformat()}.{ending}")
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{name}"
    return answer


@page(rules.may_see)
@require_safe
def composition_targets(request):
    context = {
        "targets": target_versions(),
        "may_set": rules.may_set_norms.test(request.user),
        "crumbs": [Crumb(_("干部队伍结构"), reverse("composition")), Crumb(_("结构目标"))],
    }
    return render(request, "cadres/composition_targets.html", context)


@page(rules.may_set_norms)
@once
def composition_target_new(request):
    form = forms.TargetForm(request.POST or None, initial={"measure": request.GET.get("measure", "")})
    back = reverse("composition_targets")
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.set_target, by=request.user, **form.asked):
        messages.success(request, _("已规定，自%(day)s起。") % {"day": written_day(form.asked["on"])})
        return redirect(back)
    return form_page(request, form, _("规定结构目标"), _("结构目标"), back)
