"""Closed lists of incoming documents."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Need(models.TextChoices):
    """What a paper wants of the office."""

    ACT = "act", _("办件")
    READ = "read", _("阅件")


class IncomingState(models.TextChoices):
    """Where an incoming paper stands; who is late is a matter of days, not of the state."""

    REGISTERED = "registered", _("已登记")
    PROPOSED = "proposed", _("已拟办")
    INSTRUCTED = "instructed", _("已批示")
    HANDED = "handed", _("承办中")
    CLOSED = "closed", _("已办结")
    REFUSED = "refused", _("已退文")


class IncomingAct(models.TextChoices):
    """What was done with it."""

    REGISTERED = "registered", _("签收登记")
    REFUSED = "refused", _("退回来文单位")
    PROPOSED = "proposed", _("拟办")
    INSTRUCTED = "instructed", _("批示")
    HANDED = "handed", _("交办")
    CIRCULATED = "circulated", _("传阅")
    URGED = "urged", _("催办")
    READ = "read", _("阅文意见")
    ANSWERED = "answered", _("承办答复")
    CLOSED = "closed", _("办结")
