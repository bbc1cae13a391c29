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
