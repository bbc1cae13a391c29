"""Reminders, how a person wants them by mail, and calendars to subscribe to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.enums import Way
from jiceng.institutions.models.duties import Duty
from jiceng.people.models import Person


class Notice(models.Model):
    """A reminder or an escalation step to a person about a duty, made once for each step. 提醒

    `step` is the number of days from the due day: negative before it, positive after it.
    """

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="notices")
    person = models.ForeignKey(Person, models.PROTECT, related_name="notices")
    step = models.SmallIntegerField()
    on = models.DateField()
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-on", "-id"]
        indexes = [models.Index(fields=["person", "read_at"], name="notices_unread")]
        constraints = [
            models.UniqueConstraint(fields=["duty", "person", "step"], name="one_notice_of_a_step")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.duty}"


class MailWish(models.Model):
    """How a person wants reminders by mail, and to which address. 邮件提醒设置"""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="mail_wish")
    address = models.EmailField(_("邮箱"), blank=True)
    way = models.CharField(_("方式"), max_length=8, choices=Way, default=Way.NONE)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(way=Way.NONE) | ~Q(address=""), name="mail_has_an_address")
        ]

    def __str__(self) -> str:
        return str(self.account)


class CalendarFeed(models.Model):
    """A secret address under which a calendar program reads a person's duties; only its digest is kept. 日历订阅"""

    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="calendar_feeds")
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(auto_now_add=True)
    revoked_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return str(self.account)
