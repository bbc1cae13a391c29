"""Pages of representatives, petitions, and the three equals."""

from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb, Figure
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.meetings import commands, forms, kinds, rules
from jiceng.meetings.enums import Right
from jiceng.meetings.models import Petition
from jiceng.meetings.queries import congress
from jiceng.meetings.queries.meetings import organisation_or_404
from jiceng.meetings.views.base import acted
from jiceng.organisations.models import Term


@page(rules.may_see_meetings)
@require_safe
def representatives(request, pk):
    """Who represents whom, whether there are enough, who was absent too often."""
    row = organisation_or_404(pk, seen_by=request.user, right=Right.SEE)
    found = congress.standing(row, today())
    absent = congress.absences(row, today().year)
    terms = congress.representatives(row, today()).prefetch_related("absence_reviews")
    context = {
        "organisation": row,
        "standing": found,
        "rows": [_line(one, absent.get(one.person_id, 0), found.norms.absences) for one in terms],
        "may_keep": rules.may_keep.test(request.user, row),
        "may_convene": rules.may_convene.test(request.user, row),
        "seat": forms.SeatForm(),
        "review": forms.ReviewForm(),
        "key": forms.KeyForm(),
        "crumbs": [Crumb(_("会议"), reverse("meetings")), Crumb(_("居民代表"))],
        "figures": _figures(found),
    }
    return render(request, "meetings/representatives.html", context)


def _line(term: Term, absent: int, most: int) -> dict:
    seat = getattr(term, "seat", None)
    sent_by = (str(seat.unit) if seat.unit_id else seat.group) if seat else ""
    review = next((one for one in term.absence_reviews.all() if one.year == today().year), None)
    late = absent >= most and review is None
    return {"term": term, "group": sent_by, "absent": absent, "review": review, "late": late}


def _figures(found: congress.Standing) -> list[Figure]:
    norm = f"{found.least}—{found.most}"
    tone = "" if found.lawful else "late"
    return [
        Figure(_("居民代表"), found.count, _("人"), tone=tone),
        Figure(_("应有名额"), norm, _("人")),
        Figure(_("户数"), found.households, _("户")),
    ]


def _term_or_404(pk: int, seen_by, right: str) -> Term:
    reach = rules.led(seen_by, right).order_by().values("pk")
    rows = Term.objects.on(today()).filter(post__kind="representative", post__organisation__in=reach)
    return get_object_or_404(rows.select_related("post__organisation", "person"), pk=pk)


@page(rules.may_keep)
@require_POST
@once
def representative_seat(request, pk):
    term = _term_or_404(pk, request.user, Right.KEEP)
    form = forms.SeatForm(request.POST)
    form.is_valid()
    data = {name: form.cleaned_data.get(name) or "" for name in ("group",)}
    data["households"] = form.cleaned_data.get("households") or 0
    url = reverse("representatives", args=[term.post.organisation_id])
    return acted(request, form, commands.seat_representative, url, term=term, **data)


@page(rules.may_convene)
@require_POST
@once
def representative_review(request, pk):
    term = _term_or_404(pk, request.user, Right.CONVENE)
    form = forms.ReviewForm(request.POST)
    form.is_valid()
    data = {name: form.cleaned_data.get(name) for name in ("decision", "ends_seat")}
    data["statement"] = form.cleaned_data.get("statement") or ""
    url = reverse("representatives", args=[term.post.organisation_id])
    return acted(request, form, commands.review_absences, url, term=term, year=today().year, **data)


@page(rules.may_keep)
@require_POST
@once
def representatives_confirm(request, pk):
    row = organisation_or_404(pk, seen_by=request.user, right=Right.KEEP)
    url = reverse("representatives", args=[row.pk])
    form, said = forms.KeyForm(request.POST), _("名册已确认。")
    return acted(request, form, commands.confirm_representatives, url, said, organisation=row)


@page(rules.may_hand_in)
@once
def petition_begin(request, pk):
    row = organisation_or_404(pk, seen_by=request.user, right=Right.HAND_IN)
    form = forms.PetitionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "kind", "base")}
        made = form.carried_out(commands.begin_petition, by=request.user, organisation=row, **data)
        if made:
            return redirect("petition", made.pk)
    context = {"form": form, "organisation": row, "rows": Petition.objects.filter(organisation=row)}
    return render(request, "meetings/petition_begin.html", context, status=422 if form.errors else 200)


@page(rules.may_hand_in)
@once
def petition(request, pk):
    row = congress.petition_or_404(pk, seen_by=request.user)
    form = forms.SignForm(request.POST or None, initial={"person": str(request.user.person or "")})
    if request.method == "POST" and form.is_valid():
        person = form.cleaned_data["person"]
        if form.carried_out(commands.sign_petition, by=request.user, petition=row, person=person):
            return redirect("petition", row.pk)
    needed = -(-row.num * row.base_count // row.den)
    names = row.supports.select_related("person").order_by("pk")
    context = {"petition": row, "form": form, "names": names, "needed": needed}
    context["kind_label"] = kinds.label_of(row.kind)
    return render(request, "meetings/petition.html", context, status=422 if form.errors else 200)
