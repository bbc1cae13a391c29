from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class DocumentKind(models.TextChoices):
    """The fifteen kinds of the Regulations on official documents (2012), article 8; no other is invented."""

    RESOLUTION = "resolution", _("决议")
    DECISION = "decision", _("决定")
    ORDER = "order", _("命令（令）")
    COMMUNIQUE = "communique", _("公报")
    PROCLAMATION = "proclamation", _("公告")
    PUBLIC_NOTICE = "public_notice", _("通告")
    OPINION = "opinion", _("意见")
    NOTICE = "notice", _("通知")
    CIRCULAR = "circular", _("通报")
    REPORT = "report", _("报告")
    REQUEST = "request", _("请示")
    REPLY = "reply", _("批复")
    PROPOSAL = "proposal", _("议案")
    LETTER = "letter", _("函")
    MINUTES = "minutes", _("纪要")


class DocumentState(models.TextChoices):
    """Where a document stands on its way; whether it is in force is a matter of days, not of the state."""

    DRAFT = "draft", _("起草")
    REVIEW = "review", pgettext_lazy("状态", "审核")
    COUNTERSIGN = "countersign", _("会签")
    SIGNING = "signing", _("待签发")
    SIGNED = "signed", _("已签发")
    ISSUED = "issued", _("已印发")
    FILED = "filed", _("已归档")
    WITHDRAWN = "withdrawn", _("已撤回")


class Step(models.TextChoices):
    """What was done on the way."""

    SUBMITTED = "submitted", _("送审")
    REVIEWED = "reviewed", _("审核通过")
    COUNTERSIGNED = "countersigned", _("会签同意")
    SIGNED = "signed", _("签发")
    RETURNED = "returned", _("退回")
    REOPENED = "reopened", _("签发后修改")
    ISSUED = "issued", _("编号印发")
    FILED = "filed", _("归档")
    WITHDRAWN = "withdrawn", _("撤回")


class Urgency(models.TextChoices):
    NORMAL = "", _("平件")
    URGENT = "urgent", _("加急")
    MOST_URGENT = "most_urgent", _("特急")


class Retention(models.TextChoices):
    PERMANENT = "permanent", _("永久")
    YEARS_30 = "30", _("30年")
    YEARS_10 = "10", _("10年")


class Part(models.TextChoices):
    """As what a recipient gets the document."""

    MAIN = "main", _("主送")
    COPY = "copy", _("抄送")


class Ending(models.TextChoices):
    """Why a document is no longer in force."""

    REPEALED = "repealed", _("废止")
    REPLACED = "replaced", _("被替代")
    EXPIRED = "expired", _("期满")


class PlanKind(models.TextChoices):
    """From the county's overall plan down to the work of a year."""

    COUNTY = "county", _("县级规划")
    THREE_YEAR = "three_year", _("三年规划")
    YEARLY = "yearly", _("年度计划")


class TaskAct(models.TextChoices):
    """What was done with a task."""

    GIVEN = "given", _("交办")
    ACKNOWLEDGED = "acknowledged", _("签收")
    PROGRESS = "progress", _("进展")
    DONE = "done", _("完成")
    MOVED = "moved", _("改期限")
    HANDED = "handed", _("改责任单位")
    DROPPED = "dropped", pgettext_lazy("状态", "取消")


class Right(models.TextChoices):
    SEE = "documents.see", _("查看公文")
    RECEIVE = "documents.receive", _("签收来文")
    DRAFT = "documents.draft", _("起草公文")
    REVIEW = "documents.review", _("审核公文")
    AGREE = "documents.agree", _("会签来文")
    SIGN = "documents.sign", _("签发本单位公文")
    ISSUE = "documents.issue", _("印发和归档公文")
    PLAN = "documents.plan", _("编制规划、交办任务")
