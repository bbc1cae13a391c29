"""Closed lists of words of the restructuring board."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class BoardState(models.TextChoices):
    DRAFT = "draft", _("编制中")
    SUBMITTED = "submitted", _("待决定")
    DECIDED = "decided", _("已决定")
    WITHDRAWN = "withdrawn", _("已撤回")


class Origin(models.TextChoices):
    """From where somebody comes on the board."""

    ABOLISHED = "abolished", _("撤并单位人员")
    ORGAN = "organ", _("机关推荐下派")
    LOCAL = "local", _("镇推荐人选")


class Outcome(models.TextChoices):
    """What becomes of somebody. A post that nobody takes is left open by `Opening`."""

    RETAIN = "retain", _("留任")
    SECOND = "second", _("下派")
    TAKE_IN = "take_in", _("新任")
    LEAVE = "leave", pgettext_lazy("班子", "离任")
    STAY = "stay", _("不使用，留原岗")


class Opening(models.TextChoices):
    """How a post is filled that the package leaves open."""

    RECRUIT = "recruit", _("公开招聘")
    ELECT = "elect", _("待选举")


class Body(models.TextChoices):
    """The two bodies of a community: one person has at most one post in each."""

    PARTY = "party", pgettext_lazy("字段", "党组织")
    RESIDENTS = "residents", _("居民委员会")


class Heads(models.TextChoices):
    """Whether secretary and director are one person."""

    APART = "apart", _("书记、主任分设")
    FREE = "free", _("可以一人兼任")
    ONE = "one", _("书记、主任一人兼任")


class Leaving(models.TextChoices):
    """On what ground somebody leaves; each has its lawful procedure (`leaving`)."""

    TERM_ENDED = "term_ended", _("单位撤并，职务终止")
    CONTRACT_ENDED = "contract_ended", _("解除或终止聘用合同")
    RETIRED = "retired", _("退休")
    RETURNED = "returned", _("调回原单位或另行安排")
    RESIGNED = "resigned", _("本人辞职")


# What the outcome of somebody with a place is called, by where they come from.
PLACED = {Origin.ABOLISHED: Outcome.RETAIN, Origin.ORGAN: Outcome.SECOND, Origin.LOCAL: Outcome.TAKE_IN}
