"""Sealed files: a proposal after the facts, the rungs that people decide, and who may read."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents.models import Document
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.enums import FileState, Rung
from jiceng.responsibility.models.matters import Matter


class CaseFile(models.Model):
    """Whether somebody is held to account for a matter, proposed by rule after two reds or begun by a keeper. 问责卷宗

    Its words name nobody: the record and the evidence point at it, and only its readers see whom it is about.
    """

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="files")
    round = models.PositiveSmallIntegerField()
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name=_("当事人"))
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name=_("立项单位"))
    facts = models.TextField(_("事实"))
    state = models.CharField(_("状态"), max_length=10, choices=FileState, default=FileState.PROPOSED)
    proposed_on = models.DateField(_("提出日期"))
    decide_by = models.DateField(_("决定期限"))
    opened_on = models.DateField(_("启动日期"), null=True)
    ended_on = models.DateField(_("结束日期"), null=True)
    why = models.CharField(_("理由"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("问责卷宗")
        constraints = [
            models.UniqueConstraint(fields=["matter", "round"], name="one_file_of_a_round"),
            models.CheckConstraint(
                condition=Q(state="proposed", ended_on__isnull=True)
                | Q(state="open", opened_on__isnull=False, ended_on__isnull=True)
                | Q(state__in=["dropped", "closed"], ended_on__isnull=False) & ~Q(why=""),
                name="a_file_ends_with_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return _g("问责卷宗%(number)s") % {"number": self.pk}


class CaseStep(models.Model):
    """One rung: asked, stated, heard, decided by a person, served; where something is to be mended, the person's own
    review until `mend_by`. 问责环节

    The person is invited to a hearing on `hearing_due_on` and was heard on `hearing_on`; until then nothing is decided.
    `number` names a paper that the site does not hold.
    """

    file = models.ForeignKey(CaseFile, models.PROTECT, related_name="steps")
    rung = models.CharField(_("方式"), max_length=12, choices=Rung)
    asked_on = models.DateField(_("通知陈述日期"))
    answer_by = models.DateField(_("陈述期限"))
    statement = models.TextField(_("本人陈述"), blank=True)
    stated_on = models.DateField(_("陈述日期"), null=True)
    hearing_due_on = models.DateField(_("约定听取意见日期"), null=True)
    hearing_place = models.CharField(_("几点、在哪里"), max_length=120, blank=True)
    hearing_on = models.DateField(_("听取意见日期"), null=True)
    hearing_note = models.CharField(_("听取意见情况"), max_length=500, blank=True)
    decision = models.TextField(pgettext_lazy("动作", "决定"), blank=True)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="+", verbose_name=_("决定文件")
    )
    number = models.CharField(_("文号"), max_length=60, blank=True)
    decided_on = models.DateField(_("决定日期"), null=True)
    decided_by_name = models.CharField(_("决定人"), max_length=120, blank=True)
    mend_by = models.DateField(_("整改期限"), null=True)
    review = models.TextField(_("书面检查和整改情况"), blank=True)
    reviewed_on = models.DateField(_("书面检查日期"), null=True)
    served_on = models.DateField(_("送达日期"), null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("问责环节")
        constraints = [
            models.UniqueConstraint(fields=["file", "rung"], name="one_rung_of_a_file"),
            models.UniqueConstraint(
                fields=["file"], condition=Q(decided_on__isnull=True), name="one_open_rung_of_a_file"
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | (
                    Q(stated_on__isnull=False)
                    | Q(hearing_on__isnull=False)
                    | Q(decided_on__gt=F("answer_by"))
                )
                & ~Q(decision="")
                & ~Q(decided_by_name=""),
                name="nobody_is_decided_on_unheard",
            ),
            models.CheckConstraint(
                condition=Q(decided_on__isnull=True)
                | Q(hearing_due_on__isnull=True)
                | Q(hearing_on__isnull=False)
                | Q(decided_on__gt=F("hearing_due_on")),
                name="an_arranged_hearing_is_waited_for",
            ),
            models.CheckConstraint(
                condition=Q(reviewed_on__isnull=True) | Q(decided_on__isnull=False) & ~Q(review=""),
                name="reviewed_after_decided",
            ),
            models.CheckConstraint(
                condition=Q(served_on__isnull=True) | Q(decided_on__isnull=False), name="served_after_decided"
            ),
        ]

    def __str__(self) -> str:
        return self.get_rung_display()


class CaseReader(models.Model):
    """An account that a keeper named to read one file. 阅卷人"""

    file = models.ForeignKey(CaseFile, models.PROTECT, related_name="readers")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    named_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    named_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("阅卷人")
        constraints = [models.UniqueConstraint(fields=["file", "account"], name="reads_once")]

    def __str__(self) -> str:
        return str(self.account)
