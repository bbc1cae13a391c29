"""Rooms where meetings take place, and when each is taken."""

from datetime import timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.meetings.models.meetings import Meeting
from jiceng.organisations.models import Organisation

SLOT = timedelta(minutes=30)


class Room(models.Model):
    """A room that a community, or another organisation, keeps for meetings. 会议室"""

    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="meeting_rooms", verbose_name=_("所属")
    )
    name = models.CharField(_("名称"), max_length=60)
    seats = models.PositiveSmallIntegerField(_("座位"), default=0)
    note = models.CharField(_("说明"), max_length=120, blank=True)
    closed_on = models.DateField(_("停用日期"), null=True)

    class Meta:
        ordering = ["organisation_id", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "name"],
                condition=Q(closed_on__isnull=True),
                name="one_room_of_a_name",
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_room_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class RoomHalfHour(models.Model):
    """Half an hour in which a room is taken by a meeting: nobody else gets it. 会议室占用"""

    room = models.ForeignKey(Room, models.PROTECT, related_name="taken")
    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="half_hours")
    begins_at = models.DateTimeField()

    class Meta:
        ordering = ["begins_at"]
        constraints = [
            models.UniqueConstraint(fields=["room", "begins_at"], name="a_room_is_taken_once"),
        ]

    def __str__(self) -> str:
        return f"{self.room} {self.begins_at:%Y-%m-%d %H:%M}"
