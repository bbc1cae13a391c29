"""One obligation as a form: who owes what, how often, until when, with which share. Writes into the file's text."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.institutions import kinds, kinds_shipped
from jiceng.institutions.conditions import CONDITIONS
from jiceng.institutions.enums import Base, Bearer, Rhythm, Severity
from jiceng.institutions.reading.nodes import Path
from jiceng.institutions.reading.schema import MONTH_DAY, InstitutionFile, ObligationPart, Quorum
from jiceng.institutions.thresholds import WRITTEN
from jiceng.kernel.once import OnceForm
from jiceng.organisations.enums import Kind, PostKind

SHARES = (("", _("不要求")), ("at_least", _("以上")), ("more_than", _("超过")))
SEVERAL = forms.CheckboxSelectMultiple
# Field of the form to its place in the obligation, where the value stands as it is.
PLAIN: dict[str, Path] = {
    "title": ("title",),
    "organisation": ("who", "organisation"),
    "post": ("who", "post"),
    "bearer": ("who", "bearer"),
    "when": ("who", "when"),
    "evidence": ("what", "evidence"),
    "need": ("what", "need"),
    "unit": ("what", "unit"),
    "marks": ("what", "marks"),
    "every": ("rhythm", "every"),
    "after": ("rhythm", "after"),
    "months": ("rhythm", "months"),
    "window_from": ("rhythm", "from"),
    "window_until": ("rhythm", "until"),
    "due_days": ("due", "days"),
    "due_working": ("due", "working"),
    "reminders": ("reminders",),
    "severity": ("severity",),
    "consequence": ("consequence",),
    "weight": ("weight",),
    "source": ("source",),
    "verify": ("verify",),
}
# What is left out of the file when it says nothing.
OPTIONAL = {"post", "when", "unit", "marks", "after", "months", "window_from", "window_until"}


def whole_days(text: str) -> list[int]:
    """“14, 3” or “14、3” as days; ValueError for anything else."""
    parts = text.replace("、", ",").replace("，", ",").split(",")
    return [int(part) for part in (part.strip() for part in parts) if part]


def kind_choices(first: str) -> list[tuple[str, str]]:
    return [("", first), *((key, str(one.label)) for key, one in kinds.known().items())]


class ObligationForm(OnceForm):
    """A whole obligation without touching the file; what stays the same is not written anew."""

    clause = forms.TypedChoiceField(label=_("依据哪一条"), coerce=int)
    title = forms.CharField(label=_("义务"), max_length=120, help_text=_("一句话：谁、多久、做什么。"))
    organisation = forms.MultipleChoiceField(label=_("由哪类组织承担"), choices=Kind.choices, widget=SEVERAL)
    post = forms.MultipleChoiceField(
        label=_("由什么职务负责"), choices=PostKind.choices, widget=SEVERAL, required=False
    )
    bearer = forms.ChoiceField(
        label=_("谁来完成"), choices=Bearer.choices, initial=Bearer.ORGANISATION, widget=forms.RadioSelect
    )
    when = forms.MultipleChoiceField(label=_("适用条件"), widget=SEVERAL, required=False)
    evidence = forms.ChoiceField(
        label=_("以什么记录为凭据"), required=False, help_text=_("系统里办了这件事，义务就自动完成。")
    )
    own_work = forms.CharField(
        label=_("或者：本县自己的工作"),
        max_length=30,
        required=False,
        help_text=_("上面没有的，写一个名称，例如“消防演练”；办完由责任人登记一次。"),
    )
    marks = forms.MultipleChoiceField(label=_("记录必须具备"), widget=SEVERAL, required=False)
    need = forms.IntegerField(label=_("次数或数量"), min_value=1, max_value=10_000, initial=1)
    unit = forms.CharField(
        label=_("计量单位"),
        max_length=20,
        required=False,
        help_text=_("按次数算的留空；按数量算的写单位，如“学时”。"),
    )
    every = forms.ChoiceField(label=_("频次"), choices=Rhythm.choices, initial=Rhythm.QUARTER)
    after = forms.ChoiceField(label=_("在什么事项之后"), required=False, help_text=_("只用于“事项发生后”。"))
    months = forms.IntegerField(
        label=_("间隔月数"),
        min_value=1,
        max_value=600,
        required=False,
        help_text=_("用于“自上次起”和“每届”。"),
    )
    window_from = forms.CharField(
        label=_("一年中从哪天起"), required=False, help_text=_("只用于“每年”，例如11-01；不限可留空。")
    )
    window_until = forms.CharField(label=_("到哪天止"), required=False)
    due_days = forms.IntegerField(
        label=_("期末（或事项发生）后多少天"),
        min_value=-366,
        max_value=3660,
        initial=0,
        help_text=_("负数为期末之前。"),
    )
    due_working = forms.BooleanField(label=_("按工作日计算"), required=False)
    quorum_kind = forms.ChoiceField(label=_("出席比例"), choices=SHARES, required=False)
    quorum_share = forms.CharField(label=_("分数"), required=False, help_text=_("例如2/3。"))
    majority_kind = forms.ChoiceField(label=_("通过比例"), choices=SHARES, required=False)
    majority_share = forms.CharField(label=_("分数"), required=False, help_text=_("例如1/2。"))
    majority_base = forms.ChoiceField(
        label=_("通过比例的基数"), choices=Base.choices, initial=Base.PRESENT, required=False
    )
    reminders = forms.CharField(
        label=_("提前几天提醒"), required=False, initial="14, 3", help_text=_("可以写几个，例如14、3。")
    )
    superior = forms.IntegerField(
        label=_("逾期几天提醒上级"), min_value=1, max_value=3660, required=False, initial=7
    )
    county = forms.IntegerField(label=_("逾期几天提醒县"), min_value=1, max_value=3660, required=False)
    severity = forms.ChoiceField(label=_("强度"), choices=Severity.choices, initial=Severity.SHOULD)
    weight = forms.IntegerField(label=_("考核权重"), min_value=0, max_value=100, initial=0)
    consequence = forms.CharField(label=_("后果"), max_length=200, required=False)
    source = forms.CharField(label=_("依据"), max_length=200, required=False)
    verify = forms.BooleanField(label=_("待核对原文"), required=False)

    def __init__(self, *args, file: InstitutionFile, part: ObligationPart | None = None, **kwargs):
        super().__init__(*args, initial=initial_of(part) if part else None, **kwargs)
        self.fields["clause"].choices = [
            (one.article, _("第%(article)d条 %(title)s") % {"article": one.article, "title": one.title})
            for one in file.clauses
        ]
        self.fields["when"].choices = [(key, one.label) for key, one in CONDITIONS.items()]
        self.fields["evidence"].choices = kind_choices(_("（本县自己的工作）"))
        self.fields["after"].choices = kind_choices("—")
        self.fields["marks"].choices = kinds_shipped.pieces()
        for name in ("evidence", "after"):
            self._offer(name)

    def _offer(self, name: str) -> None:
        """A kind that the list does not hold stays choosable for who has it already."""
        known = {key for key, _label in self.fields[name].choices}
        has = self.initial.get(name, "")
        if has not in known:
            self.fields[name].choices.append((has, kinds.label_of(has)))

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
        self._one_kind(found)
        return found

    def _one_kind(self, found: dict) -> None:
        """Either a kind of the list or a name of one's own."""
        own = found.get("own_work", "").strip()
        if not own:
            if not found.get("evidence"):
                self.add_error("evidence", _("请选一种记录，或者写本县自己的工作。"))
            return
        if found.get("evidence"):
            self.add_error("own_work", _("已选了一种记录；二者取一。"))
        elif kinds.of(kinds.OWN + own) is None:
            self.add_error("own_work", _("名称写2至30个字，不用标点和空格。"))
        else:
            found["evidence"] = kinds.OWN + own

    def changes(self, here: Path) -> dict:
        """What of it changed, as `reading.edit.changed` takes it."""
        data, before = self.cleaned_data, dict(self.initial)
        before["reminders"] = whole_days(before["reminders"])
        found: dict = {}
        for name, path in PLAIN.items():
            if (data[name] or None) != (before[name] or None):
                found[(*here, *path)] = None if name in OPTIONAL and not data[name] else data[name]
        if data["clause"] != before["clause"]:
            found[(*here, "clause")] = data["clause"]
        for name in ("quorum", "majority"):
            fields = (f"{name}_kind", f"{name}_share", *(["majority_base"] if name == "majority" else []))
            asked = data[fields[0]] or before[fields[0]]
            if asked and any(data[field] != before[field] for field in fields):
                found[(*here, name)] = self._share(name)
        if any(data[name] != before[name] for name in ("superior", "county")):
            found[(*here, "escalation")] = self._steps() or None
        return found

    def entry(self, key: str) -> dict:
        """The whole obligation, as `reading.edit.with_entry` takes it."""
        data, found = self.cleaned_data, {"key": key, "clause": self.cleaned_data["clause"]}
        for name, path in PLAIN.items():
            said = data[name]
            if said or name in {"need", "title"} or isinstance(said, int) and path[0] == "due" and said:
                around = found
                for part in path[:-1]:
                    around = around.setdefault(part, {})
                around[path[-1]] = said
        for name in ("quorum", "majority"):
            if share := self._share(name):
                found[name] = share
        if steps := self._steps():
            found["escalation"] = steps
        return found

    def _share(self, name: str) -> dict | None:
        kind = self.cleaned_data[f"{name}_kind"]
        base = self.cleaned_data["majority_base"] if name == "majority" else Base.ENTITLED.value
        return {kind: self.cleaned_data[f"{name}_share"], "of": base or Base.ENTITLED.value} if kind else None

    def _steps(self) -> list[dict]:
        """Who hears of it after so many days; steps to the holder, which the form does not show, stay."""
        kept = [step for step in self.initial.get("steps", []) if step["to"] == "holder"]
        said = [(self.cleaned_data[name], name) for name in ("superior", "county")]
        return [*kept, *({"after": days, "to": to} for days, to in said if days)]


def initial_of(part: ObligationPart) -> dict:
    """What the form shows of an obligation."""
    plain = part.model_dump(by_alias=True)
    found = {"clause": part.clause, "steps": [step.model_dump() for step in part.escalation]}
    for name, path in PLAIN.items():
        value = plain
        for step in path:
            value = value[step]
        found[name] = "" if value is None and name.startswith("window") else value
    first = {step.to: step.after for step in reversed(part.escalation)}
    return {
        **found,
        "reminders": ", ".join(str(day) for day in part.reminders),
        "superior": first.get("superior"),
        "county": first.get("county"),
        **_share_initial("quorum", part.quorum),
        **_share_initial("majority", part.majority),
        "majority_base": part.majority.of if part.majority else Base.PRESENT.value,
    }


def _share_initial(name: str, share: Quorum | None) -> dict:
    if share is None:
        return {f"{name}_kind": "", f"{name}_share": ""}
    kind = "at_least" if share.at_least else "more_than"
    return {f"{name}_kind": kind, f"{name}_share": share.at_least or share.more_than}
