"""How communities stand with rooms, a community's rooms, a venue, the changes to it, the table."""

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of
from jiceng.resources import commands, forms, rules
from jiceng.resources.enums import Right
from jiceng.resources.intake import changes, opened, read_venues, sealed
from jiceng.resources.queries import pictures, stock
from jiceng.resources.queries import venues as queries
from jiceng.resources.tables import Venues, VenueStock
from jiceng.resources.views.base import form_page


@page(rules.may_see)
@require_safe
def venue_stock(request):
    """One row for each community of the day."""
    day = day_of(request)
    norm = stock.norm_on(day)
    rows = stock.stocks(stock.territories_seen(seen_by=request.user, as_of=day), day, norm)
    table = VenueStock(request, rows)
    found = stock.total(rows)
    context = {
        "figures": pictures.county_figures(found),
        "norm": pictures.norm_in_words(norm),
        "own": rows[0] if len(rows) == 1 else None,
        "may_keep": rules.may_keep.test(request.user),
    }
    return table.response("resources/venue_stock.html", context)


@page(rules.may_see)
@require_safe
def venues(request):
    rows = queries.uses(seen_by=request.user, as_of=day_of(request))
    context = {"may_keep": rules.may_keep.test(request.user)}
    return Venues(request, rows).response("resources/venues.html", context)


@page(rules.may_see)
@require_safe
def community_venues(request, pk):
    day = day_of(request)
    community = queries.community_or_404(pk, seen_by=request.user, as_of=day)
    found = queries.rooms_of(community, seen_by=request.user, as_of=day)
    context = {
        "community": community,
        "found": found,
        "figures": pictures.community_figures(found.stock),
        "reckoned": pictures.reckoned(found.stock),
        "years": pictures.by_year(found.waiting),
        "may_keep": rules.may_keep.test(request.user, community),
        "crumbs": [Crumb(_("社区用房"), reverse("venue_stock")), Crumb(community.name_then)],
    }
    return render(request, "resources/community_venues.html", context)


@page(rules.may_see)
@require_safe
def venue(request, pk):
    day = day_of(request)
    use = queries.use_or_404(pk, seen_by=request.user, as_of=day)
    back = reverse("community_venues", args=[use.community_id])
    context = {
        "use": use,
        "open": use.valid_to is None,
        "facts": queries.facts_of(use),
        "history": queries.history_of(use.venue, day),
        "may_keep": use.valid_to is None and rules.may_keep.test(request.user, use.community),
        "crumbs": [
            Crumb(_("社区用房"), reverse("venue_stock")),
            Crumb(use.community.name, back),
            Crumb(use.venue.name),
        ],
        "entries": record_of(target=use.venue),
    }
    return render(request, "resources/venue.html", context)


@page(rules.may_keep)
@once
def venue_new(request, pk):
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today(), right=Right.KEEP)
    form = forms.VenueForm(request.POST or None, community=community)
    back = reverse("community_venues", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("name", "address", "on", "why")}
        made = form.carried_out(
            commands.enter_venue, by=request.user, community=community, facts=form.facts, **data
        )
        if made:
            messages.success(request, _("已登记，面积和缺口随之重算。"))
            return redirect(back)
    return form_page(request, form, _("登记用房"), community.name_then, back)


@page(rules.may_keep)
@once
def venue_change(request, pk):
    use = queries.use_or_404(pk, seen_by=request.user, as_of=today(), right=Right.KEEP)
    form = forms.VenueForm(request.POST or None, community=use.community, use=use)
    back = reverse("venue", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"venue": use.venue, "facts": form.facts}
        data |= {name: form.cleaned_data[name] for name in ("on", "why")}
        if form.carried_out(commands.change_venue, by=request.user, **data):
            messages.success(request, _("已变更，原来的情况仍可按日期查看。"))
            return redirect(back)
    return form_page(request, form, _("变更用房情况"), use.venue.name, back)


@page(rules.may_keep)
@once
def venue_end(request, pk):
    use = queries.use_or_404(pk, seen_by=request.user, as_of=today(), right=Right.KEEP)
    form = forms.EndVenueForm(request.POST or None)
    back = reverse("venue", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("on", "why")}
        if form.carried_out(commands.end_venue, by=request.user, venue=use.venue, **data):
            messages.success(request, _("已停用。"))
            return redirect("community_venues", use.community_id)
    return form_page(request, form, _("停用这处用房"), use.venue.name, back)


@page(rules.may_keep)
@once
def venues_import(request):
    """The list from a table: first what would change, then all of it or nothing."""
    form = forms.VenuesForm(request.POST or None, request.FILES or None)
    back, more = reverse("venues"), {}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            if _taken_over(request, form):
                return redirect(back)
            form.forget()
        else:
            more = _preview(request, form)
    crumbs = [Crumb(_("社区用房"), reverse("venue_stock")), Crumb(_("导入"))]
    context = {"form": form, "back": back, "crumbs": crumbs, **more}
    return render(request, "resources/venues_import.html", context, status=422 if form.errors else 200)


def _preview(request, form) -> dict:
    rows, faults = read_venues(form.cleaned_data["file"].chunks(), form.usual, seen_by=request.user)
    if faults:
        form.refuse_table(faults)
        return {"faults": faults}
    found = changes(rows)
    standing = len(rows) - len(found)
    return {"changes": found, "standing": standing, "sealed": sealed(rows), "key": forms.KeyForm()}


def _taken_over(request, form) -> bool:
    """What was shown, carried out; otherwise the sentence why not stands in the form."""
    try:
        rows = opened(form.cleaned_data["rows"])
    except signing.BadSignature:
        form.add_error(None, _("预览以后用房有了变化，或预览已失效，请重新上传。"))
        return False
    done = form.carried_out(commands.take_over_venues, by=request.user, rows=rows, why=_("导入用房表"))
    if done is None:
        return False
    words = {"count": int(done)}
    said = ngettext("已导入，改动%(count)d处。", "已导入，改动%(count)d处。", words["count"]) % words
    messages.success(request, said)
    return True
