"""Halls in the venues of communities, and who has one when."""

from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.models import Organisation
from jiceng.resources.enums import BookingState
from jiceng.resources.models.venues import Venue

SLOT = timedelta(minutes=30)


class Hall(models.Model):
    """A room of a venue that can be booked by the half hour, on its days of the week and in its hours. 场地

    `weekdays` are digits, 1 is Monday. `open_to_units`: resident units may ask for it; `open_to_residents`: its hours
    are shown to everybody.
    """

    venue = models.ForeignKey(Venue, models.PROTECT, related_name="halls", verbose_name=_("社区用房"))
    name = models.CharField(_("场地名称"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("座位"), default=0)
    weekdays = models.CharField(_("开放日"), max_length=7, default="12345")
    opens = models.TimeField(_("开门"))
    closes = models.TimeField(_("关门"))
    open_to_units = models.BooleanField(_("驻区单位可以申请"), default=False)
    open_to_residents = models.BooleanField(_("向居民开放"), default=False)
    closed_on = models.DateField(_("停用日期"), null=True)

    class Meta:
        ordering = ["venue_id", "name", "id"]
        verbose_name = _("场地")
        constraints = [
            models.UniqueConstraint(
                fields=["venue", "name"], condition=Q(closed_on__isnull=True), name="one_hall_of_a_name"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_hall_has_a_name"),
            models.CheckConstraint(condition=~Q(weekdays=""), name="a_hall_has_its_days"),
            models.CheckConstraint(condition=Q(opens__lt=F("closes")), name="a_hall_closes_after_it_opens"),
        ]

    def __str__(self) -> str:
        return f"{self.venue} {self.name}"


class Booking(models.Model):
    """A hall for a time, with the purpose, for an organisation; who asked waits for the community. 场地订用

    `holder` names what took it in another part of the site (a meeting), which moves it and gives it up.
    """

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="bookings", verbose_name=_("场地"))
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="hall_bookings", verbose_name=_("使用单位")
    )
    purpose = models.CharField(_("用途"), max_length=120)
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"))
    state = models.CharField(_("状态"), max_length=10, choices=BookingState, default=BookingState.HELD)
    why = models.CharField(_("理由"), max_length=200, blank=True)
    holder = models.CharField(max_length=60, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["starts_at", "id"]
        verbose_name = _("场地订用")
        indexes = [
            models.Index(fields=["hall", "starts_at"], name="bookings_of_hall"),
            models.Index(fields=["holder"], condition=~Q(holder=""), name="bookings_by_holder"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="a_booking_ends_later"),
            models.CheckConstraint(condition=~Q(purpose=""), name="a_booking_says_what_for"),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "held"]) | ~Q(why=""),
                name="a_booking_is_refused_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.hall.name} {self.purpose}"


class BookedHalfHour(models.Model):
    """Half an hour in which a hall is taken: nobody else gets it. 场地占用"""

    hall = models.ForeignKey(Hall, models.PROTECT, related_name="taken")
    booking = models.ForeignKey(Booking, models.CASCADE, related_name="half_hours")
    begins_at = models.DateTimeField()

    class Meta:
        ordering = ["begins_at"]
        verbose_name = _("场地占用")
        constraints = [models.UniqueConstraint(fields=["hall", "begins_at"], name="a_hall_is_taken_once")]

    def __str__(self) -> str:
        return f"{self.hall_id} {self.begins_at:%Y-%m-%d %H:%M}"
