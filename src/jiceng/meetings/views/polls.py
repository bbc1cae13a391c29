"""The clerk's desk of a vote."""

from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from jiceng.kernel.access import page
from jiceng.kernel.once import once
from jiceng.meetings import forms_votes as forms
from jiceng.meetings.commands import votes as commands
from jiceng.meetings.enums_votes import PollState, SheetOf, Voice
from jiceng.meetings.models import AgendaItem, PollExclusion, PollProxy
from jiceng.meetings.queries.votes import pages
from jiceng.meetings.queries.votes.roll import voters
from jiceng.meetings.rules import may_keep
from jiceng.meetings.views.votes_base import crumbs, done


@page(may_keep)
@once
def poll_prepare(request, pk):
    meetings = pages.kept_meetings(seen_by=request.user)
    item = get_object_or_404(AgendaItem.objects.select_related("meeting"), pk=pk, meeting__in=meetings)
    form = forms.PrepareForm(request.POST or None, initial={"title": item.title})
    if request.method == "POST" and form.is_valid():
        data = {name: form.cleaned_data[name] for name in ("title", "form", "way", "phones")}
        data["seats"] = form.cleaned_data["seats"] or 0
        if form.carried_out(commands.prepare_poll, by=request.user, item=item, **data):
            return redirect("poll", item.polls.order_by("-pk").first().pk)
    context = {"item": item, "form": form}
    return render(request, "meetings/poll_prepare.html", context, status=422 if form.errors else 200)


@page(may_keep)
@require_safe
def poll(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    everybody = voters(found)
    context = {
        "poll": found,
        "crumbs": crumbs(found),
        "voters": everybody,
        "figures": pages.live_figures(found, everybody),
        "small": pages.small_groups(found, everybody),
        "result": pages.result_of(found),
        "sheet_rows": pages.sheet_rows(found),
        "tellers": found.tellers.select_related("person"),
        "voices": Voice.choices,
        **desk_forms(found),
    }
    return render(request, "meetings/poll.html", context)


def desk_forms(found) -> dict:
    """The forms of the poll's state."""
    key = forms.Keys()
    if found.state == PollState.PREPARED:
        return {
            "key": key,
            "options_form": forms.OptionsForm(
                initial={"names": "\n".join(found.options.values_list("name", flat=True))}
            ),
            "tellers_form": forms.TellersForm(poll=found),
            "exclude_form": forms.ExcludeForm(poll=found),
            "proxy_form": forms.ProxyForm(poll=found),
            "why_form": forms.WhyForm(),
        }
    sheet = found.sheets.filter(of=SheetOf.HANDS).first()
    return {
        "key": key,
        "exclude_form": forms.ExcludeForm(poll=found),
        "sheet_form": forms.SheetForm(poll=found, sheet=sheet),
        "close_form": forms.VoteForm(),
        "why_form": forms.WhyForm(),
    }


@page(may_keep)
@require_safe
def poll_live(request, pk):
    """Who takes part, and nothing about how."""
    found = pages.kept_poll(pk, seen_by=request.user)
    figures = pages.live_figures(found, voters(found))
    return render(request, "meetings/poll_live.html", {"poll": found, "figures": figures})


@page(may_keep)
@require_POST
@once
def poll_options(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.OptionsForm(request.POST)
    names = form.wanted() if form.is_valid() else []
    return done(request, form, commands.set_options, "poll", pk, _("已保存。"), poll=found, names=names)


@page(may_keep)
@require_POST
@once
def poll_tellers(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.TellersForm(request.POST, poll=found)
    people = form.people() if form.is_valid() else []
    return done(request, form, commands.name_tellers, "poll", pk, _("已保存。"), poll=found, people=people)


@page(may_keep)
@require_POST
@once
def poll_exclude(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.ExcludeForm(request.POST, poll=found)
    data = {name: form.cleaned_data.get(name) for name in ("entry", "reason")} if form.is_valid() else {}
    return done(request, form, commands.exclude, "poll", pk, _("已登记回避。"), poll=found, **data)


@page(may_keep)
@require_POST
@once
def poll_exclusion_drop(request, pk):
    row = get_object_or_404(PollExclusion.objects.select_related("entry"), pk=pk)
    found = pages.kept_poll(row.poll_id, seen_by=request.user)
    row.poll = found
    form = forms.VoteForm(request.POST)
    return done(request, form, commands.drop_exclusion, "poll", found.pk, _("已取消回避。"), exclusion=row)


@page(may_keep)
@require_POST
@once
def poll_proxy(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.ProxyForm(request.POST, poll=found)
    names = ("giver", "holder", "written_on")
    data = {name: form.cleaned_data[name] for name in names} if form.is_valid() else {}
    return done(request, form, commands.entrust, "poll", pk, _("已登记委托。"), poll=found, **data)


@page(may_keep)
@require_POST
@once
def poll_proxy_drop(request, pk):
    row = get_object_or_404(PollProxy.objects.select_related("giver"), pk=pk)
    found = pages.kept_poll(row.poll_id, seen_by=request.user)
    row.poll = found
    form = forms.VoteForm(request.POST)
    return done(request, form, commands.drop_proxy, "poll", found.pk, _("已取消委托。"), proxy=row)


@page(may_keep)
@require_POST
@once
def poll_open(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    return done(
        request, forms.VoteForm(request.POST), commands.open_poll, "poll", pk, _("投票开始。"), poll=found
    )


@page(may_keep)
@require_POST
@once
def poll_close(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    return done(
        request, forms.VoteForm(request.POST), commands.close_poll, "poll", pk, _("投票结束。"), poll=found
    )


@page(may_keep)
@require_POST
@once
def poll_publish(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.VoteForm(request.POST)
    return done(request, form, commands.publish_poll, "poll", pk, _("结果已公布。"), poll=found)


@page(may_keep)
@require_POST
@once
def poll_void(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.WhyForm(request.POST)
    why = form.cleaned_data.get("why", "") if form.is_valid() else ""
    return done(request, form, commands.void_poll, "poll", pk, _("已作废。"), poll=found, why=why)


@page(may_keep)
@require_POST
@once
def poll_run_off(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.VoteForm(request.POST)
    return done(request, form, commands.run_off, "poll", pk, _("已安排再次投票，见下方链接。"), poll=found)


@page(may_keep)
@require_POST
@once
def poll_paper(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.PaperForm(request.POST, poll=found)
    if not form.is_valid():
        return done(request, form, commands.hand_out, "poll", pk)
    entry, what = form.cleaned_data["entry"], form.cleaned_data["what"]
    if what == "back":
        return done(request, form, commands.take_back, "poll", pk, _("已收回。"), poll=found, entry=entry)
    said = _("已登记，可以把选票交给%(name)s。") % {"name": entry.name}
    written = what == "written"
    return done(request, form, commands.hand_out, "poll", pk, said, poll=found, entry=entry, written=written)


@page(may_keep)
@require_POST
@once
def poll_named(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.NamedForm(request.POST, poll=found)
    entry = form.cleaned_data.get("entry") if form.is_valid() else None
    ballot = forms.BallotForm(request.POST, poll=found)
    ballot.full_clean()
    marks = {"motion": ballot.cleaned_data.get("motion")}
    if found.form == "choice":
        marks = {"chosen": ballot.cleaned_data.get("chosen", [])}
    return done(request, form, commands.note_named, "poll", pk, poll=found, entry=entry, marks=marks)


@page(may_keep)
@require_POST
@once
def poll_hands(request, pk):
    found = pages.kept_poll(pk, seen_by=request.user)
    form = forms.SheetForm(request.POST, poll=found)
    numbers = form.numbers() if form.is_valid() else {}
    return done(request, form, commands.fill_sheet, "poll", pk, _("已登记举手票数。"), poll=found, **numbers)
