"""What one hand asks for and another must agree to."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.enums import AskedKind
from jiceng.organisations.models.rolls import Post
from jiceng.organisations.models.structure import Instrument, Organisation
from jiceng.people.models import Person


class AskedAct(models.Model):
    """An act that waits for a second hand: somebody known elsewhere moves onto a residents' roll, or is put in a
    powerful post. 待复核事项

    `territory` and `address` belong to a move, `post`, `until` and `instrument` to an appointment. Who asked never
    agrees: the database holds that too.
    """

    class State(models.TextChoices):
        OPEN = "open", _("待同意")
        AGREED = "agreed", _("已同意")
        REFUSED = "refused", _("不同意")
        WITHDRAWN = "withdrawn", pgettext_lazy("组织调整", "已撤回")

    kind = models.CharField(max_length=12, choices=AskedKind)
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    territory = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+")
    address = models.CharField(max_length=120, blank=True)
    instrument = models.ForeignKey(Instrument, models.PROTECT, null=True, related_name="+")
    on = models.DateField()
    until = models.DateField(null=True)
    why = models.CharField(max_length=500, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)
    answer = models.CharField(max_length=500, blank=True)

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="settle", territory__isnull=False, post__isnull=True)
                | Q(kind="appoint", territory__isnull=True, post__isnull=False),
                name="asked_act_is_one_of_two",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=("agreed", "refused"))
                | (Q(answered_by__isnull=False) & ~Q(answered_by=F("asked_by"))),
                name="answered_by_a_second_hand",
            ),
            models.UniqueConstraint(
                fields=["person", "territory"],
                condition=Q(state="open", kind="settle"),
                name="asked_once_to_move",
            ),
            models.UniqueConstraint(
                fields=["person", "post"],
                condition=Q(state="open", kind="appoint"),
                name="asked_once_to_appoint",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} → {self.territory or self.post}"

    @property
    def id_text(self) -> str:
        return str(self.pk)

    @property
    def light(self) -> str:
        return {"open": "soon", "agreed": "done", "refused": "late"}.get(self.state, "none")
