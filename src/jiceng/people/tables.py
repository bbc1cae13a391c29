"""Lists of accounts."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.tables import Column, Filter, Table
from jiceng.kernel.words import moment_text
from jiceng.people.queries import is_locked, locked


def state(account) -> tuple[str, object]:
    if not account.is_active:
        return "none", _("已停用")
    if is_locked(account):
        return "late", _("暂停登录")
    return ("soon", _("待改密码")) if account.must_change_password else ("done", _("正常"))


def narrowed(rows, value):
    if value == "locked":
        return locked(rows)
    return rows.filter(is_active=value == "active")


class Accounts(Table):
    name = "accounts"
    search = ("username", "person__name", "person__pinyin", "person__initials")
    search_label = _("姓名、拼音或账号")
    columns = (
        Column(
            "username",
            _("账号"),
            url=lambda row: reverse("account", args=[row.pk]),
            sort="username",
            main=True,
        ),
        Column("person", _("姓名"), value="person__name", sort="person__pinyin"),
        Column("state", _("状态"), light=state),
        Column("factor", _("二次验证"), value=lambda row: _("已开通") if row.has_factor else ""),
        Column("last_login", _("上次登录"), value=lambda row: moment_text(row.last_login), sort="last_login"),
    )
    order = "username"
    filters = (
        Filter(
            "state",
            _("状态"),
            lambda: [("active", _("启用")), ("closed", _("已停用")), ("locked", _("暂停登录"))],
            narrowed,
        ),
    )
    empty_title = _("没有符合条件的账号")
    empty_text = _("换一个条件试试，或者为有职务的人开通账号。")
