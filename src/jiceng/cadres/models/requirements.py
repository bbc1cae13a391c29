"""What a post requires of who takes it, and what the county aims at; both in versions with their day and reason."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums import Rank, Share, Status
from jiceng.kernel.validity import Dated
from jiceng.kernel.words import of_unit
from jiceng.organisations.enums import Kind, PostKind
from jiceng.organisations.models import Post
from jiceng.people.enums import Education


class PostRequirement(Dated):
    """What is required for a kind of post in a kind of organisation, or for one post alone. 任职条件

    The requirement of one post replaces that of its kind. Empty fields ask nothing.
    """

    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="requirements", verbose_name=_("职务")
    )
    post_kind = models.CharField(_("职务类别"), max_length=24, choices=PostKind, blank=True)
    organisation_kind = models.CharField(_("组织类别"), max_length=30, choices=Kind, blank=True)
    places = models.PositiveSmallIntegerField(_("职数"), null=True, blank=True)
    rank_at_least = models.PositiveSmallIntegerField(_("最低职级"), choices=Rank, null=True, blank=True)
    education_at_least = models.PositiveSmallIntegerField(
        _("最低学历"), choices=Education, null=True, blank=True
    )
    age_at_most = models.PositiveSmallIntegerField(_("最大年龄"), null=True, blank=True)
    party_member = models.BooleanField(_("须为中共党员"), default=False)
    party_years = models.PositiveSmallIntegerField(_("最低党龄（年）"), default=0)
    status = models.CharField(_("身份"), max_length=16, choices=Status, blank=True)
    term_years = models.PositiveSmallIntegerField(_("任期（年）"), null=True, blank=True)
    why = models.CharField(_("依据和理由"), max_length=300)

    class Meta(Dated.Meta):
        ordering = ["post_kind", "-valid_from"]
        verbose_name = _("任职条件")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["post_kind", "organisation_kind"],
                condition=Q(valid_to__isnull=True, post__isnull=True),
                name="one_open_requirement_of_a_kind",
            ),
            models.UniqueConstraint(
                fields=["post"],
                condition=Q(valid_to__isnull=True, post__isnull=False),
                name="one_open_requirement_of_a_post",
            ),
            models.CheckConstraint(
                condition=Q(post__isnull=True) & ~Q(post_kind="") & ~Q(organisation_kind="")
                | Q(post__isnull=False, post_kind="", organisation_kind=""),
                name="requirement_of_a_post_or_a_kind",
            ),
            models.CheckConstraint(
                condition=Q(party_years=0) | Q(party_member=True), name="party_years_of_members"
            ),
        ]

    def __str__(self) -> str:
        if self.post_id:
            return str(self.post)
        return of_unit(self.get_organisation_kind_display(), self.get_post_kind_display())


class CompositionTarget(Dated):
    """A bound that the county set for one measure of composition, in versions with the reason. 结构目标"""

    measure = models.CharField(_("指标"), max_length=20, choices=Share)
    at_least = models.DecimalField(_("不低于"), max_digits=5, decimal_places=1, null=True, blank=True)
    at_most = models.DecimalField(_("不高于"), max_digits=5, decimal_places=1, null=True, blank=True)
    why = models.CharField(_("依据和理由"), max_length=300)

    class Meta(Dated.Meta):
        ordering = ["measure", "-valid_from"]
        verbose_name = _("结构目标")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["measure"], condition=Q(valid_to__isnull=True), name="one_open_target_of_a_measure"
            ),
            models.CheckConstraint(
                condition=Q(at_least__isnull=False) | Q(at_most__isnull=False), name="a_target_has_a_bound"
            ),
        ]

    def __str__(self) -> str:
        return self.get_measure_display()
