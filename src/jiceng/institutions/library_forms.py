"""What a keeper of institutions types: the numbers of one obligation, the whole text, the day it takes force."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.enums import Base, Severity
from jiceng.institutions.reading.nodes import MOST_BYTES, Path
from jiceng.institutions.reading.schema import MONTH_DAY, ObligationPart, Quorum
from jiceng.institutions.thresholds import WRITTEN
from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm
from jiceng.kernel.pages import today

SHARES = (("", _("不要求")), ("at_least", _("以上")), ("more_than", _("超过")))


class TextForm(OnceForm):
    """The whole file."""

    text = forms.CharField(
        label=_("全文"),
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"class": "source", "rows": 40, "spellcheck": "false", "wrap": "off"}),
    )
    why = forms.CharField(label=_("修订理由"), max_length=300, required=False)

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")


class PublishForm(OnceForm):
    on = forms.DateField(
        label=_("施行日"),
        initial=today,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("从这一天起按新版本执行；现行版本到前一天为止。"),
    )
    why = forms.CharField(label=_("修订理由"), max_length=300)


class WithdrawForm(OnceForm):
    why = forms.CharField(label=_("理由"), max_length=300, required=False)


def whole_days(text: str) -> list[int]:
    """“14, 3” or “14、3” as days; ValueError for anything else."""
    parts = text.replace("、", ",").replace("，", ",").split(",")
    return [int(part) for part in (part.strip() for part in parts) if part]


class ObligationForm(OnceForm):
    """One obligation's numbers, dates and severity, without touching the file."""

    title = forms.CharField(label=_("义务"), max_length=120)
    need = forms.IntegerField(label=_("次数或数量"), min_value=1, max_value=10_000)
    due_days = forms.IntegerField(
        label=_("期末（或事项发生）后多少天"), min_value=-366, max_value=3660, help_text=_("负数为期末之前。")
    )
    due_working = forms.BooleanField(label=_("按工作日计算"), required=False)
    window_from = forms.CharField(
        label=_("一年中从哪天起"), required=False, help_text=_("例如11-01；不限可留空。")
    )
    window_until = forms.CharField(label=_("到哪天止"), required=False)
    quorum_kind = forms.ChoiceField(label=_("出席比例"), choices=SHARES, required=False)
    quorum_share = forms.CharField(label=_("分数"), required=False, help_text=_("例如2/3。"))
    majority_kind = forms.ChoiceField(label=_("通过比例"), choices=SHARES, required=False)
    majority_share = forms.CharField(label=_("分数"), required=False, help_text=_("例如1/2。"))
    majority_base = forms.ChoiceField(label=_("通过比例的基数"), choices=Base.choices, required=False)
    reminders = forms.CharField(
        label=_("提前几天提醒"), required=False, help_text=_("可以写几个，例如14、3。")
    )
    severity = forms.ChoiceField(label=_("强度"), choices=Severity.choices)
    weight = forms.IntegerField(label=_("考核权重"), min_value=0, max_value=100)
    consequence = forms.CharField(label=_("后果"), max_length=200, required=False)
    verify = forms.BooleanField(label=_("待核对原文"), required=False)

    def __init__(self, *args, part: ObligationPart, **kwargs):
        super().__init__(*args, initial=_initial(part), **kwargs)
        if part.rhythm.every != "year":
            del self.fields["window_from"], self.fields["window_until"]

    def clean(self):
        found = super().clean()
        for name in ("window_from", "window_until"):
            if found.get(name) and not MONTH_DAY.match(found[name]):
                self.add_error(name, _("请写成“11-01”。"))
        for name in ("quorum", "majority"):
            if found.get(f"{name}_kind") and not WRITTEN.match(found.get(f"{name}_share", "")):
                self.add_error(f"{name}_share", _("请写成“2/3”这样的分数。"))
        try:
            found["reminders"] = whole_days(found.get("reminders", ""))
        except ValueError:
            self.add_error("reminders", _("请写整数天数，例如14、3。"))
        return found

    def values(self, here: Path) -> dict:
        """What of it changed, as `reading.edit.changed` takes it."""
        data, before = self.cleaned_data, self.initial
        found: dict = {}
        plain = {
            "title": ("title",),
            "need": ("what", "need"),
            "due_days": ("due", "days"),
            "due_working": ("due", "working"),
            "severity": ("severity",),
            "weight": ("weight",),
            "consequence": ("consequence",),
            "verify": ("verify",),
        }
        for name, path in plain.items():
            if data[name] != before[name]:
                found[(*here, *path)] = data[name]
        if data["reminders"] != whole_days(before["reminders"]):
            found[(*here, "reminders")] = data["reminders"]
        for name, key in (("window_from", "from"), ("window_until", "until")):
            if name in data and data[name] != before[name]:
                found[(*here, "rhythm", key)] = data[name] or None
        for name in ("quorum", "majority"):
            if any(data[field] != before[field] for field in (f"{name}_kind", f"{name}_share")) or (
                name == "majority"
                and data["majority_kind"]
                and data["majority_base"] != before["majority_base"]
            ):
                found[(*here, name)] = self._share(name)
        return found

    def _share(self, name: str) -> dict | None:
        kind = self.cleaned_data[f"{name}_kind"]
        base = self.cleaned_data["majority_base"] if name == "majority" else Base.ENTITLED.value
        return {kind: self.cleaned_data[f"{name}_share"], "of": base or Base.ENTITLED.value} if kind else None


def _initial(part: ObligationPart) -> dict:
    return {
        "title": part.title,
        "need": part.what.need,
        "due_days": part.due.days,
        "due_working": part.due.working,
        "window_from": part.rhythm.begins or "",
        "window_until": part.rhythm.until or "",
        "reminders": ", ".join(str(day) for day in part.reminders),
        "severity": part.severity,
        "weight": part.weight,
        "consequence": part.consequence,
        "verify": part.verify,
        **_share_initial("quorum", part.quorum),
        **_share_initial("majority", part.majority),
        "majority_base": part.majority.of if part.majority else Base.PRESENT.value,
    }


def _share_initial(name: str, share: Quorum | None) -> dict:
    if share is None:
        return {f"{name}_kind": "", f"{name}_share": ""}
    kind = "at_least" if share.at_least else "more_than"
    return {f"{name}_kind": kind, f"{name}_share": share.at_least or share.more_than}
