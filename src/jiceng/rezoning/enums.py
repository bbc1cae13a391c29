from django.db import models
from django.utils.translation import gettext_lazy as _


class Right(models.TextChoices):
    """What a post may do with re-zoning; where, is the post's scope over the project's units."""

    DESIGN = "rezoning.design", _("编制区划方案")
    PUBLISH = "rezoning.publish", _("公示区划方案")
    ANSWER = "rezoning.answer", _("答复居民意见")
    PROPOSE = "rezoning.propose", _("提请批准区划方案")
    APPROVE = "rezoning.approve", _("批准区划方案")


class ProjectState(models.TextChoices):
    DRAFT = "draft", _("编制")
    CONSULTING = "consulting", _("公示")
    PROPOSED = "proposed", _("待批准")
    APPROVED = "approved", _("已批准")
    EXECUTED = "executed", _("已执行")


class IntakeState(models.TextChoices):
    CHECKING = "checking", _("核对中")
    LOADED = "loaded", _("已载入")
    DROPPED = "dropped", _("已放弃")


class Repair(models.TextChoices):
    """What to do about a fault of a unit that came in."""

    ACCEPT = "accept", _("按原样接受")
    REPAIR = "repair", _("自动修复")
    EDIT = "edit", _("改为填写的值")
    DROP = "drop", _("不载入这个单元")


class PlanStatus(models.TextChoices):
    OPTIMAL = "optimal", _("已证明最优")
    FEASIBLE = "feasible", _("可行")
    UNBEATEN = "unbeaten", _("没有方案样样更好")
    HAND = "hand", _("手工调整")
    UNKNOWN = "unknown", _("未求得")


class RunKind(models.TextChoices):
    """What is looked for in the background."""

    PLANS = "plans", _("求解")
    PRICES = "prices", _("锁定的代价")
    TRADES = "trades", _("取舍")


class Stance(models.TextChoices):
    SUPPORT = "support", _("支持")
    ACCEPT = "accept", _("可以接受")
    OBJECT = "object", _("反对")


class Pin(models.TextChoices):
    """What a remark is pinned to."""

    WHOLE = "whole", _("整个方案")
    UNIT = "unit", _("一个居民委")
    BOUNDARY = "boundary", _("一段边界")
    PASSAGE = "passage", _("一段说明")


class Outcome(models.TextChoices):
    ADOPTED = "adopted", _("采纳")
    PARTLY = "partly", _("部分采纳")
    NOTED = "noted", _("留作参考")
    DECLINED = "declined", _("不采纳")


class ApprovalState(models.TextChoices):
    PROPOSED = "proposed", _("待批准")
    APPROVED = "approved", _("已批准")
    RETURNED = "returned", _("已退回")


class Preset(models.TextChoices):
    """Norms in force at a time (Organic Law of Urban Residents' Committees, article 6 of 1989; revision in force
    from 2026-01-01)."""

    LAW_1989 = "law_1989", _("100—700户（2025年底以前）")
    LAW_2026 = "law_2026", _("1000—3000户（2026年起）")
    OWN = "own", _("自定")


class Aim(models.TextChoices):
    """What a plan of the optimiser puts first, by the names of its themes; last, a plan of a front."""

    BALANCED = "balanced", _("综合平衡")
    HOUSEHOLDS = "households", _("户数最均")
    MEMBERS = "members", _("党员最均")
    COMPACT = "compact", _("边界最短")
    BARRIERS = "barriers", _("少跨阻隔")
    STREETS = "streets", _("保持原街道")
    VENUES = "venues", _("阵地最多")
    TRADE = "trade", _("取舍")


class Layer(models.TextChoices):
    """What the map colours by."""

    COMMUNITIES = "communities", _("社区")
    HOUSEHOLDS = "households", _("户数")
    MEMBERS = "members", _("党员")
    VENUES = "venues", _("场所")
