"""A leader's visits to the community in charge, and what was taken along: problems to answer, promises to keep."""

import secrets

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.enums import Level, ProblemKind, ProblemState
from jiceng.responsibility.models.contacts import ContactPoint


def new_mark() -> str:
    """What the link for the resident leads to; nobody guesses it."""
    return secrets.token_urlsafe(12)


class Visit(models.Model):
    """A leader was in the community on a day. 走访

    Of talks only their number is kept: what was said stays between those who talked.
    """

    point = models.ForeignKey(ContactPoint, models.PROTECT, related_name="visits", verbose_name=_("联系点"))
    community = models.ForeignKey(Organisation, models.PROTECT, related_name="visits", verbose_name=_("社区"))
    leader = models.ForeignKey(Person, models.PROTECT, related_name="visits", verbose_name=_("县级领导"))
    on = models.DateField(_("日期"))
    seen = models.TextField(_("了解到的情况"), blank=True)
    talks = models.PositiveSmallIntegerField(_("谈话次数"), default=0)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    annulled_at = models.DateTimeField(null=True)
    annulled_why = models.CharField(pgettext_lazy("动作", "撤销理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["-on", "-id"]
        verbose_name = _("走访")
        indexes = [models.Index(fields=["community", "on"], name="visits_of_community")]
        constraints = [
            models.CheckConstraint(
                condition=Q(annulled_at__isnull=True, annulled_why="")
                | Q(annulled_at__isnull=False) & ~Q(annulled_why=""),
                name="a_visit_is_annulled_with_a_reason",
            )
        ]

    def __str__(self) -> str:
        return f"{self.leader} {self.community} {self.on.isoformat()}"

    @property
    def is_untouched(self) -> bool:
        """Nothing that it brought has been answered yet: it can still be annulled."""
        return all(one.state == ProblemState.OPEN for one in self.problems.all())

    @property
    def confirm_id(self) -> str:
        """What its button on a page is called."""
        return f"annul-{self.pk}"


class Problem(models.Model):
    """Something that a community needs, with its answer; a leader's promise is kept the same way. 联系点问题

    `mark` leads the resident who spoke of it to the answer, without an account. `solved` is the resident's own word.
    """

    community = models.ForeignKey(
        Organisation, models.PROTECT, related_name="contact_problems", verbose_name=_("社区")
    )
    visit = models.ForeignKey(Visit, models.PROTECT, null=True, related_name="problems")
    kind = models.CharField(_("类别"), max_length=8, choices=ProblemKind, default=ProblemKind.PROBLEM)
    text = models.CharField(_("内容"), max_length=500)
    raised_on = models.DateField(_("提出日期"))
    due_on = models.DateField(_("答复期限"))
    state = models.CharField(_("状态"), max_length=10, choices=ProblemState, default=ProblemState.OPEN)
    answer = models.TextField(_("答复"), blank=True)
    answered_on = models.DateField(_("答复日期"), null=True)
    answered_by_name = models.CharField(_("答复人"), max_length=120, blank=True)
    solved = models.BooleanField(_("居民确认"), null=True)
    solved_on = models.DateField(_("确认日期"), null=True)
    resident_note = models.CharField(_("居民意见"), max_length=300, blank=True)
    reopened = models.PositiveSmallIntegerField(_("重新办理次数"), default=0)
    level = models.CharField(_("所在层级"), max_length=8, choices=Level, default=Level.LIAISON)
    mark = models.CharField(max_length=20, unique=True, default=new_mark)
    raised_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["due_on", "id"]
        verbose_name = _("联系点问题")
        indexes = [models.Index(fields=["community", "state", "due_on"], name="problems_of_community")]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="a_problem_says_what"),
            models.CheckConstraint(condition=Q(due_on__gte=F("raised_on")), name="due_after_raised"),
            models.CheckConstraint(
                condition=Q(state__in=["open", "withdrawn"])
                | Q(answered_on__isnull=False) & ~Q(answer="") & ~Q(answered_by_name=""),
                name="answered_with_an_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="settled") | Q(solved=True, solved_on__isnull=False),
                name="settled_by_the_resident",
            ),
        ]

    def __str__(self) -> str:
        return self.text[:60]
