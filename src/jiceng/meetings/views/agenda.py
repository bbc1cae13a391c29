"""Pages of the agenda, its papers, and the roll."""

from urllib.parse import quote

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.once import once
from jiceng.kernel.words import strung
from jiceng.meetings import commands, forms, kinds, rules
from jiceng.meetings.commands.state import BEFORE
from jiceng.meetings.enums import MeetingState, Right
from jiceng.meetings.models import Attachment, Invitation, RollEntry
from jiceng.meetings.queries.meetings import item_or_404, meeting_or_404
from jiceng.meetings.queries.readiness import first_studied_by, must_go_higher
from jiceng.meetings.queries.roll import Roll, answers, ranked
from jiceng.meetings.queries.roll_day import day_roll
from jiceng.meetings.queries.topics import waiting_topics
from jiceng.meetings.rules import reached
from jiceng.meetings.views.base import acted, frame


def _agenda(meeting_pk: int) -> str:
    return reverse("meeting_agenda", args=[meeting_pk])


def described(meeting) -> list[tuple]:
    """Each item with what must study it first and where it must go."""
    found = kinds.of(meeting.kind, meeting.day)
    rows = meeting.items.select_related("pre_studied_at__meeting", "topic", "meeting")
    return [
        (
            item,
            "" if item.pre_studied_at_id else strung(map(kinds.label_of, first_studied_by(item, found))),
            strung(map(kinds.label_of, must_go_higher(item))),
        )
        for item in rows
    ]


@page(signed_in)
@once
def meeting_agenda(request, pk):
    right = Right.SEE if request.method != "POST" else Right.KEEP
    row = meeting_or_404(pk, seen_by=request.user, right=right)
    form = forms.ItemForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "matter", "work", "reporter")}
        if form.carried_out(commands.add_item, by=request.user, meeting=row, **data):
            return redirect("meeting_agenda", row.pk)
    more = {
        "form": form,
        "rows": described(row),
        "papers": row.papers.filter(removed_at=None).select_related("item"),
        "paper": forms.PaperForm(),
        "topics": waiting_topics(row) if row.state == MeetingState.DRAFT else [],
        "key": forms.KeyForm(),
    }
    context = frame(request, row, "meeting_agenda", **more)
    return render(request, "meetings/meeting_agenda.html", context, status=422 if form.errors else 200)


@page(rules.may_keep)
@once
def agenda_item(request, pk):
    item = item_or_404(pk, seen_by=request.user)
    form = forms.ItemChangeForm(request.POST or None, item=item)
    if request.method == "POST" and form.is_valid():
        names = ("title", "matter", "work", "reporter", "pre_studied_at")
        data = {name: form.cleaned_data[name] for name in names}
        if form.carried_out(commands.change_item, by=request.user, item=item, **data):
            return redirect("meeting_agenda", item.meeting_id)
    context = frame(request, item.meeting, "meeting_agenda", form=form, item=item)
    return render(request, "meetings/agenda_item.html", context, status=422 if form.errors else 200)


@page(rules.may_keep)
@require_POST
@once
def agenda_item_move(request, pk):
    item = item_or_404(pk, seen_by=request.user)
    url = _agenda(item.meeting_id)
    up = request.POST.get("up") == "1"
    return acted(request, forms.KeyForm(request.POST), commands.move_item, url, item=item, up=up)


@page(rules.may_keep)
@require_POST
@once
def agenda_item_remove(request, pk):
    item = item_or_404(pk, seen_by=request.user)
    url = _agenda(item.meeting_id)
    return acted(request, forms.KeyForm(request.POST), commands.remove_item, url, item=item)


@page(rules.may_keep)
@require_POST
@once
def paper_add(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.PaperForm(request.POST, request.FILES)
    upload = request.FILES.get("upload")
    return acted(request, form, commands.attach, _agenda(row.pk), meeting=row, upload=upload)


def _paper_or_404(pk: int, seen_by, right: str) -> Attachment:
    papers = Attachment.objects.select_related("meeting__organisation").filter(removed_at=None)
    return get_object_or_404(
        papers.filter(meeting__in=reached(seen_by, right).order_by().values("pk")), pk=pk
    )


@page(signed_in)
@require_safe
def paper(request, pk):
    """Always as a file to keep: a browser never runs what was sent round."""
    row = _paper_or_404(pk, request.user, Right.SEE)
    try:
        with row.file.open("rb") as kept:
            content = kept.read()
    except FileNotFoundError as fault:
        raise Http404 from fault
    name = f"attachment; filename*=UTF-8''{quote(row.name)}"
    return HttpResponse(content, "application/octet-stream", headers={"Content-Disposition": name})


@page(rules.may_keep)
@require_POST
@once
def paper_remove(request, pk):
    row = _paper_or_404(pk, request.user, Right.KEEP)
    url = _agenda(row.meeting_id)
    return acted(request, forms.KeyForm(request.POST), commands.remove_paper, url, paper=row)


@page(signed_in)
@once
def meeting_roll(request, pk):
    """Who is on the roll, what they answered; somebody is invited by hand. It tells addresses and reasons, so who
    merely stands on it does not read it."""
    right = Right.SEE if request.method != "POST" else Right.CONVENE
    row = meeting_or_404(pk, seen_by=request.user, right=right)
    if not rules.may_see_meetings.test(request.user, row):
        raise Http404
    form = forms.GuestForm(request.POST or None)
    invited = {"by": request.user, "meeting": row}
    if form.is_valid() and form.carried_out(commands.add_to_roll, **invited, **form.values()):
        return redirect("meeting_roll", row.pk)
    table = Roll(request, ranked(row).select_related("invitation", "attendance", "unit"))
    changes = day_roll(row) if row.state in BEFORE else None
    more = {"form": form, "answers": answers(row), "key": forms.KeyForm(), "refused": bool(form.errors)}
    more["changes"] = changes
    return table.response("meetings/meeting_roll.html", frame(request, row, "meeting_roll", **more))


@page(rules.may_convene)
@require_POST
@once
def meeting_roll_redraw(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    url = reverse("meeting_roll", args=[row.pk])
    form, said = forms.KeyForm(request.POST), _("名册已按登记重新生成。")
    return acted(request, form, commands.redraw_roll, url, said, meeting=row)


@page(rules.may_convene)
@require_POST
@once
def roll_remove(request, pk):
    rows = RollEntry.objects.select_related("meeting__organisation")
    reach = reached(request.user, Right.CONVENE).order_by().values("pk")
    entry = get_object_or_404(rows.filter(meeting__in=reach), pk=pk)
    url = reverse("meeting_roll", args=[entry.meeting_id])
    return acted(request, forms.KeyForm(request.POST), commands.remove_from_roll, url, entry=entry)


@page(signed_in)
@require_safe
def invitations(request):
    """Notices to me: those that wait, and the latest others."""
    mine = Invitation.objects.filter(entry__person=request.user.person_id).exclude(entry__person=None)
    rows = mine.select_related("entry__meeting__organisation").order_by("-entry__meeting__starts_at")[:50]
    return render(request, "meetings/invitations.html", {"rows": rows})


@page(signed_in)
@once
def invitation(request, pk):
    """The notice as the person invited reads it; to answer is also the receipt."""
    row = meeting_or_404(pk, seen_by=request.user)
    mine = Invitation.objects.filter(entry__meeting=row, entry__person=request.user.person_id)
    found = get_object_or_404(mine.exclude(entry__person=None).select_related("entry"))
    may_send = kinds.of(row.kind, row.day).substitutes
    form = forms.AnswerForm(request.POST or None, substitutes=may_send, initial={"answer": "coming"})
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data.get(name, "") for name in ("answer", "reason", "substitute")}
        if form.carried_out(commands.answer_invitation, by=request.user, invitation=found, **data):
            return redirect("invitation", row.pk)
    more = {"invitation": found, "form": form, "key": forms.KeyForm(), "items": row.items.all()}
    more["papers"] = row.papers.filter(removed_at=None)
    context = frame(request, row, "invitation", **more)
    return render(request, "meetings/invitation.html", context, status=422 if form.errors else 200)


@page(signed_in)
@require_POST
@once
def invitation_seen(request, pk):
    row = meeting_or_404(pk, seen_by=request.user)
    mine = Invitation.objects.filter(entry__meeting=row, entry__person=request.user.person_id)
    found = get_object_or_404(mine.exclude(entry__person=None).select_related("entry__meeting"))
    url = reverse("invitation", args=[row.pk])
    return acted(request, forms.KeyForm(request.POST), commands.acknowledge, url, invitation=found)
