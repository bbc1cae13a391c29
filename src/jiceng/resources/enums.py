from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Right(models.TextChoices):
    """What a post may do with rooms, money and wages; where it may do it is the post's scope."""

    SEE = "resources.see", _("查看社区用房")
    KEEP = "resources.keep", _("登记社区用房")
    SET_NORMS = "resources.set_norms", _("制定用房标准")
    BOOK = "resources.book", _("订用社区场地")
    ASK = "resources.ask", _("申请使用社区场地")
    SEE_PAY = "resources.see_pay", _("查看社区工资")
    PAY = "resources.pay", _("登记工资发放")
    SET_PAY = "resources.set_pay", _("制定工资标准")
    SEE_FUNDS = "resources.see_funds", _("查看社区经费")
    BUDGET = "resources.budget", _("安排社区预算")
    RECORD = "resources.record_funds", _("登记社区收支")
    APPROVE = "resources.approve_funds", _("审批社区收支")
    SUPERVISE = "resources.supervise_funds", _("监督社区账目")


class Title(models.TextChoices):
    """By what right a community uses a venue."""

    OWNED = "owned", _("自有")
    LENT = "lent", _("借用")
    SHARED = "shared", _("单位共享")
    RENTED = "rented", pgettext_lazy("用房", "租用")


class Way(models.TextChoices):
    """How a gap is closed."""

    BUILD = "build", _("新建")
    BUY = "buy", _("购置")
    SWAP = "swap", _("置换")
    CONVERT = "convert", _("改扩建")
    RENT = "rent", pgettext_lazy("用房", "租赁")
    SHARE = "share", _("驻区单位共享")


class Payer(models.TextChoices):
    """Where money comes from."""

    COUNTY = "county", _("县财政")
    TOWN = "town", _("镇财政")
    STREET = "street", pgettext_lazy("资金来源", "街道")
    UNIT = "unit", _("驻区单位资助")
    OWN = "own", _("社区自筹")


class Outcome(models.TextChoices):
    """How a planned measure ended; empty while it waits, or where it went on in another community."""

    DONE = "done", _("已落实")
    DROPPED = "dropped", _("不再实施")


class BookingState(models.TextChoices):
    ASKED = "asked", _("待社区答复")
    HELD = "held", _("已订用")
    DECLINED = "declined", _("未同意")
    CANCELLED = "cancelled", _("已取消")


class Direction(models.TextChoices):
    RECEIPT = "receipt", _("收入")
    SPENDING = "spending", _("支出")


class VoucherState(models.TextChoices):
    OPEN = "open", _("待审批")
    APPROVED = "approved", _("已生效")
    REFUSED = "refused", _("已退回")
