"""Forms of votes. A refusal of a command becomes an error of the form; nothing typed is lost."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm
from jiceng.kernel.words import strung
from jiceng.meetings.commands.votes.ballots import fitting
from jiceng.meetings.enums_votes import PollForm, PollWay, Voice, grades_of
from jiceng.meetings.models import Poll, RollEntry
from jiceng.meetings.queries.votes.results import paper_of
from jiceng.meetings.queries.votes.words import lines_in_words
from jiceng.meetings.votes.marks import OTHER, others_of

MOST = 100_000  # more ballots than any roll has


class VoteForm(OnceForm):
    """`carried_out` runs a command; what it refuses is shown with the form."""

    def carried_out(self, command: Callable, **kwargs) -> bool:
        try:
            command(**kwargs)
        except ValidationError as error:
            self.add_error(None, error)
            return False
        return True


class Keys:
    """For pages with many small buttons: each gets a key of its own."""

    @property
    def submission_key(self):
        return VoteForm()["submission_key"]

    def hidden_fields(self) -> list:
        return [self.submission_key]


class PrepareForm(VoteForm):
    title = forms.CharField(label=gettext_lazy("表决事项"), max_length=160)
    form = forms.ChoiceField(label=gettext_lazy("表决内容"), choices=PollForm.choices)
    way = forms.ChoiceField(
        label=gettext_lazy("表决方式"), choices=PollWay.choices, initial=PollWay.SECRET, required=False
    )
    seats = forms.IntegerField(
        label=gettext_lazy("应选名额"),
        min_value=0,
        max_value=200,
        required=False,
        help_text=gettext_lazy("只有选举才填。"),
    )
    phones = forms.BooleanField(label=gettext_lazy("可以用手机投票"), required=False, initial=True)


class OptionsForm(VoteForm):
    names = forms.CharField(
        label=gettext_lazy("姓名，每行一个"),
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("保存后按姓氏笔画排列。"),
    )

    def wanted(self) -> list[str]:
        return self.cleaned_data["names"].splitlines()


class EntryField(forms.ModelChoiceField):
    def __init__(self, **kwargs):
        super().__init__(queryset=RollEntry.objects.none(), **kwargs)


class RollForm(VoteForm):
    """Fields that choose from the roll of the poll's meeting."""

    def __init__(self, data=None, *, poll: Poll, **kwargs):
        super().__init__(data, **kwargs)
        entries = RollEntry.objects.filter(meeting=poll.item.meeting_id)
        for field in self.fields.values():
            if isinstance(field, EntryField):
                field.queryset = (
                    entries.exclude(person=None)
                    if field.widget.attrs.get("any")
                    else entries.filter(entitled=True)
                )


class TellersForm(RollForm):
    first = EntryField(label=gettext_lazy("第一计票人"), widget=forms.Select(attrs={"any": True}))
    second = EntryField(label=gettext_lazy("第二计票人"), widget=forms.Select(attrs={"any": True}))

    def people(self) -> list[int]:
        return [self.cleaned_data[name].person_id for name in ("first", "second")]


class ExcludeForm(RollForm):
    entry = EntryField(label=gettext_lazy("回避的人"))
    reason = forms.CharField(label=gettext_lazy("回避事由"), max_length=200)


class ProxyForm(RollForm):
    giver = EntryField(label=gettext_lazy("委托人"))
    holder = EntryField(label=gettext_lazy("受托人"))
    written_on = forms.DateField(
        label=gettext_lazy("委托书日期"),
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


class PaperForm(RollForm):
    """Hand a paper ballot out, or take it back unused."""

    entry = EntryField(label=gettext_lazy("姓名"))
    what = forms.ChoiceField(choices=[(one, one) for one in ("paper", "written", "back")])


class NamedForm(RollForm):
    entry = EntryField(label=gettext_lazy("姓名"))


class WhyForm(VoteForm):
    why = forms.CharField(label=gettext_lazy("理由"), max_length=300)


class CodeForm(VoteForm):
    code = forms.CharField(
        label=gettext_lazy("开箱码"),
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class OthersField(forms.CharField):
    """Names written in on paper with the votes of each, one a line: 张三 3."""

    def __init__(self, **kwargs):
        super().__init__(
            label=gettext_lazy("另选他人"),
            required=False,
            max_length=4000,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text=gettext_lazy("一行一人，姓名后面写票数，例如：张三 3。没有就空着。"),
            **kwargs,
        )

    def clean(self, value) -> dict[str, int]:
        found: dict[str, int] = {}
        for line in super().clean(value).splitlines():
            if not line.strip():
                continue
            name, _space, votes = line.strip().replace("：", " ").replace("，", " ").rpartition(" ")
            if not name.strip() or not votes.isdecimal() or len(votes) > len(str(MOST)):
                raise ValidationError(_("“%(line)s”要写成“姓名 票数”。") % {"line": line.strip()[:40]})
            key = f"{OTHER}{''.join(name.split())}"
            found[key] = found.get(key, 0) + int(votes)
        return found


def others_typed(lines: dict[str, int]) -> str:
    return "\n".join(f"{line.removeprefix(OTHER)} {votes}" for line, votes in others_of(lines).items())


class SheetForm(VoteForm):
    """A count by hand: one number for each line of the ballot."""

    def __init__(self, data=None, *, poll: Poll, sheet=None):
        super().__init__(data)
        self.poll = poll
        known = sheet.lines if sheet else {}
        number = {
            "min_value": 0,
            "max_value": MOST,
            "widget": forms.NumberInput(attrs={"inputmode": "numeric"}),
        }
        if poll.way != PollWay.HANDS:
            first = {"returned": _("收回票数"), "void": _("其中废票")}
            for name, label in first.items():
                value = getattr(sheet, name) if sheet else None
                self.fields[name] = forms.IntegerField(label=label, initial=value, **number)
        self.words = lines_in_words(poll)
        for line, label in self.words.items():
            self.fields[f"line-{line}"] = forms.IntegerField(label=label, initial=known.get(line), **number)
        if poll.write_ins:
            self.fields["others"] = OthersField(initial=others_typed(known))

    def numbers(self) -> dict:
        data = self.cleaned_data
        return {
            "returned": data.get("returned", 0),
            "void": data.get("void", 0),
            "lines": {line: data[f"line-{line}"] for line in self.words} | data.get("others", {}),
        }


class BallotForm(VoteForm):
    """A ballot, one decision a screen; what was decided on other screens travels along hidden. The last screen shows
    everything and asks once more."""

    go = forms.CharField(required=False)
    at = forms.IntegerField(required=False, min_value=0, max_value=1000)

    def __init__(self, data=None, *, poll: Poll):
        super().__init__(data)
        self.poll = poll
        self.options = [] if poll.form == PollForm.MOTION else list(poll.options.all())
        self.decisions = self._decisions()
        self.fields.update(self.decisions)
        if poll.write_ins:
            self.fields["others"] = forms.CharField(
                label=_("另选他人"),
                required=False,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
                help_text=_("不想选名单上的人，可以写别人的姓名，一行一人，计入名额。"),
            )
        self.step = 0

    def _decisions(self) -> dict[str, forms.Field]:
        names = [(str(one.pk), one.name) for one in self.options]
        if self.poll.form == PollForm.MOTION:
            return {"motion": decision(self.poll.title, Voice.choices, _("请选择赞成、反对或弃权。"))}
        if self.poll.form == PollForm.CHOICE:
            most = _("最多选%(seats)s名，可以少选。") % {"seats": self.poll.seats}
            field = forms.MultipleChoiceField(
                label=self.poll.title,
                choices=names,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text=most,
            )
            return {"chosen": field}
        grades = grades_of(self.poll.scale)
        return {f"grade-{key}": decision(name, grades, _("请选择一个等次。")) for key, name in names}

    @property
    def last(self) -> int:
        """The number of the screen that asks once more."""
        return len(self.decisions)

    @property
    def is_asking(self) -> bool:
        return self.step == self.last

    @property
    def shown(self):
        """The decision of this screen."""
        return self[list(self.decisions)[self.step]]

    @property
    def carried(self) -> list[tuple[str, str]]:
        """Decisions of the other screens, as hidden fields."""
        now = None if self.is_asking else list(self.decisions)[self.step]
        found = []
        for name in self.decisions:
            if name != now and self.is_bound:
                values = self.data.getlist(name)[:200]
                found += [(name, value) for value in values]
        if self.poll.write_ins and self.is_asking:
            found.append(("others", self.data.get("others", "")))
        return found

    def others(self) -> list[str]:
        """Names written in, as typed."""
        return [line.strip() for line in self.cleaned_data.get("others", "").splitlines() if line.strip()]

    def walk(self) -> bool:
        """Take the step that was asked for; True when the ballot shall be cast."""
        at = min(self.cleaned_data.get("at") or 0, self.last) if self.is_valid_so_far() else 0
        go = self.data.get("go", "")
        self.step = at
        if go == "back":
            self.step = max(0, at - 1)
        elif at == self.last:
            self.step = self._first_fault()
            return go == "cast" and self.step == self.last
        elif self._is_right(list(self.decisions)[at]):
            self.step = at + 1
        for name in list(self.errors):
            if self.is_asking or name != list(self.decisions)[self.step] or self.step != at or go == "back":
                del self.errors[name]
        return False

    def is_valid_so_far(self) -> bool:
        self.full_clean()
        return "at" not in self.errors

    def _is_right(self, name: str) -> bool:
        if name == "chosen" and name not in self.errors:
            try:
                fitting(paper_of(self.poll), self.marks())
            except ValidationError as error:
                self.add_error(name, error)
        return name not in self.errors

    def _first_fault(self) -> int:
        """The first screen whose decision is missing or wrong; the last screen when there is none."""
        names = list(self.decisions)
        return next((number for number, name in enumerate(names) if not self._is_right(name)), self.last)

    def marks(self) -> dict:
        if self.poll.form == PollForm.MOTION:
            return {"motion": self.cleaned_data["motion"]}
        if self.poll.form == PollForm.CHOICE:
            others = {"others": self.others()} if self.poll.write_ins else {}
            return {"chosen": self.cleaned_data["chosen"], **others}
        return {"grades": {str(one.pk): self.cleaned_data[f"grade-{one.pk}"] for one in self.options}}

    @property
    def summary(self) -> list[tuple[str, str]]:
        """What was decided, in words: label, answer."""
        if self.poll.form == PollForm.CHOICE:
            names = dict(self.decisions["chosen"].choices)
            chosen = [names[key] for key in self.cleaned_data.get("chosen", [])]
            rows = [(_("您选了"), strung(chosen) or _("没有选任何人"))]
            return [*rows, (_("另选他人"), strung(self.others()))] if self.others() else rows
        return [
            (str(field.label), str(dict(field.choices).get(self.cleaned_data.get(name), "")))
            for name, field in self.decisions.items()
        ]


def decision(label: str, choices, missing: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=choices, widget=forms.RadioSelect, error_messages={"required": missing}
    )
