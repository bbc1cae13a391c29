"""Money of communities: how it stands, budget lines, vouchers, accounts; and what residents read."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.kernel.access import anyone, page
from jiceng.kernel.components import Crumb, Fact
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of, today
from jiceng.kernel.queries import record_of
from jiceng.resources import commands, forms, rules
from jiceng.resources.commands.funds import SIGNATURES
from jiceng.resources.enums import Right, VoucherState
from jiceng.resources.models import FundAccount, Voucher
from jiceng.resources.queries import funds as queries
from jiceng.resources.tables import FundsOfCommunities
from jiceng.resources.views.base import form_page


@page(rules.may_see_funds)
@require_safe
def funds(request):
    """One row for each community of the day, for the year up to it."""
    day = day_of(request)
    rows = queries.stands(queries.seen(request.user, day), day)
    figures = queries.figures(rows, reverse("funds"))
    return FundsOfCommunities(request, rows).response("resources/funds.html", {"figures": figures})


@page(rules.may_see_funds)
@require_safe
def community_funds(request, pk):
    day = day_of(request)
    community = queries.community_or_404(pk, seen_by=request.user, as_of=day)
    found = queries.stands(queries.seen(request.user, day).filter(pk=pk), day)[0]
    vouchers = Voucher.objects.filter(community=pk, on__year=day.year, on__lte=day)
    context = {
        "community": community,
        "found": found,
        "figures": queries.figures([found], reverse("community_funds", args=[pk])),
        "vouchers": vouchers.select_related("line", "counters")[:200],
        "accounts": FundAccount.objects.filter(community=pk, drawn_up_on__lte=day),
        "may_budget": rules.may_budget.test(request.user, community),
        "may_record": rules.may_record_funds.test(request.user, community),
        "may_draw_up": rules.may_approve_funds.test(request.user, community),
        "crumbs": [Crumb(_("社区经费"), reverse("funds")), Crumb(community.name_then)],
    }
    return render(request, "resources/community_funds.html", context)


@page(rules.may_budget)
@once
def budget_line_new(request, pk):
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today(), right=Right.BUDGET)
    form = forms.LineForm(request.POST or None)
    back = reverse("community_funds", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"community": community, "facts": form.facts}
        if form.carried_out(commands.plan_line, by=request.user, **data):
            messages.success(request, _("已列入预算。"))
            return redirect(back)
    return form_page(request, form, _("安排预算项目"), community.name_then, back)


@page(rules.may_budget)
@once
def budget_line_drop(request, pk):
    row = queries.line_or_404(pk, seen_by=request.user)
    form = forms.CounterForm(request.POST or None)
    back = reverse("community_funds", args=[row.community_id])
    if request.method == "POST" and form.is_valid():
        data = {"line": row, "why": form.cleaned_data["why"]}
        if form.carried_out(commands.drop_line, by=request.user, **data):
            messages.success(request, _("已取消。"))
            return redirect(back)
    return form_page(request, form, _("取消预算项目"), str(row), back)


@page(rules.may_record_funds)
@once
def voucher_new(request, pk):
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today(), right=Right.RECORD)
    form = forms.VoucherForm(request.POST or None, community=community)
    back = reverse("community_funds", args=[pk])
    if request.method == "POST" and form.is_valid():
        data = {"community": community, "facts": form.facts}
        if form.carried_out(commands.record_voucher, by=request.user, **data):
            messages.success(request, _("已登记，由另一人审批后生效。"))
            return redirect(back)
    return form_page(request, form, _("登记收支"), community.name_then, back)


@page(rules.may_see_funds)
@once
def voucher(request, pk):
    """Approved by another than who recorded it; a wrong one is countered."""
    row = queries.voucher_or_404(pk, seen_by=request.user)
    form = _voucher_form(request, row)
    if request.method == "POST" and form is None:
        raise Http404
    if request.method == "POST" and form.is_valid():
        decides = isinstance(form, forms.DecideForm)
        command = commands.decide_voucher if decides else commands.counter_voucher
        data = {name: value for name, value in form.cleaned_data.items() if name != "submission_key"}
        if form.carried_out(command, by=request.user, voucher=row, **data):
            messages.success(request, _("已审批。") if decides else _("已登记冲销，由另一人审批后生效。"))
            return redirect("community_funds", row.community_id)
    return _voucher_page(request, row, form)


def _voucher_page(request, row: Voucher, form):
    context = {"row": row, "facts": _facts(row), "form": form, "entries": record_of(target=row)}
    back = reverse("community_funds", args=[row.community_id])
    context["crumbs"] = [
        Crumb(_("社区经费"), reverse("funds")),
        Crumb(row.community.name, back),
        Crumb(row.purpose),
    ]
    wrong = form is not None and form.errors
    return render(request, "resources/voucher.html", context, status=422 if wrong else 200)


def _voucher_form(request, row):
    """What this account can do with the voucher now."""
    if row.state == VoucherState.OPEN:
        mine = row.recorded_by_id == request.user.pk
        may = rules.may_approve_funds.test(request.user, row.community) and not mine
        return forms.DecideForm(request.POST or None) if may else None
    counted = row.counters_id or Voucher.objects.filter(counters=row).exists()
    may = row.state == VoucherState.APPROVED and not counted
    may = may and rules.may_record_funds.test(request.user, row.community)
    return forms.CounterForm(request.POST or None) if may else None


def _facts(row: Voucher) -> list[Fact]:
    hands = ((_("登记人"), row.recorded_by), (_("审批人"), row.approved_by), (_("退回理由"), row.refused_why))
    facts = [
        Fact(_("收支"), row.get_direction_display()),
        Fact(_("日期"), row.on.isoformat()),
        Fact(_("金额"), _("%(money)s元") % {"money": f"{row.amount:,.2f}"}),
        Fact(_("预算项目"), row.line.purpose if row.line else _("预算外")),
        Fact(_("对方"), row.payee),
        Fact(_("谁决定"), row.decided),
        *(Fact(label, str(value)) for label, value in hands if value),
    ]
    if row.counters:
        facts.append(Fact(_("冲销"), str(row.counters), reverse("voucher", args=[row.counters_id])))
    return facts


@page(rules.may_approve_funds)
@once
def fund_account_new(request, pk):
    """The oldest quarter that has no account yet."""
    community = queries.community_or_404(pk, seen_by=request.user, as_of=today(), right=Right.APPROVE)
    form = forms.QuarterForm(request.POST or None, community=community)
    back = reverse("community_funds", args=[pk])
    if request.method == "POST" and form.is_valid():
        year, quarter = form.chosen
        data = {"community": community, "year": year, "quarter": quarter}
        made = form.carried_out(commands.draw_up_account, by=request.user, **data)
        if made:
            messages.success(request, _("账目已按收支生成，请监督人员签字。"))
            return redirect("fund_account", made.pk)
    return form_page(request, form, _("编制季度账目"), community.name_then, back)


@page(rules.may_see_accounts)
@once
def fund_account(request, pk):
    """Signed by supervisors, then posted."""
    row = queries.account_or_404(pk, seen_by=request.user)
    form, command, submit, said = _account_step(request, row)
    if request.method == "POST" and command is None:
        raise Http404
    if (
        request.method == "POST"
        and form.is_valid()
        and form.carried_out(command, by=request.user, account=row)
    ):
        messages.success(request, said)
        return redirect("fund_account", pk)
    context = {**_told(row), "form": form, "submit": submit, "step": command is not None}
    return render(request, "resources/fund_account.html", context, status=422 if form.errors else 200)


def _told(row: FundAccount) -> dict:
    signatures = list(row.signatures.all())
    return {
        "row": row,
        "table": queries.read_table(row),
        "signatures": signatures,
        "left": max(SIGNATURES - len(signatures), 0),
        "crumbs": [Crumb(_("季度账目"), reverse("fund_accounts")), Crumb(str(row))],
    }


def _account_step(request, row: FundAccount):
    """The form, the command and its word, for what this account does next; None where it only reads."""
    form = forms.KeyForm(request.POST or None)
    if row.posted_on:
        return form, None, "", ""
    if rules.may_supervise_funds.test(request.user, row.community):
        signed = row.signatures.filter(signed_by=request.user).exists()
        return form, None if signed else commands.sign_account, _("签字"), _("已签字。")
    if rules.may_approve_funds.test(request.user, row.community):
        return form, commands.post_account, _("向居民公布"), _("已向居民公布。")
    return form, None, "", ""


@page(rules.may_see_accounts)
@require_safe
def fund_accounts(request):
    """Accounts in reach, those that wait first."""
    rows = queries.accounts_seen(seen_by=request.user, as_of=day_of(request))
    return render(request, "resources/fund_accounts.html", {"rows": rows})


@page(anyone)
@require_safe
def open_accounts(request):
    """For residents, without account."""
    rows = queries.posted(min(day_of(request), today()))[:200]
    return render(request, "resources/open_accounts.html", {"rows": rows})


@page(anyone)
@require_safe
def open_account(request, slug):
    row = get_object_or_404(queries.posted(today()), slug=slug)
    context = {"row": row, "table": queries.read_table(row), "signed": row.signatures.count()}
    return render(request, "resources/open_account.html", context)
