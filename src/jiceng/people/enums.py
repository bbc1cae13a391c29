from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.IntegerChoices):
    """GB/T 2261.1: 0 unknown, 1 male, 2 female, 9 not said."""

    UNKNOWN = 0, _("未知")
    MALE = 1, _("男")
    FEMALE = 2, _("女")
    NOT_SAID = 9, _("未说明")


class Education(models.IntegerChoices):
    """GB/T 4658-2006: the first digit is the level, so that the codes stand for their whole tens. The higher the
    level, the lower the code: "college or above" is a code under `BELOW_COLLEGE`, "secondary or above" one under
    `BELOW_SECONDARY`."""

    GRADUATE = 10, _("研究生")
    BACHELOR = 20, _("大学本科")
    COLLEGE = 30, _("大学专科")
    SECONDARY_VOCATIONAL = 40, _("中等职业教育")
    SENIOR_HIGH = 60, _("普通高中")
    JUNIOR_HIGH = 70, _("初中")
    PRIMARY = 80, _("小学")
    OTHER = 90, _("其他")


BELOW_COLLEGE = 40
BELOW_SECONDARY = 70


class Right(models.TextChoices):
    """What a post may do with people's data and accounts."""

    UNMASK = "people.unmask", _("查看完整证件号码和手机")
    KEEP_ACCOUNTS = "people.keep_accounts", _("开通和停用账号")
    RELEASE_LOCKS = "people.release_locks", _("解除登录锁定、收回二次验证")
    SEE_RECORD = "people.see_record", _("查看操作记录")
