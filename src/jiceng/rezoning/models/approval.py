"""Who proposed a plan, who approved it under which document, and the reorganisation that carries it out."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.models import Instrument, Organisation, Reorganisation
from jiceng.rezoning.enums import ApprovalState
from jiceng.rezoning.models.plans import Plan
from jiceng.rezoning.models.problem import Project


class Approval(models.Model):
    """A plan proposed by street or town, approved (or returned) by the county with its document. 报批

    `doubts` are sentences that stood against the plan when it was proposed.
    Source: Organic Law of Urban Residents' Committees, setting up, abolishing and resizing a residents' committee.
    """

    project = models.ForeignKey(Project, models.PROTECT, related_name="approvals")
    plan = models.ForeignKey(Plan, models.PROTECT, related_name="approvals")
    state = models.CharField(max_length=10, choices=ApprovalState, default=ApprovalState.PROPOSED)
    proposer = models.ForeignKey(Organisation, models.PROTECT, related_name="rezoning_proposals")
    proposed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    proposed_at = models.DateTimeField(auto_now_add=True)
    note = models.TextField(_("提请说明"), blank=True)
    unanswered = models.PositiveIntegerField(default=0)
    unanswered_reason = models.CharField(_("未答复意见的理由"), max_length=500, blank=True)
    doubts = models.JSONField(default=list)
    doubts_reason = models.CharField(_("仍要提请的理由"), max_length=500, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    return_reason = models.CharField(_("退回理由"), max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["project"],
                condition=Q(state__in=["proposed", "approved"]),
                name="one_open_approval_of_a_project",
            ),
            models.CheckConstraint(
                condition=Q(state="proposed", decided_at__isnull=True)
                | Q(state="approved", decided_at__isnull=False, instrument__isnull=False)
                | (Q(state="returned", decided_at__isnull=False) & ~Q(return_reason="")),
                name="a_decision_has_its_document_or_reason",
            ),
            models.CheckConstraint(
                condition=~Q(state="approved") | Q(unanswered=0) | ~Q(unanswered_reason=""),
                name="unanswered_remarks_need_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(doubts=[]) | ~Q(doubts_reason=""), name="doubts_need_a_reason"
            ),
        ]

    def __str__(self) -> str:
        return str(self.plan)


class Adoption(models.Model):
    """The reorganisation that carries out an approved plan. 方案执行"""

    approval = models.OneToOneField(Approval, models.PROTECT, related_name="adoption")
    reorganisation = models.OneToOneField(Reorganisation, models.PROTECT, related_name="rezoning_adoption")
    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    planned_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.reorganisation)
