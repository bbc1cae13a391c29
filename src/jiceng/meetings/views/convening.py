"""Pages of meetings: the list, a new one in two minutes, its front page."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, number_in
from jiceng.kernel.tables import Column, Filter, Table
from jiceng.meetings import commands, forms, kinds, rules
from jiceng.meetings.enums import MeetingKind, MeetingState, Right
from jiceng.meetings.queries.days import meetings_on
from jiceng.meetings.queries.front import next_step, numbers
from jiceng.meetings.queries.meetings import (
    convenable,
    meeting_or_404,
    organisation_or_404,
)
from jiceng.meetings.queries.opinions import opinions
from jiceng.meetings.queries.prefill import prefill
from jiceng.meetings.queries.quorum import base_text, quorum, share_text
from jiceng.meetings.queries.readiness import checks
from jiceng.meetings.queries.roll_day import day_roll
from jiceng.meetings.views.base import LIGHTS, acted, frame


class Meetings(Table):
    name = "meetings"
    search = ("title",)
    search_label = _("名称")
    columns = (
        Column(
            "title",
            _("会议"),
            value="title",
            url=lambda m: reverse("meeting", args=[m.pk]),
            sort="title",
            main=True,
        ),
        Column("starts", _("时间"), value=lambda m: m.starts_text, sort="starts_at"),
        Column("kind", _("会议类型"), value=lambda m: kinds.label_of(m.kind), sort="kind"),
        Column("unit", _("组织"), value=lambda m: str(m.organisation), sort="organisation__pinyin"),
        Column("place", _("地点"), value="place"),
        Column("state", _("状态"), light=lambda m: (LIGHTS[m.state_then], MeetingState(m.state_then).label)),
    )
    order = "-starts"
    filters = (
        Filter(
            "state",
            _("状态"),
            lambda: MeetingState.choices,
            lambda rows, value: rows.filter(state_then=value),
        ),
        Filter(
            "kind", _("会议类型"), lambda: MeetingKind.choices, lambda rows, value: rows.filter(kind=value)
        ),
    )
    empty_title = _("还没有会议")
    empty_text = _("召集第一次会议，名册、主持人和议程会先填好。")


@page(signed_in)
@require_safe
def meetings(request):
    day = day_of(request)
    table = Meetings(request, meetings_on(seen_by=request.user, as_of=day))
    figures = numbers(seen_by=request.user, as_of=day)
    may_convene = rules.may_convene.test(request.user)
    return table.response("meetings/meetings.html", {"figures": figures, "may_convene": may_convene})


@page(rules.may_convene)
@require_safe
def meeting_convene(request):
    """Which meeting: the kinds of my own organisations first, then of all in reach, found by name."""
    crumbs = [Crumb(_("会议"), reverse("meetings")), Crumb(_("召集会议"))]
    text = request.GET.get("q", "").strip()[:60]
    places, count = convenable(seen_by=request.user, text=text)
    context = {"places": places, "count": count, "text": text, "crumbs": crumbs}
    return render(request, "meetings/meeting_convene.html", context)


@page(rules.may_convene)
@once
def meeting_prepare(request, kind, pk):
    """Everything pre-filled; one button more and the notice goes out."""
    organisation = organisation_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    try:
        made = prefill(
            seen_by=request.user,
            kind=kind,
            organisation=organisation,
            duty=number_in(request.GET.get("duty", "")),
        )
    except kinds.KindFault as fault:
        raise Http404 from fault
    form = forms.CallForm(
        request.POST or None, organisation=organisation, rules=made.rules, initial=forms.opened_with(made)
    )
    if request.method == "POST" and form.is_valid() and (meeting := _prepared(request, form, made)):
        return redirect("meeting", meeting.pk)
    crumbs = [Crumb(_("会议"), reverse("meetings")), Crumb(made.rules.label)]
    context = {"form": form, "made": made, "crumbs": crumbs, "facts": facts_of(made.rules)}
    return render(request, "meetings/meeting_prepare.html", context, status=422 if form.errors else 200)


def _prepared(request, form, made):
    """The meeting; told to everybody when that was wished and nothing stands in the way."""
    meeting = form.carried_out(
        commands.prepare,
        by=request.user,
        kind=made.rules.key,
        organisation=made.organisation,
        call=form.call(),
        agenda=form.lines(),
        previous=made.previous,
        duty_id=made.duty.pk if made.duty else None,
    )
    if not meeting:
        return None
    faults = [one for one in checks(meeting) if not one.met and one.stops]
    if form.cleaned_data["send_now"] and not faults:
        commands.convene(by=request.user, meeting=meeting)
        messages.success(request, _g("会议已召集，通知已发出。"))
    else:
        messages.success(request, _g("会议已保存，通知还没有发出。"))
    return meeting


def facts_of(found: kinds.Rules) -> list[Fact]:
    """What the kind asks, each with the rule it rests on."""
    rows = []
    if found.notice_days:
        text = ngettext("提前%(days)d天", "提前%(days)d天", found.notice_days) % {"days": found.notice_days}
        rows.append(Fact(_g("通知"), text, note=found.source("notice")))
    if found.topics_days:
        text = ngettext("提前%(days)d天提交", "提前%(days)d天提交", found.topics_days) % {
            "days": found.topics_days
        }
        rows.append(Fact(_g("议题"), text, note=found.source("topics")))
    if found.papers_days:
        text = ngettext("提前%(days)d天发给参加人", "提前%(days)d天发给参加人", found.papers_days) % {
            "days": found.papers_days
        }
        rows.append(Fact(_g("材料"), text, note=found.source("papers")))
    if found.quorum.asks:
        words = f"{base_text(found.quorum)}{share_text(found.quorum)}"
        rows.append(Fact(_g("到会"), words, note=found.source("quorum")))
    if found.majority.asks:
        words = f"{base_text(found.majority)}{share_text(found.majority)}"
        rows.append(Fact(pgettext("比例", "通过"), words, note=found.source("majority")))
    if found.posted_days:
        text = ngettext("不少于%(days)d天", "不少于%(days)d天", found.posted_days) % {
            "days": found.posted_days
        }
        rows.append(Fact(_g("公开"), text, note=found.source("posted")))
    return rows


@page(signed_in)
@require_safe
def meeting(request, pk):
    """Where it stands and what comes next."""
    row = meeting_or_404(pk, seen_by=request.user)
    entry = row.roll.filter(person=request.user.person_id).exclude(person=None).first()
    found = checks(row) if row.state == MeetingState.DRAFT else []
    more = {
        "checks": found,
        "ready": not any(not one.met and one.stops for one in found),
        "facts": facts_of(kinds.of(row.kind, row.day)),
        "quorum": quorum(row),
        "entry": entry,
        "items": row.items.select_related("pre_studied_at__meeting", "topic").prefetch_related(
            "decisions", "polls"
        ),
        **_left_behind(row),
        "step": next_step(row),
        **_of_roll(request, row),
        "reason": forms.ReasonForm(),
    }
    return render(request, "meetings/meeting.html", frame(request, row, "meeting", **more))


def _left_behind(row) -> dict:
    """What there is to read of it beside the agenda."""
    papers = row.papers.filter(removed_at=None)
    return {"posted": row.postings.all(), "opinions": opinions(row), "papers": papers}


def _of_roll(request, row) -> dict:
    """What opening would change on the roll, for who may read the roll, and the key that names it."""
    sees = row.state == MeetingState.CONVENED and rules.may_see_meetings.test(request.user, row)
    changes = day_roll(row) if sees else None
    opening = forms.OpenForm(initial={"seen": changes.token}) if changes is not None else None
    return {"changes": changes, "key": forms.KeyForm(), "opening": opening}


@page(rules.may_convene)
@once
def meeting_change(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    found = kinds.of(row.kind, row.day)
    form = forms.ChangeForm(request.POST or None, meeting=row, organisation=row.organisation, rules=found)
    if request.method == "POST" and form.is_valid():
        call = form.call(also=row.also)
        if form.carried_out(commands.change_meeting, by=request.user, meeting=row, call=call):
            return redirect("meeting", row.pk)
    context = frame(request, row, "meeting", form=form)
    return render(request, "meetings/meeting_change.html", context, status=422 if form.errors else 200)


@page(rules.may_convene)
@require_POST
@once
def meeting_send(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    form = forms.KeyForm(request.POST)
    url = reverse("meeting", args=[row.pk])
    return acted(request, form, commands.convene, url, _g("通知已发出。"), meeting=row)


@page(rules.may_convene)
@require_POST
@once
def meeting_annul(request, pk):
    row = meeting_or_404(pk, seen_by=request.user, right=Right.CONVENE)
    form = forms.ReasonForm(request.POST)
    url = reverse("meeting", args=[row.pk])
    return acted(request, form, commands.annul, url, meeting=row, why=request.POST.get("why", ""))
