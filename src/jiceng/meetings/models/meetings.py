"""A meeting, who stands on its roll, who was invited and who came."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from jiceng.meetings.enums import Answer, CameBy, MeetingState, RollSource, Stratum
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person


class Meeting(models.Model):
    """A meeting of a kind, called by an organisation. 会议

    `kind` is a key of `meetings.kinds`; what that kind asks is read for the day of the meeting. `number` counts the
    meetings of a kind in a year. The roll is drawn up with the invitation, drawn again for the day and frozen
    (`frozen_at`) when the meeting opens; `roll_changes` keeps what was other than it had been told: lists `added`,
    `gone`, `altered` of {name, why}. `also` names further kinds that the same meeting serves (a theme day that holds
    the members' meeting).
    """

    kind = models.CharField(_("会议类型"), max_length=40)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="meetings", verbose_name=_("组织")
    )
    title = models.CharField(_("名称"), max_length=120)
    year = models.PositiveSmallIntegerField(_("年度"))
    number = models.PositiveSmallIntegerField(_("次数"))
    starts_at = models.DateTimeField(_("开始时间"))
    ends_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    place = models.CharField(_("地点"), max_length=120, blank=True)
    state = models.CharField(_("状态"), max_length=10, choices=MeetingState, default=MeetingState.DRAFT)
    called_by = models.ForeignKey(
        Person, models.PROTECT, null=True, related_name="+", verbose_name=_("召集人")
    )
    chair = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("主持人"))
    entrusted = models.CharField(_("委托主持说明"), max_length=200, blank=True)
    clerk = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", verbose_name=_("记录人"))
    also = models.JSONField(_("兼作"), default=list)
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="next_ones")
    duty_id = models.BigIntegerField(null=True)
    short_notice = models.CharField(_("提前通知不足的说明"), max_length=200, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    sealed_at = models.DateTimeField(_("议程确定时间"), null=True)
    convened_at = models.DateTimeField(_("通知时间"), null=True)
    frozen_at = models.DateTimeField(_("名册固定时间"), null=True)
    roll_changes = models.JSONField(_("开会时名册的变化"), default=dict)
    closed_at = models.DateTimeField(_("结束时间"), null=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(_("作废理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["-starts_at", "-id"]
        indexes = [
            models.Index(fields=["organisation", "-starts_at"], name="meetings_of_unit"),
            models.Index(fields=["kind", "organisation", "year"], name="meetings_of_series"),
            models.Index(fields=["state", "starts_at"], name="meetings_by_state"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "kind", "year", "number"],
                condition=~Q(state="annulled"),
                name="one_meeting_of_a_number",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__isnull=True) | Q(ends_at__gt=F("starts_at")),
                name="a_meeting_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["open", "closed"]) | Q(frozen_at__isnull=False),
                name="an_open_meeting_has_a_frozen_roll",
            ),
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(closed_at__isnull=False), name="a_closed_meeting_has_its_end"
            ),
            models.CheckConstraint(
                condition=~Q(state="annulled") | ~Q(annulled_why=""), name="an_annulled_meeting_says_why"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def day(self):
        """The day on which it is held, in the site's time: its rules are those of this day."""
        return timezone.localdate(self.starts_at)

    @property
    def starts_text(self) -> str:
        return f"{timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"


class RollEntry(models.Model):
    """Who may take part, as the registers had it when the roll was drawn up. 会议名册

    `unit` with a `person`: that person speaks for the unit; without one, the unit has not named anybody.
    `entitled` may vote and counts towards the quorum; otherwise may speak only (列席).
    """

    meeting = models.ForeignKey(Meeting, models.CASCADE, related_name="roll")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="roll_entries")
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    name = models.CharField(_("姓名"), max_length=120)
    source = models.CharField(_("列入依据"), max_length=20, choices=RollSource)
    role = models.CharField(_("职务"), max_length=60, blank=True)
    post_kind = models.CharField(max_length=24, blank=True)
    group = models.CharField(_("组别"), max_length=60, blank=True)
    stratum = models.CharField(_("界别"), max_length=20, choices=Stratum, blank=True, default=Stratum.NONE)
    entitled = models.BooleanField(_("有表决权"), default=True)

    class Meta:
        ordering = ["-entitled", "group", "id"]
        indexes = [models.Index(fields=["person", "meeting"], name="roll_of_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "person"], condition=Q(person__isnull=False), name="once_on_a_roll"
            ),
            models.UniqueConstraint(
                fields=["meeting", "unit"], condition=Q(unit__isnull=False), name="a_unit_once_on_a_roll"
            ),
            models.CheckConstraint(condition=~Q(name=""), name="a_roll_entry_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class Invitation(models.Model):
    """The notice to one on the roll: sent, seen, answered. 会议通知"""

    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="invitation")
    sent_at = models.DateTimeField()
    seen_at = models.DateTimeField(_("回执时间"), null=True)
    answer = models.CharField(_("答复"), max_length=12, choices=Answer, blank=True, default=Answer.NONE)
    reason = models.CharField(_("事由"), max_length=200, blank=True)
    substitute = models.CharField(_("代为出席的人"), max_length=60, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(answer="substitute") | ~Q(substitute=""), name="a_substitute_has_a_name"
            )
        ]

    def __str__(self) -> str:
        return str(self.entry)


class Attendance(models.Model):
    """Somebody on the roll came (or the substitute did); `left_at` when they went before the end. 出席"""

    entry = models.OneToOneField(RollEntry, models.CASCADE, related_name="attendance")
    came_at = models.DateTimeField()
    by = models.CharField(_("登记方式"), max_length=8, choices=CameBy)
    noted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    substitute = models.CharField(_("代为出席的人"), max_length=60, blank=True)
    left_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")), name="goes_after_coming"
            )
        ]

    def __str__(self) -> str:
        return str(self.entry)
