"""A community's budget, its receipts and spending, and the accounts that residents read."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.models import Organisation
from jiceng.resources.enums import Direction, Payer, VoucherState
from jiceng.resources.models.venues import money


def new_slug() -> str:
    return secrets.token_hex(6)


class BudgetLine(models.Model):
    """Money that a community is to get in a year: what for, from whom, until when, how much. 预算项目"""

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="budget_lines", verbose_name=_("社区")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    purpose = models.CharField(_("项目"), max_length=80)
    source = models.CharField(_("资金来源"), max_length=8, choices=Payer)
    due_on = models.DateField(_("应到日期"))
    amount = money(_("金额（元）"))
    dropped_on = models.DateField(_("取消日期"), null=True)
    dropped_why = models.CharField(_("取消理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["community_id", "year", "due_on", "id"]
        verbose_name = _("预算项目")
        constraints = [
            models.UniqueConstraint(
                fields=["community", "year", "purpose", "source"],
                condition=Q(dropped_on__isnull=True),
                name="one_budget_line_of_a_purpose",
            ),
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_budget_line_has_an_amount"),
            models.CheckConstraint(condition=~Q(purpose=""), name="a_budget_line_says_what_for"),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True, dropped_why="")
                | Q(dropped_on__isnull=False) & ~Q(dropped_why=""),
                name="a_budget_line_is_dropped_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.purpose}"


class Voucher(models.Model):
    """Money in or out, recorded by one and approved by another. 收支单

    It counts once approved and is never changed: a wrong one is taken back by another that counters it. `payee` and
    `decided` are words: with whom, and who decided.
    """

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="vouchers", verbose_name=_("社区")
    )
    line = models.ForeignKey(
        BudgetLine, models.PROTECT, null=True, blank=True, related_name="vouchers", verbose_name=_("预算项目")
    )
    direction = models.CharField(_("收支"), max_length=8, choices=Direction)
    on = models.DateField(_("日期"))
    amount = money(_("金额（元）"))
    purpose = models.CharField(_("用途"), max_length=120)
    payee = models.CharField(_("对方"), max_length=80)
    decided = models.CharField(_("谁决定"), max_length=120)
    state = models.CharField(_("状态"), max_length=10, choices=VoucherState, default=VoucherState.OPEN)
    counters = models.OneToOneField("self", models.PROTECT, null=True, related_name="countered_by")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    recorded_at = models.DateTimeField(default=timezone.now)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    refused_why = models.CharField(_("退回理由"), max_length=200, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("收支单")
        indexes = [models.Index(fields=["community", "state", "on"], name="vouchers_of_community")]
        constraints = [
            models.CheckConstraint(condition=Q(amount__gt=0), name="a_voucher_has_an_amount"),
            models.CheckConstraint(
                condition=~Q(purpose="") & ~Q(payee="") & ~Q(decided=""),
                name="a_voucher_says_what_whom_and_by_whom",
            ),
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True)
                | Q(recorded_by__isnull=True)
                | ~Q(approved_by=F("recorded_by")),
                name="nobody_approves_an_own_voucher",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(approved_at__isnull=False),
                name="an_approved_voucher_has_its_moment",
            ),
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refused_why=""), name="a_voucher_is_refused_with_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.on.isoformat()} {self.purpose}"


class FundAccount(models.Model):
    """A community's account of a quarter, worked out from the approved vouchers; signed by supervisors, then posted for
    residents. 季度账目

    `table` is what stood in it when it was drawn up: yuan as text, no names; `sha256` is its hash.
    """

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="fund_accounts", verbose_name=_("社区")
    )
    year = models.PositiveSmallIntegerField(_("年度"))
    quarter = models.PositiveSmallIntegerField(_("季度"))
    table = models.JSONField()
    sha256 = models.CharField(max_length=64)
    slug = models.CharField(max_length=24, unique=True, default=new_slug)
    drawn_up_on = models.DateField(_("编制日期"))
    drawn_up_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    posted_on = models.DateField(_("公布日期"), null=True)

    class Meta:
        ordering = ["-year", "-quarter", "-id"]
        verbose_name = _("季度账目")
        constraints = [
            models.UniqueConstraint(fields=["community", "year", "quarter"], name="one_account_of_a_quarter"),
            models.CheckConstraint(
                condition=Q(quarter__gte=1, quarter__lte=4), name="a_year_has_four_quarters"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community} {self.year} Q{self.quarter}"


class FundSignature(models.Model):
    """A supervisor has looked at an account and signs it. 监督签字"""

    account = models.ForeignKey(FundAccount, models.PROTECT, related_name="signatures")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("监督人"), max_length=120)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["signed_at", "id"]
        verbose_name = _("监督签字")
        constraints = [
            models.UniqueConstraint(fields=["account", "name"], name="a_supervisor_signs_once"),
            models.CheckConstraint(condition=~Q(name=""), name="a_signature_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name
