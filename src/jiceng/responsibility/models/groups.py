"""Leading groups: head, deputies, member departments and their duties, sub-offices."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.models import Document
from jiceng.institutions.models import Evidence
from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.enums import GroupRole


class LeadingGroup(Dated):
    """A leading group of an organisation, or the office below one (`under`). Its sessions are the meetings of the
    organisation; the document that founds it is linked. 领导小组"""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="leading_groups", verbose_name=_("设立机关")
    )
    name = models.CharField(_("名称"), max_length=120)
    under = models.ForeignKey("self", models.PROTECT, null=True, related_name="offices")
    founded_by = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    duties = models.TextField(_("职责"), blank=True)

    class Meta(Dated.Meta):
        ordering = ["id"]
        verbose_name = _("领导小组")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(valid_to__isnull=True),
                name="one_open_group_of_a_name",
            ),
            models.CheckConstraint(condition=~Q(under=F("pk")), name="no_group_below_itself"),
        ]

    def __str__(self) -> str:
        return self.name


class GroupMember(Dated):
    """The head, a deputy (a person), or a member department with its duties. 领导小组成员"""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="members")
    role = models.CharField(_("职务"), max_length=8, choices=GroupRole)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("人员"))
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name=_("成员单位")
    )
    duties = models.CharField(_("职责"), max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["id"]
        verbose_name = _("领导小组成员")
        constraints = [
            *Dated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(role="member", unit__isnull=False) | ~Q(role="member") & Q(person__isnull=False),
                name="a_member_is_a_unit_a_head_a_person",
            ),
            models.UniqueConstraint(
                fields=["group"],
                condition=Q(valid_to__isnull=True, role="head"),
                name="one_open_head_of_a_group",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person or self.unit)


class GroupSession(models.Model):
    """A meeting of the organisation was a session of this group; said where the organisation has several groups.
    领导小组会议"""

    group = models.ForeignKey(LeadingGroup, models.PROTECT, related_name="sessions")
    meeting = models.OneToOneField(Evidence, models.PROTECT, related_name="session_of")

    class Meta:
        ordering = ["-meeting__on", "id"]
        verbose_name = _("领导小组会议")

    def __str__(self) -> str:
        return f"{self.group} {self.meeting.source_name}"
