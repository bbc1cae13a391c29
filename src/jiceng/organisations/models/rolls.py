"""Who belongs where: the party roll, the residents' roll (two separate spheres), posts and their terms."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.validity import Dated
from jiceng.kernel.words import of_unit
from jiceng.organisations.enums import PostKind, Standing
from jiceng.organisations.models.structure import Organisation
from jiceng.people.models import Person


class PartyMembership(Dated):
    """A person on the roll of a branch, as full or probationary member. 党员组织关系

    A transfer or a change of standing ends the row and begins the next. `joined_on` is the day of admission,
    `full_since` the day of full membership.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="party_memberships")
    branch = models.ForeignKey(Organisation, models.PROTECT, related_name="members", verbose_name=_("党支部"))
    group = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="group_members",
        verbose_name=_("党小组"),
    )
    standing = models.CharField(_("党员类别"), max_length=12, choices=Standing)
    joined_on = models.DateField(_("入党日期"))
    full_since = models.DateField(_("转正日期"), null=True, blank=True)

    class Meta(Dated.Meta):
        indexes = [
            models.Index(
                # The person last: the roll of a branch and its members' homes are read from the indexes alone.
                fields=["branch", "valid_from", "valid_to", "standing", "person"],
                name="roll_of_branch_on_day",
            )
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to__isnull=True), name="one_open_membership"
            ),
            models.CheckConstraint(
                condition=Q(standing="probationary", full_since__isnull=True)
                | Q(standing="full", full_since__isnull=False),
                name="full_members_have_a_day",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.branch}"


class Residence(Dated):
    """A person's home unit: the territory where they live. 居住"""

    person = models.ForeignKey(Person, models.PROTECT, related_name="residences")
    territory = models.ForeignKey(
        Organisation, models.PROTECT, related_name="residents", verbose_name=_("居住地")
    )
    address = models.CharField(_("住址"), max_length=120, blank=True)

    class Meta(Dated.Meta):
        indexes = [
            models.Index(fields=["territory", "valid_from", "valid_to"], name="resident_of_unit_on_day"),
            models.Index(
                fields=["person", "valid_from", "valid_to", "territory"], name="home_of_person_on_day"
            ),
        ]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["person"], condition=Q(valid_to__isnull=True), name="one_open_home"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person} @ {self.territory}"


class Post(Dated):
    """A place to be filled in an organisation; rights hang on it. 职务"""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    kind = models.CharField(_("职务"), max_length=24, choices=PostKind)
    title = models.CharField(_("职务名称"), max_length=60, blank=True)
    places = models.PositiveSmallIntegerField(_("职数"), default=1)

    class Meta(Dated.Meta):
        ordering = ["organisation_id", "id"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "kind", "title"],
                condition=Q(valid_to__isnull=True),
                name="one_open_post",
            ),
        ]

    def __str__(self) -> str:
        return of_unit(self.organisation, self.title or self.get_kind_display())


class Term(Dated):
    """A person in a post for a time; when it ends, the rights end the same day. 任期"""

    post = models.ForeignKey(Post, models.PROTECT, related_name="terms")
    person = models.ForeignKey(Person, models.PROTECT, related_name="terms")
    instrument = models.ForeignKey("organisations.Instrument", models.PROTECT, null=True, blank=True)

    class Meta(Dated.Meta):
        indexes = [models.Index(fields=["person", "valid_from", "valid_to"], name="terms_of_person_on_day")]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["post", "person"], condition=Q(valid_to__isnull=True), name="one_open_term_in_a_post"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.post}"


class Deputyship(Dated):
    """Somebody acts with the rights of another's term until a day; always with an end. 代理"""

    term = models.ForeignKey(Term, models.PROTECT, related_name="deputyships")
    person = models.ForeignKey(Person, models.PROTECT, related_name="deputyships")
    why = models.CharField(_("事由"), max_length=200)

    class Meta(Dated.Meta):
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to__isnull=False, valid_to__gt=F("valid_from")),
                name="deputy_access_has_an_end",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} ⇢ {self.term}"
