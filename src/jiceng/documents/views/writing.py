"""Series are opened, documents written and revised."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.documents import commands, forms, rules, sources
from jiceng.documents.commands import Cause
from jiceng.documents.enums import Right
from jiceng.documents.models import Series
from jiceng.documents.queries.documents import document_or_404, numbering, organisation_or_404
from jiceng.documents.queries.page import EDITABLE
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in


@page(rules.may_issue)
@once
def document_series(request):
    """The codes of the account's own offices, and a new one."""
    places = numbering(seen_by=request.user)
    form = forms.SeriesForm(request.POST or None, organisations=places)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("organisation", "code", "name")}
        if form.carried_out(commands.open_series, by=request.user, **data):
            return redirect("document_series")
    rows = Series.objects.filter(organisation__in=places).select_related("organisation")
    crumbs = [Crumb(_("公文"), reverse("documents")), Crumb(_("发文代字"))]
    context = {"form": form, "rows": rows.prefetch_related("counters"), "crumbs": crumbs}
    return render(request, "documents/document_series.html", context, status=422 if form.errors else 200)


@page(rules.may_draft)
@once
def document_draft(request, pk):
    """`?from=` and `?id=` name what it carries out: its kind, title and main text begin from there."""
    organisation = organisation_or_404(pk, seen_by=request.user, right=Right.DRAFT)
    cause, begun = _begun(request)
    form = forms.WriteForm(request.POST or None, organisation=organisation, initial=begun)
    if form.is_asked(request):
        form.mended()
    elif request.method == "POST" and form.is_valid():
        data = {"series": form.cleaned_data["series"], "words": form.words(), "cause": cause}
        if made := form.carried_out(commands.draft, by=request.user, organisation=organisation, **data):
            messages.success(request, _("草稿已保存。"))
            return redirect("document", made.pk)
    crumbs = [Crumb(_("公文"), reverse("documents")), Crumb(_("起草公文"))]
    context = {"form": form, "organisation": organisation, "crumbs": crumbs, "back": reverse("documents")}
    return render(request, "documents/document_write.html", context, status=422 if form.errors else 200)


def _begun(request) -> tuple[Cause | None, dict]:
    """What the document carries out, and what its form begins with."""
    kind, pk = request.GET.get("from", ""), request.GET.get("id", "")
    if not kind:
        return None, {}
    found = sources.of(kind).begin(request.user, pk) if number_in(pk) else None
    if found is None:
        raise Http404
    return Cause(kind, pk), {"kind": found.kind, "title": found.title, "text": found.text}


@page(rules.may_draft)
@once
def document_revise(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.DRAFT)
    if row.state not in EDITABLE or not EDITABLE[row.state].test(request.user, row):
        raise Http404
    form = forms.ReviseForm(request.POST or None, document=row)
    if form.is_asked(request):
        form.mended()
    elif request.method == "POST" and form.is_valid():
        data = {"words": form.words(), "why": form.cleaned_data["why"]}
        if form.carried_out(commands.revise, by=request.user, document=row, **data):
            messages.success(request, _("已保存。"))
            return redirect("document", pk)
    return _revise_page(request, row, form)


def _revise_page(request, row, form):
    back = reverse("document", args=[row.pk])
    crumbs = [Crumb(_("公文"), reverse("documents")), Crumb(row.title, back)]
    context = {
        "form": form,
        "organisation": row.organisation,
        "document": row,
        "crumbs": crumbs,
        "back": back,
    }
    return render(request, "documents/document_write.html", context, status=422 if form.errors else 200)
