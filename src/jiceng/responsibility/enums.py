from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.organisations.enums import DEPARTMENTS, Kind, PostKind


class Right(models.TextChoices):
    """What a post may do with responsibilities; where it may do it is the post's scope."""

    SEE = "responsibility.see", _("查看联系点")
    KEEP = "responsibility.keep", _("安排联系点")
    RAISE = "responsibility.raise", _("向上反映问题、回报要求")
    APPROVE = "responsibility.approve", _("签发紧急要求")
    FILES = "responsibility.files", _("查阅问责卷宗")
    SUPERVISE = "responsibility.supervise", _("督查立项、催办、核查")


# Whoever leads the county's committee or government is of county rank; heads and named contacts of departments are
# of bureau rank.
COUNTY_RANK = (
    (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.LEADER),
    (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT),
)
BUREAU_RANK = (
    (PostKind.LEADER, PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.CONTACT),
    DEPARTMENTS,
)


class ProblemKind(models.TextChoices):
    """What a leader takes along from a community."""

    PROBLEM = "problem", _("问题")
    PROMISE = "promise", _("承诺")


class ProblemState(models.TextChoices):
    OPEN = "open", _("待答复")
    ANSWERED = "answered", _("已答复")
    SETTLED = "settled", _("居民确认解决")
    WITHDRAWN = "withdrawn", pgettext_lazy("状态", "已撤销")


class Seen(models.TextChoices):
    """The one thing that a visit is recorded with: three taps and it is kept."""

    LOOK = "look", _("了解情况")
    PROBLEM = "problem", _("发现问题")
    TALK = "talk", _("谈心谈话")


class Level(models.TextChoices):
    """Where a problem lies on its way up."""

    LIAISON = "liaison", _("联络人")
    LEADER = "leader", _("县级领导")
    GROUP = "group", _("领导小组")


class Step(models.TextChoices):
    """One station of a problem's way."""

    RAISED = "raised", pgettext_lazy("问题", "提出")
    PASSED = "passed", _("上报")
    DECIDED = "decided", _("领导小组决定")
    ANSWERED = "answered", _("答复")
    CONFIRMED = "confirmed", _("居民确认")
    REOPENED = "reopened", _("重新办理")
    INSTRUCTED = "instructed", _("下达要求")
    REPORTED = "reported", _("社区回报")


class GroupRole(models.TextChoices):
    HEAD = "head", _("组长")
    DEPUTY = "deputy", _("副组长")
    MEMBER = "member", _("成员单位")


class ConflictKind(models.TextChoices):
    KIN = "kin", _("亲属回避")
    INTEREST = "interest", _("利益回避")


class ProposalState(models.TextChoices):
    DRAFT = "draft", _("待决定")
    DECIDED = "decided", _("已决定")


class MatterSource(models.TextChoices):
    """Where a supervised matter comes from."""

    DECISION = "decision", _("会议决定")
    VISIT = "visit", _("联系点走访")
    INSTRUCTION = "instruction", _("上级要求")
    CASE = "case", _("居民反映")
    HAND = "hand", _("直接登记")


class MatterKind(models.TextChoices):
    """What gives a matter its days (domain rule B50)."""

    DOCUMENT = "document", _("文件类")
    MINUTES = "minutes", _("会议纪要类")
    NOTE = "note", _("领导批示类")
    HARD = "hard", _("批示类（难度大）")
    URGENT = "urgent", _("急办类")


class MatterState(models.TextChoices):
    ASSIGNED = "assigned", _("待签收")
    WORKING = "working", _("办理中")
    REPORTED = "reported", _("待核查")
    CLOSED = "closed", _("已销号")


class MatterAct(models.TextChoices):
    """One step of a matter's way."""

    REGISTERED = "registered", _("立项交办")
    ACKNOWLEDGED = "acknowledged", _("签收")
    RETURNED = "returned", _("退回立项单位")
    REASSIGNED = "reassigned", _("重新交办")
    INSISTED = "insisted", _("不同意退回")
    SPLIT = "split", _("分解")
    PROGRESS = "progress", _("报告进展")
    ASKED = "asked", _("申请延期")
    EXTENDED = "extended", _("批准延期")
    DECLINED = "declined", _("不同意延期")
    LAPSED = "lapsed", _("延期申请失效")
    URGED = "urged", _("催办")
    RED = "red", _("亮红灯")
    REPORTED = "reported", _("报告办结")
    CHECKED = "checked", _("核查销号")
    SENT_BACK = "sent_back", _("核查不合格，退回")
    CONFIRMED = "confirmed", _("居民确认办好")
    REOPENED = "reopened", _("居民表示没有办好，重新办理")


class Rung(models.TextChoices):
    """The ladder of accountability, the lightest first (domain rule B51)."""

    TALK = "talk", _("谈话提醒")
    INQUIRY = "inquiry", _("书面询问")
    ADMONISH = "admonish", _("诫勉")
    CRITICISM = "criticism", _("通报批评、书面检查、限期整改")
    REMOVAL = "removal", _("停职、调整、降职或免职")
    DISCIPLINE = "discipline", _("移送纪律处分")


class FileState(models.TextChoices):
    PROPOSED = "proposed", _("系统提出，待决定")
    OPEN = "open", _("办理中")
    DROPPED = "dropped", _("不予处理")
    CLOSED = "closed", _("已结")
