"""Pages while the meeting is on: quorum, who is there, one item at a time."""

from django.contrib import messages
from django.http import Http404, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.once import once
from jiceng.kernel.words import moment_text
from jiceng.meetings import commands, forms, panels, rules
from jiceng.meetings.commands import ConflictError
from jiceng.meetings.commands.items import is_held_by_other
from jiceng.meetings.enums import MeetingState, Right
from jiceng.meetings.models import RollEntry
from jiceng.meetings.queries.meetings import item_or_404, meeting_or_404
from jiceng.meetings.queries.opinions import opinion_or_404
from jiceng.meetings.queries.quorum import quorum
from jiceng.meetings.queries.roll import called, to_call
from jiceng.meetings.queries.roll_day import NO_CHANGE
from jiceng.meetings.rules import reached
from jiceng.meetings.views.base import acted, frame
from jiceng.organisations.commands import ImpossibleError

BEGUN = (MeetingState.OPEN, MeetingState.CLOSED)


@page(rules.may_keep)
@require_POST
@once
def meeting_open(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.KEEP)
    form = forms.OpenForm(request.POST)
    seen = request.POST.get("seen", "")[:16] or NO_CHANGE  # who read of none agreed to none
    by = request.user
    if form.is_valid() and (opened := form.carried_out(commands.open_meeting, by=by, meeting=row, seen=seen)):
        messages.success(request, _opened_with(opened.roll_changes))
        return redirect("meeting_attendance", row.pk)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect("meeting", row.pk)


def _opened_with(changes: dict) -> str:
    if not changes:
        return _("会议开始，名册已固定。")
    counts = {name: len(changes.get(name, ())) for name in ("added", "gone", "altered")}
    said = _("会议开始，名册已按当天的登记固定：增加%(added)d人，减少%(gone)d人，变更%(altered)d人。")
    return said % counts


@page(rules.may_keep)
@require_POST
@once
def meeting_close(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.KEEP)
    url = reverse("meeting", args=[row.pk])
    form = forms.KeyForm(request.POST)
    return acted(
        request, form, commands.close_meeting, url, _("会议已结束，职责已按会议记录更新。"), meeting=row
    )


@page(signed_in)
@require_safe
def meeting_desk(request, pk):
    """One screen: quorum on top, then the items, each opening alone."""
    row = meeting_or_404(pk, seen_by=request.user)
    if row.state not in BEGUN:
        return redirect("meeting", row.pk)
    mine = (
        row.roll.filter(person=request.user.person_id)
        .exclude(person=None)
        .select_related("attendance")
        .first()
    )
    items = row.items.select_related("locked_by__person").prefetch_related("decisions", "speeches")
    held = [(item, is_held_by_other(item, request.user)) for item in items]
    more = {
        "quorum": quorum(row),
        "mine": called(mine) if mine else None,
        "rows": held,
        "key": forms.KeyForm(),
    }
    return render(request, "meetings/meeting_desk.html", frame(request, row, "meeting_desk", **more))


@page(signed_in)
@require_safe
def meeting_quorum(request, pk):
    """The sentence alone, asked for every few seconds."""
    row = meeting_or_404(pk, seen_by=request.user)
    return render(request, "meetings/meeting_quorum.html", {"meeting": row, "quorum": quorum(row)})


def _attendance(request, row, text: str) -> dict:
    return {"quorum": quorum(row), "rows": to_call(row, text), "text": text, "key": forms.KeyForm()}


@page(rules.may_keep)
@require_safe
def meeting_attendance(request, pk):
    """The clerk calls the names: one large button for each."""
    row = meeting_or_404(pk, seen_by=request.user, right=Right.KEEP)
    if row.state not in BEGUN:
        return redirect("meeting", row.pk)
    values = _attendance(request, row, request.GET.get("q", "")[:40])
    return render(request, "meetings/meeting_attendance.html", frame(request, row, "meeting_desk", **values))


MARKS = {
    "here": commands.note_arrival,
    "not_here": commands.take_back_arrival,
    "left": commands.note_leaving,
}


@page(rules.may_keep)
@require_POST
def attendance_note(request, pk):
    """Says the same however often it is sent, so that a lost answer does no harm."""
    rows = RollEntry.objects.select_related("meeting__organisation")
    reach = reached(request.user, Right.KEEP).order_by().values("pk")
    entry = get_object_or_404(rows.filter(meeting__in=reach), pk=pk)
    command = MARKS.get(request.POST.get("mark", ""), commands.note_arrival)
    sent = {"substitute": request.POST.get("substitute", "")} if command is commands.note_arrival else {}
    try:
        command(by=request.user, entry=entry, **sent)
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
    url = reverse("meeting_attendance", args=[entry.meeting_id])
    if request.htmx:
        row = meeting_or_404(entry.meeting_id, seen_by=request.user, right=Right.KEEP)
        values = _attendance(request, row, request.POST.get("q", "")[:40])
        return render(request, "meetings/attendance_list.html", {"meeting": row, **values})
    return redirect(f"{url}#entry-{entry.pk}")


@page(signed_in)
@require_POST
@once
def meeting_check_in(request, pk):
    row = meeting_or_404(pk, seen_by=request.user)
    if not rules.may_take_part.test(request.user, row):
        raise Http404
    url = reverse("meeting_desk", args=[row.pk])
    return acted(request, forms.KeyForm(request.POST), commands.check_in, url, _("已签到。"), meeting=row)


@page(rules.may_keep)
@require_safe
def item_desk(request, pk):
    """One item: notes, what was said, the decision, and how it is voted on."""
    item = item_or_404(pk, seen_by=request.user)
    values = {"base": item.version, "notes": item.notes, "decision_draft": item.decision_draft}
    return render(
        request, "meetings/item_desk.html", desk_of(request, item, forms.WritingForm(initial=values))
    )


def desk_of(request, item, form, **more) -> dict:
    rows = list(item.meeting.items.order_by("order", "pk"))
    at = next(number for number, row in enumerate(rows) if row.pk == item.pk)
    held = is_held_by_other(item, request.user)
    return frame(
        request,
        item.meeting,
        "meeting_desk",
        item=item,
        form=form,
        held_by=str(item.locked_by) if held else "",
        held_until=moment_text(item.locked_until)[11:] if held else "",
        quorum=quorum(item.meeting),
        speech=more.pop("speech", forms.SpeechForm()),
        decision=more.pop("decision", forms.DecisionForm(initial={"text": item.decision_draft})),
        decisions=item.decisions.select_related("owner"),
        speeches=item.speeches.all(),
        panels=panels.of(request, item),
        agenda=rows,
        before=rows[at - 1] if at else None,
        after=rows[at + 1] if at + 1 < len(rows) else None,
        key=forms.KeyForm(),
        **more,
    )


def refused(request, item, form, **more):
    """The desk again, with what was typed and what stands in the way."""
    return render(request, "meetings/item_desk.html", desk_of(request, item, form, **more), status=422)


@page(rules.may_keep)
@require_POST
def item_lock(request, pk):
    """I write now; `take_over` takes it from another's hand."""
    item = item_or_404(pk, seen_by=request.user)
    try:
        commands.lock_item(by=request.user, item=item, take_over=request.POST.get("take_over") == "1")
    except ImpossibleError as error:
        messages.error(request, " ".join(error.messages))
    return redirect("item_desk", item.pk)


@page(rules.may_keep)
@require_POST
def item_save(request, pk):
    """By the script (an answer as JSON) or by the plain form. The same text twice is one save."""
    item = item_or_404(pk, seen_by=request.user)
    form = forms.WritingForm(request.POST)
    wants_json = request.headers.get("Accept") == "application/json"
    saved, conflict = _saved(request, item, form)
    if saved is None:
        text = " ".join(t for errors in form.errors.values() for t in errors)
        values = {"error": text, "version": conflict.version if conflict else item.version}
        if wants_json:
            return JsonResponse(values, status=409 if conflict else 422)
        return refused(request, conflict or item, form, conflict=conflict)
    if wants_json:
        return JsonResponse({"version": saved.version, "at": moment_text(saved.saved_at)[11:]})
    messages.success(request, _("已保存。"))
    return redirect("item_desk", item.pk)


def _saved(request, item, form):
    """(the saved item, None), or (None, what stands now when another was faster)."""
    if not form.is_valid():
        return None, None
    try:
        return commands.save_item(by=request.user, item=item, **form.cleaned_data), None
    except ConflictError as error:
        form.add_error(None, error.messages[0])
        return None, error.item
    except ImpossibleError as error:
        form.add_error(None, error)
        return None, None


@page(rules.may_keep)
@require_POST
@once
def speech_add(request, pk):
    item = item_or_404(pk, seen_by=request.user)
    form = forms.SpeechForm(request.POST)
    data = {name: request.POST.get(name, "") for name in ("name", "text")}
    return acted(request, form, commands.add_speech, reverse("item_desk", args=[item.pk]), item=item, **data)


@page(rules.may_keep)
@once
def speech_answer(request, pk):
    """What became of an opinion given at a talk."""
    row = opinion_or_404(pk, seen_by=request.user)
    begun = {"outcome": row.outcome, "answer": row.answer}
    form = forms.OpinionForm(request.POST or None, initial=begun)
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in begun}
        if form.carried_out(commands.answer_speech, by=request.user, speech=row, **data):
            return redirect("meeting", row.item.meeting_id)
    context = frame(request, row.item.meeting, "meeting", form=form, speech=row)
    return render(request, "meetings/speech_answer.html", context, status=422 if form.errors else 200)


@page(rules.may_keep)
@require_POST
@once
def decision_make(request, pk):
    item = item_or_404(pk, seen_by=request.user)
    form = forms.DecisionForm(request.POST)
    if form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("text", "basis", "owner", "due_on")}
        if form.carried_out(commands.decide, by=request.user, item=item, **data):
            messages.success(request, _("已作出决定。"))
            return redirect("item_desk", item.pk)
    values = {"base": item.version, "notes": item.notes, "decision_draft": item.decision_draft}
    return refused(request, item, forms.WritingForm(initial=values), decision=form)
