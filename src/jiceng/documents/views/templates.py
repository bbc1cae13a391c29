"""Standard texts: the list, one with its fields and records, the file in use, filled."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.documents import commands, forms, rules
from jiceng.documents.filling import filled
from jiceng.documents.queries import templates as queries
from jiceng.documents.views.reading import WORD
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once


def _crumbs(*more: Crumb) -> list[Crumb]:
    return [Crumb(_("公文"), reverse("documents")), Crumb(_("范本"), reverse("standard_texts")), *more]


def _file(content: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        content, WORD, headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}.docx"}
    )


@page(rules.may_see_documents)
@require_safe
def standard_texts(request):
    context = {"rows": queries.usable(seen_by=request.user), "crumbs": _crumbs()}
    return render(request, "documents/standard_texts.html", context)


@page(rules.may_see_documents)
@once
def standard_text(request, key):
    """Its fields, what it can be filled from, the county's own files; a new one is uploaded here."""
    one = queries.standard_or_404(key, seen_by=request.user)
    keeps = rules.may_keep_standards.test(request.user)
    form = forms.StandardForm(request.POST or None, request.FILES or None) if keeps else None
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid() and _replaced(request, form, one):
        messages.success(request, _("范本已更换。"))
        return redirect("standard_text", key)
    return _shown(request, one, form)


def _replaced(request, form, one) -> bool:
    upload = form.cleaned_data["file"]
    return (
        form.carried_out(commands.replace_standard, by=request.user, standard=one, upload=upload) is not None
    )


def _shown(request, one, form) -> HttpResponse:
    key = one.key
    versions = queries.own_versions(key)
    context = {
        "standard": one,
        "fields": list(one.fields.items()),
        "records": one.records(seen_by=request.user),
        "versions": versions,
        "own_in_use": any(row.in_use for row in versions),
        "form": form,
        "key_form": forms.KeyForm(),
        "crumbs": _crumbs(Crumb(one.label)),
    }
    status = 422 if form and form.errors else 200
    return render(request, "documents/standard_text.html", context, status=status)


@page(rules.may_see_documents)
@require_safe
def standard_docx(request, key, number):
    """The template itself; 0 as shipped."""
    one = queries.standard_or_404(key, seen_by=request.user)
    return _file(queries.content_of(key, number), str(one.label))


@page(rules.may_see_documents)
@require_safe
def standard_filled(request, key, pk):
    one = queries.standard_or_404(key, seen_by=request.user)
    values = one.values(seen_by=request.user, pk=pk)
    if values is None:
        raise Http404
    return _file(filled(queries.content_of(key), values), str(one.label))


@page(rules.may_keep_standards)
@require_POST
@once
def standard_use(request, key, number):
    one = queries.standard_or_404(key, seen_by=request.user)
    form = forms.KeyForm(request.POST)
    if form.is_valid():
        form.carried_out(commands.use_standard, by=request.user, standard=one, number=number)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("standard_text", key)
