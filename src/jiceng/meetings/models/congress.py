"""Representatives, petitions to convene, absences that a person must look at."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Value
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import Dated
from jiceng.meetings.enums import PetitionBase
from jiceng.meetings.models.meetings import Meeting
from jiceng.organisations.models import Organisation, Term
from jiceng.people.models import Person


class RepresentativeSeat(models.Model):
    """By whom a representative was sent: an electoral group of so many households, or a resident unit. 代表席位"""

    term = models.OneToOneField(Term, models.CASCADE, related_name="seat")
    group = models.CharField(_("选举小组"), max_length=60, blank=True)
    households = models.PositiveSmallIntegerField(_("小组户数"), default=0)
    unit = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(unit__isnull=False) | ~Q(group=""), name="a_seat_has_its_electors"
            )
        ]

    def __str__(self) -> str:
        return f"{self.term.person} {self.group}"


class RepresentationNorm(Dated):
    """How many represent so many households, as the county chose or altered it: in versions. 代表名额规定

    `pack` is the shipped norm it was taken from; either households a representative or per cent of the households,
    the other pair is 0; `women_num`/`women_den` of the representatives are women at least (0/0: nothing asked).
    """

    pack = models.CharField(max_length=20)
    name = models.CharField(_("名称"), max_length=60)
    source = models.CharField(_("依据"), max_length=200)
    households_least = models.PositiveSmallIntegerField(_("每多少户一名，起"), default=0)
    households_most = models.PositiveSmallIntegerField(_("每多少户一名，止"), default=0)
    percent_least = models.PositiveSmallIntegerField(_("户数的百分之几，起"), default=0)
    percent_most = models.PositiveSmallIntegerField(_("户数的百分之几，止"), default=0)
    women_num = models.PositiveSmallIntegerField(default=0)
    women_den = models.PositiveSmallIntegerField(default=0)
    absences = models.PositiveSmallIntegerField(_("缺席几次由居民委员会审议"))
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    why = models.CharField(_("理由"), max_length=300)
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta(Dated.Meta):
        ordering = ["-valid_from"]
        verbose_name = _("代表名额规定")
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                Value(1), condition=Q(valid_to__isnull=True), name="one_open_norm_of_representation"
            ),
            models.CheckConstraint(
                condition=~Q(why="") & ~Q(source=""), name="a_norm_of_representation_says_why"
            ),
            models.CheckConstraint(
                condition=Q(households_most=0, households_least=0, percent_least__gt=0)
                | Q(percent_most=0, percent_least=0, households_least__gt=0),
                name="households_or_per_cent",
            ),
            models.CheckConstraint(
                condition=Q(households_least__lte=F("households_most"))
                & Q(percent_least__lte=F("percent_most"))
                & Q(women_num__lte=F("women_den")),
                name="a_norm_of_representation_goes_upwards",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AbsenceReview(models.Model):
    """A representative was absent too often in a year: shown to a person, who decides. 缺席审查"""

    term = models.ForeignKey(Term, models.CASCADE, related_name="absence_reviews")
    year = models.PositiveSmallIntegerField(_("年度"))
    absences = models.PositiveSmallIntegerField(_("缺席次数"))
    decision = models.CharField(_("处理"), max_length=300)
    statement = models.CharField(_("代表本人的说明"), max_length=500, blank=True)
    ends_seat = models.BooleanField(_("终止代表资格"), default=False)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_on = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["term", "year"], name="one_review_of_a_year"),
            models.CheckConstraint(condition=~Q(decision=""), name="a_review_says_what"),
        ]

    def __str__(self) -> str:
        return f"{self.term.person} {self.year}"


class Petition(models.Model):
    """So many ask that a meeting be called. 联名提议

    `num`/`den` of `base_count` of `base` is what the law of the day asks; `filed_on` is set when it is reached.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="petitions")
    kind = models.CharField(_("会议类型"), max_length=40)
    title = models.CharField(_("提议事项"), max_length=120)
    base = models.CharField(_("联名范围"), max_length=16, choices=PetitionBase)
    base_count = models.PositiveIntegerField(_("总数"))
    num = models.PositiveSmallIntegerField()
    den = models.PositiveSmallIntegerField()
    source = models.CharField(_("依据"), max_length=200)
    begun_on = models.DateField()
    filed_on = models.DateField(null=True)
    meeting = models.ForeignKey(Meeting, models.PROTECT, null=True, related_name="petitions")

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(condition=Q(den__gt=0) & Q(base_count__gt=0), name="a_petition_has_a_base")
        ]

    def __str__(self) -> str:
        return self.title


class PetitionSupport(models.Model):
    """One who signed a petition. 联名人"""

    petition = models.ForeignKey(Petition, models.CASCADE, related_name="supports")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["petition", "person"], name="signs_once")]

    def __str__(self) -> str:
        return str(self.person)
