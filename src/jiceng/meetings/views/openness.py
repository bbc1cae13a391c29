"""Pages of what is posted for residents: made, read without account, objected to, answered, taken down."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import anyone, page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today, written_day
from jiceng.meetings import commands, forms, rules
from jiceng.meetings.enums import MeetingState, Openness, Right
from jiceng.meetings.masking import mask, personal_data
from jiceng.meetings.models import Objection, Posting
from jiceng.meetings.queries.forum import running
from jiceng.meetings.queries.meetings import decision_or_404, meeting_or_404, posted
from jiceng.meetings.rules import led
from jiceng.meetings.views.base import acted
from jiceng.organisations.enums import Kind
from jiceng.organisations.models import Organisation


@page(rules.may_post)
@once
def posting_make(request, pk):
    """From a meeting: its decisions as the text, each personal number shown with its place."""
    row = meeting_or_404(pk, seen_by=request.user, right=Right.POST)
    if row.state != MeetingState.CLOSED:
        raise Http404
    texts = [f"{number}. {one.text}" for number, one in enumerate(row.decisions.order_by("pk"), 1)]
    initial = {"title": row.title, "text": "\n".join(texts), "kind": Openness.DECISIONS}
    return _posting_form(request, initial, row, None)


@page(rules.may_post)
@once
def decision_post(request, pk):
    """One decision and what came of it."""
    row = decision_or_404(pk, seen_by=request.user, right=Right.POST)
    text = "\n".join(part for part in (row.text, row.result) if part)
    initial = {"title": row.text[:60], "text": text, "kind": Openness.DECISIONS}
    return _posting_form(request, initial, row.meeting, row)


def _posting_form(request, initial, meeting, decision):
    form = forms.PostForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("kind", "title", "text", "days")}
        command = {"by": request.user, "organisation": meeting.organisation, "meeting": meeting}
        made = form.carried_out(commands.post, decision=decision, **command, **data)
        if made:
            messages.success(request, _("已公开至%(day)s。") % {"day": written_day(made.until)})
            return redirect("posting", made.slug)
    text = request.POST.get("text", initial["text"])
    found = personal_data(text)
    back = reverse("decision", args=[decision.pk]) if decision else reverse("meeting", args=[meeting.pk])
    crumbs = [Crumb(_("会议"), reverse("meetings")), Crumb(meeting.title, back)]
    context = {"form": form, "found": found, "masked": mask(text) if found else "", "crumbs": crumbs}
    context["meeting"] = meeting
    return render(request, "meetings/posting_make.html", context, status=422 if form.errors else 200)


@page(anyone)
@require_safe
def postings(request):
    """The board of a community or of all, as it stood on the day."""
    rows = posted(as_of=min(day_of(request), today()))
    areas = Organisation.objects.on(today()).filter(kind=Kind.RESIDENTS_COMMITTEE).order_by("pinyin")[:200]
    wanted = request.GET.get("unit", "")
    chosen = (
        areas.model.objects.filter(pk=int(wanted)).first()
        if wanted.isdecimal() and len(wanted) < 12
        else None
    )
    talks = running(as_of=today())
    if chosen:
        rows, talks = rows.filter(organisation=chosen), talks.filter(topic__organisation=chosen)
    asked = [(one, written_day(one.until)) for one in talks[:50]]
    shown = [(one, written_day(one.posted_on), written_day(one.until)) for one in rows[:100]]
    context = {"rows": shown, "talks": asked, "areas": areas, "chosen": chosen}
    return render(request, "meetings/postings.html", context)


def _running(row: Posting) -> bool:
    return row.taken_down_on is None and today() <= row.until


def _shown(request, row: Posting) -> dict:
    return {
        "posting": row,
        "running": _running(row),
        "days": (written_day(row.posted_on), written_day(row.until)),
        "objections": [(one, written_day(one.due_on)) for one in row.objections.all()],
        "may_post": rules.may_post.test(request.user, row),
        "reply": forms.ReplyForm(),
        "key": forms.KeyForm(),
    }


@page(anyone)
@once
def posting(request, slug):
    """For residents, without account; what was taken down says only that it was posted."""
    row = get_object_or_404(Posting.objects.select_related("organisation", "meeting", "decision"), slug=slug)
    form = forms.ObjectionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("text", "signed")}
        address = request.META.get("REMOTE_ADDR", "")
        if form.carried_out(commands.object_to, by=None, posting=row, address=address, **data):
            messages.success(request, _("已收到，答复会登在本页。"))
            return redirect(f"{reverse('posting', args=[slug])}#objections")
    context = {"form": form, **_shown(request, row)}
    return render(request, "meetings/posting.html", context, status=422 if form.errors else 200)


@page(rules.may_post)
@require_POST
@once
def posting_take_down(request, pk):
    rows = Posting.objects.select_related("organisation")
    mine = led(request.user, Right.POST).order_by().values("pk")
    row = get_object_or_404(rows.filter(organisation__in=mine), pk=pk)
    url = reverse("posting", args=[row.slug])
    return acted(request, forms.KeyForm(request.POST), commands.take_down, url, _("已撤下。"), posting=row)


@page(rules.may_post)
@require_POST
@once
def objection_answer(request, pk):
    mine = led(request.user, Right.POST).order_by().values("pk")
    rows = Objection.objects.select_related("posting__organisation").filter(posting__organisation__in=mine)
    row = get_object_or_404(rows, pk=pk)
    form = forms.ReplyForm(request.POST)
    url = f"{reverse('posting', args=[row.posting.slug])}#objections"
    answer = request.POST.get("answer", "")
    return acted(request, form, commands.answer_objection, url, objection=row, answer=answer)
