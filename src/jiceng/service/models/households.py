"""Households that are visited every quarter: a roll of its own, joined with no other."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.crypt import EncryptedField
from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Organisation
from jiceng.service.enums import Found, Need


class KeyHousehold(models.Model):
    """Who is looked after, where, and why; all that tells who it is is encrypted. 重点户"""

    need = models.CharField(pgettext_lazy("重点户", "类别"), max_length=10, choices=Need)
    name = EncryptedField(_("户主或本人"))
    address = EncryptedField(_("住址"), blank=True)
    phone = EncryptedField(_("联系电话"), blank=True)
    note = EncryptedField(_("需要留意的"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("重点户")
        constraints = [models.CheckConstraint(condition=~Q(name=""), name="a_household_has_a_name")]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name}{self.pk}"


class HouseholdStay(Dated):
    """On which community's roll a household stands, and why no longer. 重点户在册"""

    household = models.ForeignKey(KeyHousehold, models.PROTECT, related_name="stays")
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("社区"))
    ended_why = models.CharField(_("出册理由"), max_length=200, blank=True)

    class Meta(Dated.Meta):
        ordering = ["valid_from", "id"]
        verbose_name = _("重点户在册")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["household"], condition=Q(valid_to__isnull=True), name="a_household_on_one_roll"
            ),
        ]

    def __str__(self) -> str:
        return str(self.household)


class HouseholdVisit(models.Model):
    """Somebody of the community was there on a day. 入户走访"""

    household = models.ForeignKey(KeyHousehold, models.PROTECT, related_name="visits")
    on = models.DateField(_("日期"))
    found = models.CharField(_("情况"), max_length=8, choices=Found)
    note = EncryptedField(_("需求"), blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    by_name = models.CharField(_("走访人"), max_length=120, blank=True)
    made_at = models.DateTimeField(auto_now_add=True)
    annulled_on = models.DateField(_("撤销日期"), null=True)
    annulled_why = models.CharField(pgettext_lazy("动作", "撤销理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("入户走访")
        indexes = [models.Index(fields=["household", "on"], name="visits_of_a_household")]
        constraints = [
            models.CheckConstraint(
                condition=Q(annulled_on__isnull=True, annulled_why="")
                | Q(annulled_on__isnull=False) & ~Q(annulled_why=""),
                name="a_household_visit_annulled_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.household} {self.on.isoformat()}"

    @property
    def confirm_id(self) -> str:
        """What its button on a page is called."""
        return f"annul-{self.pk}"
