"""A reorganisation: preview, execution, what came of it, and the way back."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import day_of, number_in
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands import reorganisation as acts
from jiceng.organisations.forms import ReverseForm
from jiceng.organisations.models import Organisation, Reorganisation
from jiceng.organisations.queries import reorganisation as queries
from jiceng.organisations.rules import may_execute_reorganisation
from jiceng.organisations.views.comparison import compared

# What a page of another state does not have; a template may name only what is there.
NOTHING = dict.fromkeys(
    ("comparison", "pairs", "charts", "blockers", "communities", "conflict_count", "faults"), None
)
PLANNED = Reorganisation.State.PLANNED


@require_safe
@page(may_execute_reorganisation)
def reorganisations(request):
    found = queries.seen_on(seen_by=request.user, as_of=day_of(request))
    rows = [(one, Reorganisation.State(one.state_then).label) for one in found]
    return render(request, "organisations/reorganisations.html", {"rows": rows})


def reached_reorganisation(request, pk: int) -> Reorganisation:
    """The reorganisation, if the account may execute it in that town; else 404."""
    found = queries.seen(seen_by=request.user).filter(pk=pk).first()
    if found is None:
        raise Http404
    town = Organisation.objects.filter(pk=found.orders.get("town")).first()
    if town is None or not may_execute_reorganisation.test(request.user, town):
        raise Http404
    return found


@require_safe
@page(may_execute_reorganisation)
def reorganisation(request, pk: int):
    one = reached_reorganisation(request, pk)
    return shown(request, one)


def shown(request, one: Reorganisation, status: int = 200, **extra) -> HttpResponse:
    """The page of any state: before execution the preview, afterwards what came of it. Objects are listed when somebody
    asks for them; before execution those that need a look stand there unasked."""
    wanted = queries.Wanted(request.GET.get("participant", ""), request.GET.get("action", ""))
    number = max(number_in(request.GET.get("page", "1")) or 1, 1)
    first = (number - 1) * queries.PAGE
    made = previewed(request, one, wanted) if one.state == PLANNED else executed(request, one, wanted)
    rows = made.pop("rows")
    context = {
        "reorganisation": one,
        "rows": rows[first : first + queries.PAGE],
        "previous_page": number - 1 if rows and number > 1 else None,
        "next_page": number + 1 if len(rows) > first + queries.PAGE else None,
        "wanted": wanted,
        "heads": queries.actions_of(one),
        "chips": {"all": _("全部"), **queries.actions_of(one)},
        **NOTHING,
        **made,
        **extra,
    }
    return render(request, "organisations/reorganisation.html", context, status=status)


def previewed(request, one: Reorganisation, wanted: queries.Wanted) -> dict:
    found = acts.preview(one, seen_by=request.user)
    return {
        "rows": queries.narrowed(queries.rows_of(found), wanted),
        "groups": queries.groups(found.counts, queries.ACTIONS),
        "total": queries.totals(found.counts),
        "conflict_count": len(found.conflicts),
        "warning_count": len(found.warnings),
        "communities": list(found.design.communities.values()),
        "execute_form": OnceForm(),
    }


def executed(request, one: Reorganisation, wanted: queries.Wanted) -> dict:
    counts = queries.step_counts(one)
    made = {
        "rows": [queries.row_of(step) for step in queries.steps_of(one, wanted)] if wanted else [],
        "groups": queries.groups(counts, queries.actions_of(one)),
        "total": queries.totals(counts),
    }
    if one.state == Reorganisation.State.EXECUTED:
        made |= compared(request, one) | {
            "blockers": queries.standing(acts.blockers(one), one.effective_on),
            "reverse_form": ReverseForm(),
        }
    return made


@require_POST
@page(may_execute_reorganisation)
@once
def reorganisation_execute(request, pk: int):
    one = reached_reorganisation(request, pk)
    try:
        acts.execute(by=request.user, reorganisation=one)
    except ImpossibleError as error:
        return shown(request, one, 422, faults=error.messages)
    messages.success(request, _("组织调整已执行，全部内容在一个事务中生效。"))
    return redirect("reorganisation", pk)


@require_POST
@page(may_execute_reorganisation)
@once
def reorganisation_reverse(request, pk: int):
    one = reached_reorganisation(request, pk)
    form = ReverseForm(request.POST)
    if not form.is_valid():
        return shown(request, one, 422, reverse_form=form)
    try:
        acts.reverse(by=request.user, reorganisation=one, why=form.cleaned_data["why"])
    except ImpossibleError as error:
        return shown(request, one, 422, faults=error.messages)
    messages.success(request, _("组织调整已撤回，各项内容恢复到执行之前。"))
    return redirect("reorganisation", pk)
