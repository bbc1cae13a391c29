"""Pages of representatives and their norms, and of petitions."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.institutions.rules import may_keep_institutions
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb, Figure
from jiceng.kernel.once import once
from jiceng.kernel.pages import today
from jiceng.kernel.units import HOUSEHOLDS, PEOPLE
from jiceng.meetings import commands, forms, kinds, rules
from jiceng.meetings.enums import Right
from jiceng.meetings.kinds.norms import packs
from jiceng.meetings.models import Petition
from jiceng.meetings.queries import congress
from jiceng.meetings.queries.meetings import organisation_or_404
from jiceng.meetings.queries.norms import norm_versions, norms_on
from jiceng.meetings.queries.registers import territory_of
from jiceng.meetings.views.base import acted
from jiceng.organisations.models import Organisation, Term
from jiceng.organisations.queries.unit import resident_units


@page(rules.may_see_meetings)
@require_safe
def representatives(request, pk):
    """Who represents whom, whether there are enough, who was absent too often."""
    row = organisation_or_404(pk, seen_by=request.user, right=Right.SEE)
    return _shown(request, row)


def _shown(request, row, refused: tuple | None = None):
    context = _roll_of(request, row, refused)
    return render(request, "meetings/representatives.html", context, status=422 if refused else 200)


def _roll_of(request, row, refused: tuple | None = None) -> dict:
    """`refused` is a term with the form that came back."""
    found = congress.standing(row, today())
    absent = congress.absences(row, today().year)
    terms = congress.representatives(row, today()).prefetch_related("absence_reviews")
    units = _units(row)
    lines = [_line(one, absent.get(one.person_id, 0), found.norms.absences) for one in terms]
    for line in lines:
        line["form"] = _seat_form(line["term"], units)
        line["refused"] = refused is not None and refused[0] == line["term"]
        if refused and line["refused"]:
            line["form"] = refused[1]
    return {
        "organisation": row,
        "standing": found,
        "rows": lines,
        "off": [one.fault for one in congress.groups(row, today(), found.norms) if one.fault],
        "may_keep": rules.may_keep.test(request.user, row),
        "may_convene": rules.may_convene.test(request.user, row),
        "review": forms.ReviewForm(),
        "key": forms.KeyForm(),
        "crumbs": [Crumb(_("会议"), reverse("meetings")), Crumb(pgettext("列表", "居民代表"))],
        "figures": _figures(found),
    }


def _units(row) -> list[tuple[int, str]]:
    area = territory_of(row)
    return [(one.pk, str(one)) for one in resident_units(area, as_of=today())] if area else []


def _seat_form(term: Term, units: list[tuple[int, str]], data=None):
    seat = getattr(term, "seat", None)
    known = {"group": seat.group, "households": seat.households or None, "unit": seat.unit_id} if seat else {}
    return forms.SeatForm(data, units=units, initial=known, auto_id=f"seat_{term.pk}_%s")


def _line(term: Term, absent: int, most: int) -> dict:
    seat = getattr(term, "seat", None)
    sent_by = (str(seat.unit) if seat.unit_id else seat.group) if seat else ""
    review = next((one for one in term.absence_reviews.all() if one.year == today().year), None)
    late = absent >= most and review is None
    return {"term": term, "group": sent_by, "absent": absent, "review": review, "late": late}


def _figures(found: congress.Standing) -> list[Figure]:
    norm = f"{found.least}—{found.most}"
    made = [
        Figure(
            pgettext("列表", "居民代表"),
            found.count,
            PEOPLE,
            tone="" if found.least <= found.count <= found.most else "late",
        ),
        Figure(_("应有名额"), norm, PEOPLE),
        Figure(_("户数"), found.households, HOUSEHOLDS),
    ]
    if found.women_least:
        tone = "late" if found.women < found.women_least else ""
        made.append(Figure(_("女代表"), found.women, PEOPLE, tone=tone))
    return made


def _term_or_404(pk: int, seen_by, right: str) -> Term:
    reach = rules.led(seen_by, right).order_by().values("pk")
    rows = Term.objects.on(today()).filter(post__kind="representative", post__organisation__in=reach)
    return get_object_or_404(rows.select_related("post__organisation", "person"), pk=pk)


@page(rules.may_keep)
@require_POST
@once
def representative_seat(request, pk):
    """What the norm forbids is said at its field, with what was typed still there."""
    term = _term_or_404(pk, request.user, Right.KEEP)
    row = term.post.organisation
    form = _seat_form(term, _units(row), request.POST)
    if form.is_valid():
        unit = Organisation.objects.filter(pk=form.cleaned_data["unit"]).first()
        values = {"term": term, "unit": unit, **form.values()}
        if form.carried_out(commands.seat_representative, by=request.user, **values):
            return redirect("representatives", row.pk)
    return _shown(request, row, refused=(term, form))


@page(rules.may_see_meetings)
@once
def representation(request):
    """How many represent how many households: the shipped norms, what the county has chosen, and its next choice."""
    shipped, found = packs(), norms_on(today())
    pack = shipped.get(request.GET.get("pack", ""), found.representation)
    may_set = may_keep_institutions.test(request.user)
    form = forms.RepresentationForm(request.POST or None, pack=pack) if may_set else None
    if request.method == "POST" and form is None:
        raise PermissionDenied
    if form and form.is_valid():
        values = {
            "seats": form.seats(),
            **{name: form.cleaned_data[name] for name in ("on", "why", "knowingly")},
        }
        if form.carried_out(commands.set_representation, by=request.user, **values):
            messages.success(request, _("已规定。"))
            return redirect("representation")
    context = {"norms": found, "packs": shipped.values(), "form": form, "versions": norm_versions()}
    context["crumbs"] = [Crumb(_("会议"), reverse("meetings")), Crumb(_("代表名额规定"))]
    status = 422 if form and form.errors else 200
    return render(request, "meetings/representation.html", context, status=status)


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
