"""Seats, marks, panels, ratios, equals, gaps; the examiner's own pages."""

from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import marks_sheet, recruitment_paper
from jiceng.cadres import rules_recruitment as rules
from jiceng.cadres.commands import recruitment as commands
from jiceng.cadres.enums import Right
from jiceng.cadres.forms import ReasonForm
from jiceng.cadres.forms import recruitment as forms
from jiceng.cadres.models.applicants import ABSENT
from jiceng.cadres.queries import applicants as people
from jiceng.cadres.queries import recruitment as queries
from jiceng.cadres.tables_recruitment import Differences
from jiceng.cadres.views.recruitment.rounds import acted, crumbs, form_page, round_crumb
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in
from jiceng.kernel.workbook import workbook
from jiceng.people.shown_once import show

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def word(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=DOCX)
    answer["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.docx"
    return answer


@page(rules.may_recruit)
@once
def recruitment_ratio(request, pk):
    place = queries.place_or_404(pk, seen_by=request.user)
    form = forms.RatioForm(request.POST or None)
    back = reverse("recruitment", args=[place.round_id])
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.decide_ratio, by=request.user, place=place, **form.asked):
        messages.success(request, _("已决定。"))
        return redirect(back)
    return form_page(
        request, form, _("比例不足：%(place)s") % {"place": place}, [round_crumb(place.round)], back
    )


@page(rules.may_recruit)
@once
def recruitment_seats(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    late = queries.unseated(row).exists()
    form = (forms.LateSeatsForm if late else forms.SeatsForm)(request.POST or None)
    command = commands.seat_late if late else commands.assign_seats
    back = reverse("recruitment", args=[pk])
    valid = request.method == "POST" and form.is_valid()
    if valid and (many := form.carried_out(command, by=request.user, round_=row, **form.asked)):
        messages.success(
            request,
            ngettext(
                "已为%(count)d人编排座位，本人可以下载准考证。",
                "已为%(count)d人编排座位，本人可以下载准考证。",
                many,
            )
            % {"count": many},
        )
        return redirect(back)
    title = _("安排补考座位") if late else _("编排考场座位")
    return form_page(request, form, title, [round_crumb(row)], back)


def _part(request) -> int:
    """`?part=2` is the second file of a place with many."""
    return min(number_in(request.GET.get("part", "")) or 1, 10_000)


@page(rules.may_see_recruitment)
@require_safe
def recruitment_tickets(request, pk):
    """Tickets of one place as .docx."""
    place = queries.place_or_404(pk, seen_by=request.user, right=Right.SEE_RECRUITMENT)
    rows = place.applicants.exclude(ticket="").select_related("place").order_by("room", "seat")
    part = recruitment_paper.part_of(rows, _part(request))
    return word(recruitment_paper.tickets(place.round, part), _("准考证%(code)s") % {"code": place.code})


@page(rules.may_see_recruitment)
@require_safe
def recruitment_letters(request, pk):
    """A letter to each who went out of one place, with the reason and until when to appeal; `?to=in`, to each who goes
    on."""
    place = queries.place_or_404(pk, seen_by=request.user, right=Right.SEE_RECRUITMENT)
    if request.GET.get("to") == "in":
        rows = place.applicants.filter(standing="in").select_related("place").order_by("number")
        part = recruitment_paper.part_of(rows, _part(request))
        return word(recruitment_paper.calls(place, part), _("通知书%(code)s") % {"code": place.code})
    rows = place.applicants.filter(standing="out").order_by("number")
    part = recruitment_paper.part_of(rows, _part(request))
    return word(recruitment_paper.letters(place, part), _("结果通知书%(code)s") % {"code": place.code})


@page(rules.may_recruit)
@once
def recruitment_marks(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    form = forms.MarksForm(request.POST or None, request.FILES or None)
    back, faults = reverse("recruitment", args=[pk]), []
    if request.method == "POST" and form.is_valid():
        marks, faults = _marks(form)
        if faults:
            form.refuse_table(faults)
        elif _entered(request, form, row, marks):
            return redirect("recruitment_differences", pk)
    return form_page(request, form, _("登分"), [round_crumb(row)], back, faults=faults)


@page(rules.may_recruit)
@require_safe
def recruitment_marks_sheet(request, pk):
    """Ticket numbers with an empty column for the marks."""
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    tickets = row.applicants.filter(standing="in", step="written").exclude(ticket="").order_by("ticket")
    rows = ([ticket, ""] for ticket in tickets.values_list("ticket", flat=True))
    return workbook(_("成绩表"), [column.title for column in marks_sheet.COLUMNS], rows)


def _marks(form) -> tuple[dict, list]:
    data = form.cleaned_data
    if data.get("file"):
        return marks_sheet.read_marks(data["file"].chunks())
    return {data["ticket"].strip(): ABSENT if data["absent"] else data["mark"]}, []


def _entered(request, form, row, marks: dict) -> bool:
    data = {"round_": row, "hand": form.cleaned_data["hand"], "marks": marks}
    many = form.carried_out(commands.enter_marks, by=request.user, **data)
    if many is not None:
        messages.success(request, ngettext("已登%(count)d人。", "已登%(count)d人。", many) % {"count": many})
    return many is not None


@page(rules.may_recruit)
@require_safe
def recruitment_differences(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    table = Differences(request, queries.differing(row))
    context = {"round": row, "crumbs": crumbs(round_crumb(row), Crumb(_("登分差异")))}
    return table.response("cadres/recruitment_differences.html", context)


@page(rules.may_recruit)
@once
def recruitment_examiners(request, pk):
    row = queries.round_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    form = forms.ExaminersForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = {"people": form.cleaned_data["accounts"], "panel": form.cleaned_data["panel"]}
        if form.carried_out(commands.seat_examiners, by=request.user, round_=row, **data):
            messages.success(request, _("考官已安排。"))
            return redirect("recruitment_examiners", pk)
    context = {
        "form": form,
        "round": row,
        "examiners": queries.panels(row),
        "back": reverse("recruitment", args=[pk]),
        "crumbs": crumbs(round_crumb(row), Crumb(pgettext("列表", "面试考官"))),
    }
    return render(request, "cadres/recruitment_examiners.html", context, status=422 if form.errors else 200)


@page(rules.may_examine)
@require_safe
def own_interviews(request):
    """Whom an examiner interviews, with the own marks only."""
    context = {"panels": people.to_examine(seen_by=request.user)}
    return render(request, "cadres/own_interviews.html", context)


@page(rules.may_examine)
@once
def interview_mark(request, pk):
    one = people.examined_or_404(pk, seen_by=request.user)
    form = forms.InterviewForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        command = commands.recuse if data["recused"] else commands.mark_interview
        more = {"why": data["why"]} if data["recused"] else {"mark": data["mark"]}
        if form.carried_out(command, by=request.user, applicant=one, **more):
            messages.success(request, _("已提交。"))
            return redirect("own_interviews")
    context = {"form": form, "one": one, "back": reverse("own_interviews")}
    return render(request, "cadres/interview_mark.html", context, status=422 if form.errors else 200)


@page(rules.may_recruit)
@once
def recruitment_tie(request, pk):
    place = queries.place_or_404(pk, seen_by=request.user)
    group = next((rows for one, rows in queries.ties(place.round) if one.pk == place.pk), None)
    if group is None:
        raise Http404
    form = forms.TieForm(request.POST or None, people=group)
    back = reverse("recruitment", args=[place.round_id])
    if request.method == "POST" and form.is_valid():
        data = {"place": place, "order": form.order, "why": form.cleaned_data["why"]}
        if form.carried_out(commands.break_tie, by=request.user, **data):
            messages.success(request, _("次序已定。"))
            return redirect(back)
    return form_page(
        request, form, _("同分次序：%(place)s") % {"place": place}, [round_crumb(place.round)], back
    )


@page(rules.may_recruit)
@require_POST
@once
def recruitment_fill(request, pk):
    place = queries.place_or_404(pk, seen_by=request.user)
    back, why = reverse("recruitment", args=[place.round_id]), request.POST.get("why", "")
    form = ReasonForm(request.POST)
    return acted(request, form, commands.fill_gap, _("已按名次递补。"), back, place=place, why=why)


@page(rules.may_recruit)
@require_safe
def applicant_code_shown(request, pk):
    """The new code, once."""
    one = people.applicant_or_404(pk, seen_by=request.user, right=Right.RECRUIT)
    told = show(request)
    code = told["code"] if isinstance(told, dict) and told.get("applicant") == one.pk else ""
    context = {"one": one, "code": code, "crumbs": crumbs(round_crumb(one.round), Crumb(one.name))}
    return render(request, "cadres/applicant_code_shown.html", context)
