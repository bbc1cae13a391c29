from django.db import models
from django.utils.translation import gettext_lazy as _

from jiceng.organisations.enums import Kind, PostKind


class Right(models.TextChoices):
    """What a post may do with responsibilities; where it may do it is the post's scope."""

    SEE = "responsibility.see", _("查看联系点")
    KEEP = "responsibility.keep", _("安排联系点")
    RAISE = "responsibility.raise", _("向上反映问题")


# Whoever leads the county's committee or government is of county rank; heads and named contacts of departments are
# of bureau rank.
COUNTY_RANK = (
    (PostKind.SECRETARY, PostKind.DEPUTY_SECRETARY, PostKind.LEADER),
    (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT),
)
BUREAU_RANK = (
    (PostKind.LEADER, PostKind.DIRECTOR, PostKind.DEPUTY_DIRECTOR, PostKind.CONTACT),
    (Kind.DEPARTMENT,),
)


class ProblemKind(models.TextChoices):
    """What a leader takes along from a community."""

    PROBLEM = "problem", _("问题")
    PROMISE = "promise", _("承诺")


class ProblemState(models.TextChoices):
    OPEN = "open", _("待答复")
    ANSWERED = "answered", _("已答复")
    SETTLED = "settled", _("居民确认解决")
    WITHDRAWN = "withdrawn", _("已撤销")


class Seen(models.TextChoices):
    """The one thing that a visit is recorded with: three taps and it is kept."""

    LOOK = "look", _("了解情况")
    PROBLEM = "problem", _("发现问题")
    TALK = "talk", _("谈心谈话")
