"""Pages after the meeting: minutes, their versions and files; the stock sentences."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.once import once
from jiceng.meetings import commands, exports, forms, rules
from jiceng.meetings.enums import Right
from jiceng.meetings.models import Minutes
from jiceng.meetings.queries.meetings import meeting_or_404
from jiceng.meetings.queries.minutes import latest, parts
from jiceng.meetings.queries.sentences import SHIPPED, wording
from jiceng.meetings.rules import reached
from jiceng.meetings.views.base import acted, frame

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@page(signed_in)
@require_safe
def meeting_minutes(request, pk):
    """The latest version; a draft can be worded, an approved one only read, kept and corrected."""
    row = meeting_or_404(pk, seen_by=request.user)
    found = latest(row)
    may_keep = rules.may_keep.test(request.user, row)
    if found and not found.approved_at and not may_keep:
        found = row.minutes.exclude(approved_at=None).order_by("-version").first()
    more = {
        "minutes": found,
        "parts": parts(found.text) if found else [],
        "versions": row.minutes.exclude(approved_at=None).select_related("approved_by__person"),
        "decisions": row.decisions.select_related("owner"),
        "postings": row.postings.all(),
        "key": forms.KeyForm(),
        "reason": forms.ReasonForm(),
    }
    return render(request, "meetings/meeting_minutes.html", frame(request, row, "meeting_minutes", **more))


def _url(meeting_pk: int) -> str:
    return reverse("meeting_minutes", args=[meeting_pk])


@page(rules.may_keep)
@require_POST
@once
def minutes_draft(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.KeyForm(request.POST)
    return acted(request, form, commands.draft_minutes, _url(row.pk), _("纪要已拟好。"), meeting=row)


def _minutes_or_404(pk: int, seen_by, right: str) -> Minutes:
    reach = reached(seen_by, right).order_by().values("pk")
    rows = Minutes.objects.select_related("meeting__organisation", "meeting__chair")
    return get_object_or_404(rows.filter(meeting__in=reach), pk=pk)


@page(rules.may_keep)
@once
def minutes_edit(request, pk):
    row = _minutes_or_404(pk, request.user, Right.KEEP)
    form = forms.MinutesForm(request.POST or None, initial={"text": row.text})
    if request.method == "POST" and form.is_valid():
        text = form.cleaned_data["text"]
        if form.carried_out(commands.save_minutes, by=request.user, minutes=row, text=text):
            return redirect("meeting_minutes", row.meeting_id)
    context = frame(request, row.meeting, "meeting_minutes", form=form, minutes=row)
    return render(request, "meetings/minutes_edit.html", context, status=422 if form.errors else 200)


@page(rules.may_approve_minutes)
@require_POST
@once
def minutes_approve(request, pk):
    row = _minutes_or_404(pk, request.user, Right.APPROVE)
    form = forms.KeyForm(request.POST)
    return acted(
        request, form, commands.approve_minutes, _url(row.meeting_id), _("纪要已签发。"), minutes=row
    )


@page(rules.may_keep)
@require_POST
@once
def minutes_correct(request, pk):
    row = _minutes_or_404(pk, request.user, Right.KEEP)
    form = forms.ReasonForm(request.POST)
    why = request.POST.get("why", "")
    return acted(request, form, commands.correct_minutes, _url(row.meeting_id), minutes=row, why=why)


def _readable(request, pk: int) -> Minutes:
    """Approved ones for whoever may see the meeting, drafts for who keeps it."""
    row = _minutes_or_404(pk, request.user, Right.SEE)
    return row if row.approved_at else _minutes_or_404(pk, request.user, Right.KEEP)


@page(signed_in)
@require_safe
def minutes_docx(request, pk):
    row = _readable(request, pk)
    name = exports.file_name(row, "docx")
    return HttpResponse(exports.docx(row), DOCX, headers={"Content-Disposition": name})


@page(signed_in)
@require_safe
def minutes_pdf(request, pk):
    row = _readable(request, pk)
    name = exports.file_name(row, "pdf")
    return HttpResponse(exports.pdf(row), "application/pdf", headers={"Content-Disposition": name})


@page(rules.may_keep_sentences)
@once
def minute_sentences(request):
    """The county's own wording of what minutes always say."""
    form = forms.SentenceForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("key", "text")}
        if form.carried_out(commands.word_sentence, by=request.user, **data):
            return redirect("minute_sentences")
    own = wording()
    rows = [
        (forms.SentenceForm(initial={"key": key, "text": own[key]}, auto_id=f"id_{key}_%s"), str(shipped))
        for key, shipped in SHIPPED.items()
    ]
    context = {"rows": rows, "errors": form.sentences if request.method == "POST" else []}
    return render(
        request, "meetings/minute_sentences.html", context, status=422 if context["errors"] else 200
    )
