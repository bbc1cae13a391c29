from django.db import models
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """Where a rule comes from; law and party rules are not the county's to change, the rest are defaults."""

    LAW = "law", _("法律")
    PARTY_RULE = "party_rule", _("党内法规")
    STANDARD = "standard", _("标准")
    LOCAL = "local", _("地方做法")
    HOUSE = "house", _("本县规定")


class Bearer(models.TextChoices):
    """Who owes it: the organisation as such, or each holder of a post for the time of the term."""

    ORGANISATION = "organisation", _("组织")
    HOLDER = "holder", _("任职人")


class Rhythm(models.TextChoices):
    """When it falls due: by calendar, once a term, after an event, from the last actual day, or always."""

    MONTH = "month", _("每月")
    QUARTER = "quarter", _("每季度")
    HALF_YEAR = "half_year", _("每半年")
    YEAR = "year", _("每年")
    TERM = "term", _("每届")
    EVENT = "event", _("事项发生后")
    SINCE_LAST = "since_last", _("自上次起")
    ALWAYS = "always", _("长期")


CALENDAR = (Rhythm.MONTH, Rhythm.QUARTER, Rhythm.HALF_YEAR, Rhythm.YEAR)


class Base(models.TextChoices):
    """What a share is a share of."""

    ENTITLED = "entitled", _("应到人数")
    PRESENT = "present", _("实到人数")
    CAST = "cast", _("投票人数")


class Severity(models.TextChoices):
    MUST = "must", _("必须")
    SHOULD = "should", _("应当")
    INFORMATION = "information", _("提示")


class State(models.TextChoices):
    """A duty on a day; computed, nobody types it."""

    PLANNED = "planned", _("未开始")
    DUE = "due", _("待办")
    DONE = "done", _("已完成")
    LATE = "late", _("逾期")
    MISSED = "missed", _("未完成")
    WAIVED = "waived", _("免办")


class Change(models.TextChoices):
    """What became of a duty when the duties were worked out anew."""

    CAME = "came", _("新增")
    WENT = "went", _("不再适用")
    MOVED = "moved", _("变动")


# What still asks something of somebody.
OPEN_STATES = (State.DUE, State.LATE)


class Way(models.TextChoices):
    """How a person wants to be reminded by mail; the reminder in the site is always there."""

    NONE = "none", _("不发邮件")
    AT_ONCE = "at_once", _("随时发送")
    DIGEST = "digest", _("每日汇总")


class Right(models.TextChoices):
    """What a post may do with institutions."""

    SEE_DUTIES = "institutions.see_duties", _("查看职责清单")
    RECORD_WORK = "institutions.record_work", _("登记工作")
    WAIVE = "institutions.waive", _("批准免办")
    KEEP_INSTITUTIONS = "institutions.keep_institutions", _("制定和修订制度")
