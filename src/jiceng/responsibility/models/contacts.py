"""Who of the county's leaders stands for which community, and who links the leader: both dated."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import Dated
from jiceng.organisations.models import Instrument, Organisation
from jiceng.people.models import Person


class ContactPoint(Dated):
    """A leader of county rank takes charge of a community from day to day. 联系点

    On no day does a community have two: the open row is single, and `overlap` keeps ended ones apart.
    """

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contact_points", verbose_name=_("社区")
    )
    leader = models.ForeignKey(
        Person, models.PROTECT, related_name="contact_points", verbose_name=_("县级领导")
    )
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("事由"), max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["-valid_from", "-id"]
        verbose_name = _("联系点")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["community"],
                condition=Q(valid_to__isnull=True),
                name="one_open_leader_of_a_community",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.community}: {self.leader}"


class Liaison(Dated):
    """An officer of bureau rank who links a leader with the communities from day to day. 联络人

    On no day does a leader have two, as with contact points.
    """

    leader = models.ForeignKey(Person, models.PROTECT, related_name="liaisons", verbose_name=_("县级领导"))
    officer = models.ForeignKey(Person, models.PROTECT, related_name="liaison_for", verbose_name=_("联络人"))
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("事由"), max_length=300, blank=True)

    class Meta(Dated.Meta):
        ordering = ["-valid_from", "-id"]
        verbose_name = _("联络人")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["leader"], condition=Q(valid_to__isnull=True), name="one_open_liaison_of_a_leader"
            ),
            models.CheckConstraint(condition=~Q(leader=F("officer")), name="nobody_links_themselves"),
        ]

    def __str__(self) -> str:
        return f"{self.leader}: {self.officer}"
