"""A community's week of halls, a hall, a booking; and what residents see."""

from datetime import date, timedelta

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import dated, day_of, today
from jiceng.kernel.queries import record_of
from jiceng.resources import commands, forms, rules
from jiceng.resources.enums import BookingState, Right
from jiceng.resources.queries import booking as queries
from jiceng.resources.queries.venues import use_or_404
from jiceng.resources.views.base import form_page


@page(rules.may_see_halls)
@require_safe
def halls(request):
    """To the one week that the account has, or the list of communities to choose from."""
    day = day_of(request)
    rows = queries.with_halls(seen_by=request.user, as_of=day)
    if len(rows) == 1:
        return redirect(dated(request, reverse("hall_week", args=[rows[0].pk])))
    return render(request, "resources/halls.html", {"rows": rows})


@page(rules.may_see_halls)
@require_safe
def hall_week(request, pk):
    day = day_of(request)
    community = queries.community_or_404(pk, seen_by=request.user, as_of=day)
    first = queries.monday(day)
    days = queries.week(community, first, seen_by=request.user)
    context = {
        "community": community,
        "days": days,
        "halls": [
            (one, queries.hours_of(one)) for one in queries.halls_of(community, first + timedelta(days=6))
        ],
        "first": first,
        "before": _week_url(pk, first - timedelta(days=7)),
        "after": _week_url(pk, first + timedelta(days=7)),
        "may_use": rules.may_use_halls.test(request.user, community),
        "may_keep": rules.may_keep.test(request.user, community),
        "crumbs": [Crumb(_("社区场地"), reverse("halls")), Crumb(community.name_then)],
    }
    return render(request, "resources/hall_week.html", context)


def _week_url(pk: int, first: date) -> str:
    return f"{reverse('hall_week', args=[pk])}?as_of={first.isoformat()}"


@page(rules.may_keep)
@once
def hall_new(request, pk):
    """In a venue, by its number."""
    use = use_or_404(pk, seen_by=request.user, as_of=today(), right=Right.KEEP)
    form = forms.HallForm(request.POST or None)
    back = reverse("venue", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"venue": use.venue, "facts": form.facts}
        if form.carried_out(commands.open_hall, by=request.user, **data):
            messages.success(request, _("已登记，可以订用了。"))
            return redirect("hall_week", use.community_id)
    return form_page(request, form, _("登记场地"), use.venue.name, back)


@page(rules.may_keep)
@once
def hall_change(request, pk):
    hall, community = queries.hall_or_404(pk, seen_by=request.user)
    form = forms.HallForm(request.POST or None, hall=hall)
    back = reverse("hall_week", args=[community.pk])
    if request.method == "POST" and form.is_valid():
        data = {"hall": hall, "facts": form.facts}
        if form.carried_out(commands.change_hall, by=request.user, **data):
            messages.success(request, _("已变更。"))
            return redirect(back)
    more = {"close_url": reverse("hall_close", args=[pk]), "key": forms.KeyForm()}
    return form_page(request, form, _("变更场地"), hall.name, back, **more)


@page(rules.may_keep)
@require_POST
@once
def hall_close(request, pk):
    hall, community = queries.hall_or_404(pk, seen_by=request.user)
    commands.close_hall(by=request.user, hall=hall)
    messages.success(request, _("已停用。"))
    return redirect("hall_week", community.pk)


@page(rules.may_use_halls)
@once
def booking_new(request, pk):
    """In a community, by its number."""
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today())
    if not rules.may_use_halls.test(request.user, community):
        raise Http404
    asked = {name: request.GET[name] for name in ("hall", "on") if name in request.GET}
    form = forms.BookingForm(request.POST or None, initial=asked, community=community, seen_by=request.user)
    back = reverse("hall_week", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"hall": form.cleaned_data["hall"], "wanted": form.wanted}
        if form.carried_out(commands.book_hall, by=request.user, **data):
            messages.success(request, _("已申请，等社区答复。") if form.asks else _("已订用。"))
            return redirect(_week_url(pk, queries.monday(form.cleaned_data["on"])))
    title = _("申请场地") if form.asks else _("订用场地")
    return form_page(request, form, title, community.name_then, back)


@page(rules.may_use_halls)
@once
def booking(request, pk):
    """One booking; the community answers it, who has it gives it up."""
    row, community = queries.booking_or_404(pk, seen_by=request.user)
    answers = row.state == BookingState.ASKED and rules.may_book.test(request.user, community)
    kind = forms.AnswerForm if answers else forms.CancelForm
    form = kind(request.POST or None)
    if request.method == "POST" and form.is_valid():
        command = commands.answer_booking if answers else commands.cancel_booking
        data = {name: value for name, value in form.cleaned_data.items() if name != "submission_key"}
        if form.carried_out(command, by=request.user, booking=row, **data):
            messages.success(request, _("已答复。") if answers else _("已取消，时间空出来了。"))
            return redirect("hall_week", community.pk)
    context = {
        **queries.told(row, community),
        "form": form if row.state in queries.TAKEN else None,
        "answers": answers,
        "entries": record_of(target=row),
    }
    return render(request, "resources/booking.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def open_halls(request):
    """For residents, without account."""
    day = day_of(request)
    return render(request, "resources/open_halls.html", {"halls": queries.open_halls(day), "day": day})
