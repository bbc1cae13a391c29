"""The record in words: what a verb is called, what a field is called, how a value reads."""

from collections.abc import Iterable
from datetime import datetime

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

_verbs: dict[str, str | Promise] = {}
_fields: dict[str, str | Promise] = {}
_kinds: dict[str, str | Promise] = {
    "kernel.entry": pgettext_lazy("类别", "操作记录"),
    "kernel.chainhead": pgettext_lazy("类别", "链尾"),
    "kernel.submission": pgettext_lazy("类别", "提交凭证"),
    "kernel.savedview": pgettext_lazy("类别", "已存视图"),
    "kernel.job": pgettext_lazy("类别", "后台任务"),
    "kernel.night": pgettext_lazy("类别", "夜间任务"),
}


# What stands between words, as each language writes it.
_marks: dict[str, str | Promise] = {"、": _("、"), "；": _("；"), "，": _("，"), "：": _("：")}


def strung(words: Iterable[object], mark: str = "、") -> str:
    """甲、乙、丙; in English the words stand between commas."""
    return str(_marks[mark]).join(str(one) for one in words)


def of_unit(unit: object, post: object) -> str:
    """邮政社区书记; in English a space stands between."""
    return gettext("%(unit)s%(post)s") % {"unit": unit, "post": post}


def aside(name: object, what: object) -> str:
    """甲（乙）"""
    return f"{name}{gettext('（')}{what}{gettext('）')}"


def register_verbs(verbs: dict[str, str | Promise]) -> None:
    """Name the verbs of an app's commands; called while the app starts."""
    _verbs.update(verbs)


def register_fields(fields: dict[str, str | Promise]) -> None:
    """Name keys of before and after that are no fields of the target's model."""
    _fields.update(fields)


def register_kinds(kinds: dict[str, str | Promise]) -> None:
    """Name kinds of things, `app.model`, whose model has no name for people."""
    _kinds.update(kinds)


def verbs() -> dict[str, str | Promise]:
    return dict(_verbs)


def verb_text(verb: str) -> str:
    return str(_verbs.get(verb, verb))


def kind_text(kind: str) -> str:
    """`people.person` -> 人员; a kind that no longer exists stays as it is written."""
    if kind in _kinds:
        return str(_kinds[kind])
    try:
        return str(apps.get_model(kind)._meta.verbose_name)
    except (LookupError, ValueError):
        return kind


def field_text(kind: str, name: str) -> str:
    if name in _fields:
        return str(_fields[name])
    field = _field(kind, name)
    return str(field.verbose_name) if field is not None else name


def value_text(kind: str, name: str, value: object) -> str:
    """A stored value as a person reads it: choices by their words, yes and no, nothing as 空."""
    if value is None or value in ("", [], {}):
        return str(_("空"))
    if isinstance(value, bool):
        return str(_("是") if value else _("否"))
    field = _field(kind, name)
    for key, text in field.flatchoices if field is not None else ():
        if key == value:
            return str(text)
    if isinstance(value, dict):
        return strung(
            (strung((field_text(kind, k), value_text(kind, k, v)), "：") for k, v in value.items()), "；"
        )
    if isinstance(value, list):
        return strung(value_text(kind, name, item) for item in value)
    return str(value)


def _field(kind: str, name: str):
    try:
        field = apps.get_model(kind)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return None
    return field if hasattr(field, "flatchoices") else None


def moment_text(at: datetime | None) -> str:
    """2026-11-23 20:15 in the site's time; empty for None."""
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M") if at else ""
