"""One step of a document's way each: clean the form, one command, back to the document."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.documents import commands, forms, rules
from jiceng.documents.enums import Right
from jiceng.documents.models import Countersignature, Document
from jiceng.documents.queries.documents import document_or_404
from jiceng.documents.views.reading import verify_address
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import today


def acted(request, form, command, document_pk: int, said: str, **kwargs) -> HttpResponse:
    """A button's answer: the command carried out or what it refused, then back to the document."""
    if form.is_valid() and form.carried_out(command, by=request.user, **kwargs) is not None:
        messages.success(request, said)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("document", document_pk)


@page(rules.may_draft)
@require_POST
@once
def document_submit(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.DRAFT)
    return acted(request, forms.KeyForm(request.POST), commands.submit, pk, _("已送审。"), document=row)


@page(rules.may_review)
@require_POST
@once
def document_review(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.REVIEW)
    form = forms.OpinionForm(request.POST)
    opinion = request.POST.get("opinion", "")
    return acted(request, form, commands.review, pk, _("审核通过。"), document=row, opinion=opinion)


@page(rules.may_sign)
@require_POST
@once
def document_sign(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.SIGN)
    form = forms.OpinionForm(request.POST)
    opinion = request.POST.get("opinion", "")
    return acted(request, form, commands.sign, pk, _("已签发。"), document=row, opinion=opinion)


@page(rules.may_review)
@require_POST
@once
def document_return(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.REVIEW)
    form = forms.ReasonForm(request.POST)
    why = request.POST.get("why", "")
    return acted(request, form, commands.send_back, pk, _("已退回起草人。"), document=row, opinion=why)


@page(rules.may_draft)
@require_POST
@once
def document_withdraw(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.DRAFT)
    form = forms.ReasonForm(request.POST)
    why = request.POST.get("why", "")
    return acted(request, form, commands.withdraw, pk, _("已撤回。"), document=row, why=why)


@page(rules.may_agree)
@require_POST
@once
def countersignature_refuse(request, pk):
    """The unit asked does not agree: back to the drafter with its reason."""
    mine = rules.worked_at(request.user, Right.AGREE).order_by().values("pk")
    rows = Countersignature.objects.filter(organisation__in=mine, agreed_at=None)
    row = get_object_or_404(rows.select_related("document", "organisation"), pk=pk)
    form = forms.ReasonForm(request.POST)
    opinion = f"{row.organisation}：{request.POST.get('why', '')}"
    said = _("已退回起草人，会签意见已写在处理单上。")
    return acted(
        request, form, commands.send_back, row.document_id, said, document=row.document, opinion=opinion
    )


@page(rules.may_agree)
@require_POST
@once
def countersignature_agree(request, pk):
    mine = rules.worked_at(request.user, Right.AGREE).order_by().values("pk")
    row = get_object_or_404(Countersignature.objects.select_related("document"), pk=pk, organisation__in=mine)
    form = forms.OpinionForm(request.POST)
    opinion = request.POST.get("opinion", "")
    return acted(
        request, form, commands.agree, row.document_id, _("已会签。"), countersignature=row, opinion=opinion
    )


def _form_page(request, document: Document, form, title: str) -> HttpResponse:
    crumbs = [
        Crumb(_("公文"), reverse("documents")),
        Crumb(document.title, reverse("document", args=[document.pk])),
    ]
    context = {"form": form, "document": document, "title": title, "crumbs": crumbs}
    return render(request, "documents/document_form.html", context, status=422 if form.errors else 200)


@page(rules.may_issue)
@once
def document_issue(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.ISSUE)
    form = forms.IssueForm(request.POST or None, document=row, initial={"on": today()})
    made = None
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.issue, by=request.user, document=row, **form.how)
    if made:
        messages.success(request, _("已印发，文号%(number)s。") % {"number": made.number_text})
        return redirect("document", pk)
    return _form_page(request, row, form, _("编号印发"))


@page(rules.may_sign)
@once
def document_end(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.SIGN)
    if not row.is_issued:
        raise Http404
    form = forms.EndForm(request.POST or None, document=row)
    if request.method == "POST" and form.is_valid() and _ended(request, form, row):
        return redirect("document", pk)
    return _form_page(request, row, form, _("废止或替代"))


def _ended(request, form, row: Document):
    data = form.cleaned_data
    if data["successor"]:
        more = {"successor": data["successor"]}
        return form.carried_out(commands.replace, by=request.user, document=row, why=data["why"], **more)
    return form.carried_out(commands.repeal, by=request.user, document=row, on=data["on"], why=data["why"])


@page(rules.may_issue)
@once
def document_file(request, pk):
    row = document_or_404(pk, seen_by=request.user, right=Right.ISSUE)
    form = forms.FileForm(request.POST or None, initial={"retention": row.retention})
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("archive_number", "retention")}
        data["address"] = verify_address(request, row)
        if form.carried_out(commands.file, by=request.user, document=row, **data):
            messages.success(request, _("已归档。"))
            return redirect("document", pk)
    return _form_page(request, row, form, _("归档"))
