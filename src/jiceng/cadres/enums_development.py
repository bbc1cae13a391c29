"""Words of the reserve and of training."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Norm(models.TextChoices):
    """What the county sets for reserve and training; where it has set nothing, `DEFAULTS` hold."""

    RESERVE_LEADS = "reserve_leads", _("书记、主任每个职数的后备人数")
    RESERVE_OTHERS = "reserve_others", _("其他社区干部每个职数的后备人数")
    HOURS_LEADS = "hours_leads", _("书记、主任每年学时")
    HOURS_OTHERS = "hours_others", _("其他社区干部每年学时")


# One to one as the county's report has it; hours as the county's three-year plan has them. A secretary's hours
# stand in the institutions and are read from there.
DEFAULTS = {Norm.RESERVE_LEADS: 1, Norm.RESERVE_OTHERS: 0, Norm.HOURS_LEADS: 40, Norm.HOURS_OTHERS: 40}


class Source(models.TextChoices):
    """Where somebody in reserve comes from."""

    CADRE = "cadre", _("在任社区干部")
    WORKER = "worker", _("社区工作者")
    MEMBER = "member", _("优秀党员")
    CONTEST = "contest", _("公开选拔")
    TOWN = "town", _("乡镇、街道或部门干部")
    OTHER = "other", _("其他推荐")


class Readiness(models.TextChoices):
    """When somebody could take the post."""

    NOW = "now", _("可立即任用")
    ONE_YEAR = "one_year", _("培养一年")
    LATER = "later", _("需长期培养")


class Gone(models.TextChoices):
    """Why somebody is no longer in reserve."""

    APPOINTED = "appointed", _("已任用")
    UNFIT = "unfit", _("不再符合条件")
    REVIEWED = "reviewed", _("年度审核未通过")
    OWN_WISH = "own_wish", _("本人要求")
    MOVED = "moved", _("调离或离职")
    OTHER = "other", _("其他原因")


class TrainingKind(models.TextChoices):
    CLASS = "class", _("培训班")
    LECTURE = "lecture", _("专题讲座")
    TOUR = "tour", _("外出考察学习")
    DUTY = "duty", _("跟班学习")


class Audience(models.TextChoices):
    """For whom it is held."""

    SECRETARIES = "secretaries", pgettext_lazy("分组", "书记")
    DIRECTORS = "directors", pgettext_lazy("分组", "主任")
    LEADS = "leads", _("书记和主任")
    OTHERS = "others", _("其他社区干部")
    RESERVE = "reserve", _("后备干部")
    ALL = "all", _("全体社区干部")
    MEMBERS = "members", pgettext_lazy("身份", "党员")


class Need(models.TextChoices):
    """Why somebody should be trained; worked out from what is known, or said by a person."""

    FIRST = "first", _("初任")
    NEW_POST = "new_post", _("新任职务")
    APPRAISAL = "appraisal", _("考核结果")
    DUTY = "duty", _("职责逾期")
    HOURS = "hours", _("学时不足")
    RESERVE = "reserve", _("后备培养")
    OTHER = "other", _("工作需要")


class TrainingState(models.TextChoices):
    PLANNED = "planned", _("已列入计划")
    CALLED = "called", pgettext_lazy("招聘", "已通知")
    HELD = "held", _("已结业")
    DROPPED = "dropped", _("已取消")


class Release(models.TextChoices):
    """Whether the unit can spare somebody for the days."""

    NONE = "none", _("尚未通知")
    ASKED = "asked", _("待单位答复")
    GRANTED = "granted", _("同意参加")
    DECLINED = "declined", _("不能参加")


class Outcome(models.TextChoices):
    PASSED = "passed", pgettext_lazy("考试", "合格")
    FAILED = "failed", _("不合格")


class Adoption(models.TextChoices):
    """What became of a proposal that a tour brought home."""

    OPEN = "open", _("待研究")
    ADOPTED = "adopted", _("采纳")
    DECLINED = "declined", _("不采纳")


# The levels at which needs are told, in the order of the table.
LEVELS_IN_WORDS = (Audience.SECRETARIES.label, Audience.DIRECTORS.label, Audience.OTHERS.label)
