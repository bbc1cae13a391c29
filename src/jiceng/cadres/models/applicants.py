"""Who applied, with papers, rulings, marks, corrections, appeals and the contract at the end."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.enums_recruitment import (
    AppealState,
    CorrectionState,
    MarkKind,
    Probation,
    Standing,
    Step,
)
from jiceng.cadres.models.recruitment import RecruitmentPlace, RecruitmentRound
from jiceng.kernel.crypt import EncryptedField
from jiceng.organisations.models import Term
from jiceng.people.enums import Education, Sex
from jiceng.people.identity import masked_id_number, masked_phone
from jiceng.people.models import Person

ABSENT = Decimal(-1)  # stands for a mark in an entry of somebody who did not come
ACCOUNT = settings.AUTH_USER_MODEL


def _mark(label, **more) -> models.DecimalField:
    return models.DecimalField(label, max_digits=5, decimal_places=2, null=True, **more)


class Applicant(models.Model):
    """Somebody who applied for a place of a round; anonymous once the county's term is over. 报考人员

    ID number and phone are encrypted; the code of the own page is kept as a keyed hash.
    """

    round = models.ForeignKey(RecruitmentRound, models.PROTECT, related_name="applicants")
    place = models.ForeignKey(RecruitmentPlace, models.PROTECT, related_name="applicants")
    number = models.PositiveIntegerField(_("报名序号"))
    code_fingerprint = models.CharField(max_length=64, unique=True, editable=False)
    name = models.CharField(_("姓名"), max_length=60)
    pinyin = models.CharField(max_length=120, editable=False)
    initials = models.CharField(max_length=20, editable=False)
    sex = models.PositiveSmallIntegerField(_("性别"), choices=Sex, default=Sex.UNKNOWN)
    born_on = models.DateField(_("出生日期"), null=True)
    education = models.PositiveSmallIntegerField(_("学历"), choices=Education, null=True)
    id_number = EncryptedField(_("公民身份号码"), blank=True, default="")
    id_fingerprint = models.CharField(max_length=64, blank=True, default="", editable=False)
    phone = EncryptedField(_("手机"), blank=True, default="")
    school = models.CharField(_("毕业院校"), max_length=120, blank=True)
    major = models.CharField(_("专业"), max_length=60, blank=True)
    party_member = models.BooleanField(_("中共党员"), default=False)
    experience = models.TextField(_("学习和工作经历"), max_length=1500, blank=True)
    registered_at = models.DateTimeField(_("报名时间"), auto_now_add=True)
    origin = models.CharField(max_length=64, blank=True, editable=False)
    step = models.CharField(_("所在环节"), max_length=16, choices=Step, default=Step.REGISTRATION)
    standing = models.CharField(_("状态"), max_length=10, choices=Standing, default=Standing.IN)
    out_at = models.CharField(_("止步环节"), max_length=16, choices=Step, blank=True)
    out_why = models.CharField(_("理由"), max_length=300, blank=True)
    ticket = models.CharField(_("准考证号"), max_length=20, blank=True)
    room = models.CharField(_("考场"), max_length=40, blank=True)
    seat = models.PositiveSmallIntegerField(pgettext_lazy("考场", "座位"), null=True)
    sits_on = models.DateField(_("补考日期"), null=True)
    written = _mark(_("笔试成绩"))
    interview = _mark(_("面试成绩"))
    total = models.DecimalField(_("总成绩"), max_digits=7, decimal_places=4, null=True)
    rank = models.PositiveIntegerField(_("名次"), null=True)
    tie_order = models.PositiveSmallIntegerField(_("同分次序"), null=True)
    publicised_on = models.DateField(_("公示开始"), null=True)
    anonymised_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["round", "number"]
        verbose_name = _("报考人员")
        indexes = [
            models.Index(fields=["round", "pinyin", "id"], name="applicant_by_pinyin"),
            models.Index(fields=["round", "standing", "step"], name="applicant_by_standing"),
            models.Index(fields=["place", "-written"], name="applicant_by_written"),
            models.Index(fields=["origin", "registered_at"], name="applicant_by_origin"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["round", "number"], name="one_applicant_of_a_number"),
            models.UniqueConstraint(
                fields=["round", "id_fingerprint"],
                condition=~Q(id_fingerprint=""),
                name="one_application_a_round",
            ),
            models.UniqueConstraint(
                fields=["round", "ticket"], condition=~Q(ticket=""), name="one_applicant_of_a_ticket"
            ),
            models.UniqueConstraint(
                fields=["round", "room", "seat"],
                condition=Q(seat__isnull=False),
                name="one_applicant_on_a_seat",
            ),
            models.CheckConstraint(
                condition=~Q(standing="out") | ~Q(out_at="") & ~Q(out_why=""), name="an_exclusion_says_why"
            ),
            models.CheckConstraint(
                condition=(Q(written__isnull=True) | Q(written__gte=0, written__lte=100))
                & (Q(interview__isnull=True) | Q(interview__gte=0, interview__lte=100)),
                name="marks_up_to_a_hundred",
            ),
            models.CheckConstraint(
                condition=Q(total__isnull=True) | Q(written__isnull=False, interview__isnull=False),
                name="a_total_has_its_marks",
            ),
        ]

    def __str__(self) -> str:
        """Without the name: the record keeps what this says for ever, the name goes after the term."""
        return f"{self.number:05d}"

    @property
    def masked_id_number(self) -> str:
        return masked_id_number(self.id_number)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class ApplicantFile(models.Model):
    """A paper that an applicant handed in, kept in the data folder with its SHA-256. 报考材料"""

    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="files")
    name = models.CharField(_("文件名"), max_length=160)
    file = models.FileField(_("文件"), upload_to="recruitment/%Y/%m", max_length=200)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("报考材料")

    def __str__(self) -> str:
        return self.name


class ReviewBatch(models.Model):
    """Rulings made together, which can be taken back together while they are not published. 批量审核"""

    round = models.ForeignKey(RecruitmentRound, models.PROTECT, related_name="batches")
    step = models.CharField(_("环节"), max_length=16, choices=Step)
    passed = models.BooleanField(_("通过"))
    why = models.CharField(_("理由"), max_length=300, blank=True)
    many = models.PositiveIntegerField(_("人数"))
    by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("批量审核")
        constraints = [
            models.CheckConstraint(condition=Q(passed=True) | ~Q(why=""), name="a_refused_batch_says_why")
        ]

    def __str__(self) -> str:
        return f"{self.round}: {self.get_step_display()} {self.many}"


class Ruling(models.Model):
    """What a review said about an applicant; one that stands for each step. 审核结论"""

    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="rulings")
    batch = models.ForeignKey(ReviewBatch, models.PROTECT, related_name="rulings")
    step = models.CharField(_("环节"), max_length=16, choices=Step)
    passed = models.BooleanField(_("通过"))
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["id"]
        verbose_name = _("审核结论")
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "step"], condition=Q(undone_at__isnull=True), name="one_ruling_a_step"
            )
        ]

    def __str__(self) -> str:
        return f"{self.applicant}: {self.get_step_display()}"


class WrittenEntry(models.Model):
    """The mark of a written test as two people entered it, each without the other; -1 is absent. 笔试登分"""

    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="entry")
    first = _mark(_("第一遍"))
    first_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    second = _mark(_("第二遍"))
    second_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["applicant"]
        verbose_name = _("笔试登分")
        constraints = [
            models.CheckConstraint(
                condition=Q(first_by__isnull=True) | Q(second_by__isnull=True) | ~Q(first_by=F("second_by")),
                name="two_people_enter_a_mark",
            ),
            models.CheckConstraint(
                condition=(Q(first__isnull=True) | Q(first__gte=-1, first__lte=100))
                & (Q(second__isnull=True) | Q(second__gte=-1, second__lte=100)),
                name="entries_up_to_a_hundred",
            ),
        ]

    def __str__(self) -> str:
        return str(self.applicant)


class Examiner(models.Model):
    """Somebody who sits in a panel of a round's interviews. 面试考官"""

    round = models.ForeignKey(RecruitmentRound, models.PROTECT, related_name="examiners")
    person = models.ForeignKey(Person, models.PROTECT, related_name="examinations")
    panel = models.PositiveSmallIntegerField(_("面试组"), default=1)

    class Meta:
        ordering = ["panel", "id"]
        verbose_name = _("面试考官")
        constraints = [models.UniqueConstraint(fields=["round", "person"], name="an_examiner_in_one_panel")]

    def __str__(self) -> str:
        return self.person.name


class InterviewMark(models.Model):
    """An examiner's mark, secret and final, or that the examiner keeps out of it because of an interest. 面试打分"""

    examiner = models.ForeignKey(Examiner, models.PROTECT, related_name="marks")
    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="interview_marks")
    mark = _mark(pgettext_lazy("考试", "分数"))
    recused = models.BooleanField(pgettext_lazy("考官", "回避"), default=False)
    why = models.CharField(_("回避理由"), max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["examiner", "applicant"]
        verbose_name = _("面试打分")
        constraints = [
            models.UniqueConstraint(fields=["examiner", "applicant"], name="one_mark_of_an_examiner"),
            models.CheckConstraint(
                condition=Q(recused=True, mark__isnull=True) & ~Q(why="")
                | Q(recused=False, mark__gte=0, mark__lte=100),
                name="who_has_an_interest_gives_no_mark",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.examiner}: {self.applicant}"


class MarkCorrection(models.Model):
    """A published mark that is to be another one: asked by somebody, decided by somebody else. 成绩更正

    `before` is empty for whoever sat late, after the others' marks were published.
    """

    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="corrections")
    kind = models.CharField(_("成绩"), max_length=10, choices=MarkKind)
    before = _mark(_("原成绩"))
    after = models.DecimalField(_("更正为"), max_digits=5, decimal_places=2)
    why = models.CharField(_("理由"), max_length=300)
    state = models.CharField(_("状态"), max_length=10, choices=CorrectionState, default=CorrectionState.ASKED)
    asked_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    asked_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.CharField(_("答复"), max_length=300, blank=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("成绩更正")
        constraints = [
            models.CheckConstraint(
                condition=Q(asked_by__isnull=True)
                | Q(decided_by__isnull=True)
                | ~Q(asked_by=F("decided_by")),
                name="another_decides_on_a_correction",
            ),
            models.UniqueConstraint(
                fields=["applicant", "kind"], condition=Q(state="asked"), name="one_open_correction_of_a_mark"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at__isnull=True)
                | ~Q(state="asked") & Q(decided_at__isnull=False),
                name="a_correction_is_decided_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant}: {self.get_kind_display()}"


class Appeal(models.Model):
    """An applicant disagrees with a result, or anybody objects while names are made public. 申诉和异议"""

    applicant = models.ForeignKey(Applicant, models.PROTECT, related_name="appeals")
    step = models.CharField(_("环节"), max_length=16, choices=Step)
    by_applicant = models.BooleanField(_("本人申诉"))
    text = models.TextField(_("内容"), max_length=1000)
    contact = EncryptedField(_("联系方式"), blank=True, default="")
    origin = models.CharField(max_length=64, blank=True, editable=False)
    made_at = models.DateTimeField(auto_now_add=True)
    answer_by = models.DateField(_("答复期限"))
    state = models.CharField(_("状态"), max_length=10, choices=AppealState, default=AppealState.ASKED)
    answer = models.CharField(_("答复"), max_length=500, blank=True)
    answered_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-id"]
        verbose_name = _("申诉和异议")
        constraints = [
            models.UniqueConstraint(
                fields=["applicant", "step"], condition=Q(by_applicant=True), name="one_appeal_a_step"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", answered_at__isnull=True)
                | ~Q(state="asked") & ~Q(answer="") & Q(answered_at__isnull=False),
                name="an_appeal_is_answered_in_words",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.applicant}: {self.get_step_display()}"


class EmploymentContract(models.Model):
    """What makes an applicant a person in the post: term, probation and how it ended. 聘用合同"""

    applicant = models.OneToOneField(Applicant, models.PROTECT, related_name="contract")
    term = models.OneToOneField(Term, models.PROTECT, related_name="contract")
    number = models.CharField(_("合同编号"), max_length=40, blank=True)
    starts_on = models.DateField(_("合同起"))
    probation_until = models.DateField(_("试用期至"))
    ends_on = models.DateField(_("合同止"))
    probation = models.CharField(_("试用期"), max_length=10, choices=Probation, default=Probation.RUNNING)
    probation_on = models.DateField(_("考核日期"), null=True)
    probation_why = models.CharField(_("考核结论"), max_length=300, blank=True)
    signed_by = models.ForeignKey(ACCOUNT, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["-id"]
        verbose_name = _("聘用合同")
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on__gt=F("starts_on"), probation_until__gte=F("starts_on"))
                & Q(probation_until__lte=F("ends_on")),
                name="probation_lies_in_the_contract",
            ),
            models.CheckConstraint(
                condition=Q(probation="running", probation_on__isnull=True)
                | ~Q(probation="running") & Q(probation_on__isnull=False) & ~Q(probation_why=""),
                name="probation_ends_with_a_finding",
            ),
        ]

    def __str__(self) -> str:
        return str(self.applicant)
