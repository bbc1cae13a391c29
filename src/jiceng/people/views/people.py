"""A person's page, correcting what is written there, and showing one number in full."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from jiceng.kernel.access import page, provider, signed_in
from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of
from jiceng.kernel.queries import record_of
from jiceng.people import commands, queries, sections
from jiceng.people.commands.unmask import MASKED
from jiceng.people.enums import Right
from jiceng.people.forms import PersonForm, UnmaskForm
from jiceng.people.models import Person
from jiceng.people.rules import may_correct, may_unmask


@never_cache
@require_GET
@page(signed_in)
def person(request, pk: int):
    found = get_object_or_404(queries.people(seen_by=request.user), pk=pk)
    context = {
        "person": found,
        "facts": _facts(found),
        "numbers": [_masked(found, field) for field in MASKED],
        "may_unmask": may_unmask.test(request.user)
        and provider().sees_person(request.user, found, Right.UNMASK),
        "may_correct": may_correct.test(request.user, found),
        "entries": record_of(target=found),
        "sections": sections.loaded(seen_by=request.user, person=found, as_of=day_of(request)),
    }
    return render(request, "people/person.html", context)


def _facts(found: Person) -> list[Fact]:
    return [
        Fact(_("性别"), found.get_sex_display()),
        Fact(_("出生日期"), found.born_on.isoformat() if found.born_on else ""),
        Fact(_("学历"), found.get_education_display() or ""),
    ]


@require_http_methods(["GET", "HEAD", "POST"])
@page(may_correct)
@once
def person_correct(request, pk: int):
    """Numbers left empty stay as they are: the form never shows them in full."""
    found = get_object_or_404(queries.people(seen_by=request.user), pk=pk)
    form = PersonForm(request.POST if request.method == "POST" else None, initial=PersonForm.of(found))
    if form.is_bound and form.is_valid():
        try:
            commands.correct_person(by=request.user, person=found, **form.changes())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已更正，更正前后都记入操作记录。"))
            return redirect("person", pk)
    context = {"form": form, "person": found}
    return render(request, "people/person_correct.html", context, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@page(may_unmask)
def unmask(request, pk: int, field: str):
    """GET asks for the reason, POST shows the value once. Not keyed: each look is its own entry of the record."""
    found = get_object_or_404(Person, pk=pk)
    if field not in MASKED or not provider().sees_person(request.user, found, Right.UNMASK):
        raise Http404
    form = UnmaskForm({**request.POST.dict(), "field": field} if request.method == "POST" else None)
    value = None
    if form.is_bound and form.is_valid():
        try:
            value = commands.unmask(by=request.user, person=found, **form.cleaned_data)
        except ValidationError as error:
            form.add_error("why", error)
    context = _masked(found, field) | {"person": found, "form": form, "value": value}
    context["crumbs"] = [Crumb(found.name, reverse("person", args=[pk])), Crumb(context["label"])]
    template = "people/unmask_part.html" if request.htmx else "people/unmask.html"
    return render(request, template, context, status=422 if form.errors else 200)


def _masked(found: Person, field: str) -> dict:
    label = Person._meta.get_field(field).verbose_name
    return {"field": field, "label": label, "masked": getattr(found, f"masked_{field}")}
