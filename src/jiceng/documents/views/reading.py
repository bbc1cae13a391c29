"""Lists, a document's own page, its versions and files; what anyone may verify."""

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiceng.documents import forms, layout, rules
from jiceng.documents.body import differences
from jiceng.documents.enums import DocumentState
from jiceng.documents.layout import fonts
from jiceng.documents.layout.sheet import sheet
from jiceng.documents.models import Countersignature, Document, SealUse
from jiceng.documents.models.documents import ISSUED
from jiceng.documents.queries import documents as queries
from jiceng.documents.queries.content import digests
from jiceng.documents.queries.page import actions
from jiceng.documents.tables import Documents, Filing, InForce, SealUses
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.pages import day_of
from jiceng.kernel.queries import record_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(rules.may_see_documents)
@require_safe
def documents(request):
    table = Documents(request, queries.documents_on(seen_by=request.user, as_of=day_of(request)))
    more = {
        "figures": queries.figures(seen_by=request.user, as_of=day_of(request)),
        "places": queries.draftable(seen_by=request.user),
        "may_number": rules.may_issue.test(request.user),
    }
    return table.response("documents/documents.html", more)


@page(rules.may_see_documents)
@require_safe
def documents_in_force(request):
    table = InForce(request, queries.in_force(seen_by=request.user, as_of=day_of(request)))
    return table.response("documents/documents_in_force.html", {})


@page(rules.may_issue)
@require_safe
def documents_filing(request):
    table = Filing(request, queries.to_file(seen_by=request.user, as_of=day_of(request)))
    return table.response("documents/documents_filing.html", {})


@page(rules.may_issue)
@require_safe
def seal_uses(request):
    """What the seals of the account's offices were put on."""
    table = SealUses(request, queries.seal_uses(seen_by=request.user, as_of=day_of(request)))
    return table.response("documents/seal_uses.html", {})


@page(rules.may_see_documents)
@require_safe
def document(request, pk):
    row = queries.document_or_404(pk, seen_by=request.user)
    context = {
        "document": row,
        "crumbs": [Crumb(_("公文"), reverse("documents")), Crumb(row.title)],
        "light_of": (queries.LIGHTS[row.state], row.get_state_display()),
        "handlings": row.handlings.all(),
        "recipients": queries.receipts(row),
        "paper": sheet(row),
        "source": queries.source_of(row, seen_by=request.user),
        "countersignatures": row.countersignatures.select_related("organisation"),
        "seal_use": SealUse.objects.filter(document=row).first(),
        "substitutes": fonts.substitutes(),
        "entries": record_of(target=row),
        **actions(row, seen_by=request.user),
    }
    return render(request, "documents/document.html", context | _buttons(context))


class Consent:
    """One unit's two buttons."""

    def __init__(self, asked: Countersignature) -> None:
        self.asked = asked
        self.agree_id, self.refuse_id = f"agree-{asked.pk}", f"refuse-{asked.pk}"
        self.agree = forms.OpinionForm(auto_id=f"{self.agree_id}-%s")
        self.refuse = forms.ReasonForm(auto_id=f"{self.refuse_id}-%s")


def _buttons(context: dict) -> dict:
    """The forms behind the buttons, each with ids of its own."""
    asks = context["document"].state in {DocumentState.REVIEW, DocumentState.SIGNING}
    return {
        "key": forms.KeyForm(),
        "opinion": forms.OpinionForm(auto_id="opinion_%s") if asks else None,
        "consents": [Consent(one) for one in context["own_countersignatures"]],
        "return_why": forms.ReasonForm(auto_id="return_%s"),
        "withdraw_why": forms.ReasonForm(auto_id="withdraw_%s"),
    }


@page(rules.may_see_documents)
@require_safe
def document_versions(request, pk):
    """Each version beside the one before it."""
    row = queries.document_or_404(pk, seen_by=request.user)
    rows = list(row.versions.select_related("written_by__person"))
    pairs = [
        (after, differences(before.text, after.text)) for before, after in zip(rows, rows[1:], strict=False)
    ]
    crumbs = [Crumb(_("公文"), reverse("documents")), Crumb(row.title, reverse("document", args=[pk]))]
    context = {"document": row, "first": rows[0], "pairs": pairs[::-1], "crumbs": crumbs}
    return render(request, "documents/document_versions.html", context)


def verify_address(request, document: Document) -> str:
    """Where the code on the paper leads."""
    return request.build_absolute_uri(reverse("document_verify", args=[document.mark]))


def _named(row: Document, ending: str) -> dict[str, str]:
    """A Content-Disposition header that any browser reads in Chinese."""
    name = quote(f"{row.number_text or ''}{row.title}.{ending}")
    return {"Content-Disposition": f"attachment; filename*=UTF-8''{name}"}


@page(rules.may_see_documents)
@require_safe
def document_pdf(request, pk):
    """The filed bytes when there are some, else the paper as it stands."""
    row = queries.document_or_404(pk, seen_by=request.user)
    filed = getattr(row, "filed_copy", None)
    content = bytes(filed.content) if filed else layout.pdf(row, verify_address(request, row))
    return HttpResponse(content, "application/pdf", headers=_named(row, "pdf"))


@page(rules.may_see_documents)
@require_safe
def document_docx(request, pk):
    row = queries.document_or_404(pk, seen_by=request.user)
    return HttpResponse(layout.docx(row), WORD, headers=_named(row, "docx"))


@page(rules.may_see_documents)
@require_safe
def document_picture(request, pk, page):
    """One page of the paper as a picture."""
    row = queries.document_or_404(pk, seen_by=request.user)
    return HttpResponse(layout.picture(row, max(page, 1)), "image/png")


@page(rules.may_verify)
@require_http_methods(["GET", "HEAD", "POST"])
def document_verify(request, mark):
    """For whoever holds the paper: is it ours, is it in force, is this file the one that was filed?"""
    rows = Document.objects.filter(state__in=ISSUED).select_related("organisation", "series", "filed_copy")
    row = get_object_or_404(rows, mark=mark)
    form = forms.VerifyForm(request.POST or None, request.FILES or None)
    verdict = None
    if request.method == "POST" and form.is_valid():
        verdict = _same(row, form.cleaned_data)
    day = day_of(request)
    holds = row.valid_from <= day and (row.valid_to is None or day < row.valid_to)
    context = {"document": row, "form": form, "verdict": verdict, "holds": holds}
    return render(request, "documents/document_verify.html", context)


def _same(document: Document, data: dict) -> bool:
    """Whether the file or the typed fingerprint is the document's."""
    filed = getattr(document, "filed_copy", None)
    own = {document.sha256, document.sm3} | ({filed.sha256, filed.sm3} if filed else set())
    if data["paper"]:
        return bool(own & set(digests(data["paper"].read())))
    return data["fingerprint"].strip().lower() in own
