"""What is typed about supervised matters."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.kernel.pages import today
from jiceng.organisations.forms.fields import UnitFound, UnitsFound
from jiceng.organisations.models import Organisation
from jiceng.responsibility.commands import NewMatter, Origin, Part, insist_on_matter, reassign_matter
from jiceng.responsibility.commands.matters import given_tasks
from jiceng.responsibility.enums import MatterKind, MatterSource
from jiceng.responsibility.forms.base import CommandForm, SheetForm, day_field, lines
from jiceng.responsibility.queries.matters import origin_of, units

ROWS = (1, 2, 3)


class MatterForm(CommandForm):
    title = forms.CharField(label=_("事项"), max_length=120)
    measure = lines(
        _("成果要求"), _("办成什么样算办好，写得出、看得见。"), rows=2, required=True, max_length=300
    )
    kind = forms.ChoiceField(
        label=_("类别"), choices=MatterKind.choices, help_text=_("期限按类别定：30、20、15、30、5日。")
    )
    due_on = day_field(
        _("急办的期限"), required=False, help_text=_("急办类可以定在一至五日内，不定的按五日。")
    )
    lead = UnitFound(_("牵头单位"))
    helpers = UnitsFound(_("协办单位"), required=False, help_text=_("一格一个单位；没有的不填。"))
    raised_on = day_field(_("提出日期"), initial=today)
    source = forms.ChoiceField(label=_("来源"), choices=MatterSource.choices, initial=MatterSource.HAND)
    source_name = forms.CharField(label=_("来源说明"), max_length=200, required=False)

    def __init__(self, *args, origin: str = "", **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("lead", "helpers"):
            self.fields[name].rows = units(today())
        self.found = origin_of(origin)
        if self.found is not None:
            known, _about, on = self.found
            given = given_tasks(known).first()
            self.initial |= {"title": given.title if given else known.name[:120], "raised_on": on}
            del self.fields["source"], self.fields["source_name"]

    def new(self, office: Organisation) -> NewMatter:
        data = self.cleaned_data
        if self.found is not None:
            origin, community, _on = self.found
        else:
            origin, community = Origin(data["source"], name=data["source_name"]), None
        return NewMatter(
            data["title"],
            data["measure"],
            data["kind"],
            office,
            data["lead"],
            data["raised_on"],
            tuple(data["helpers"]),
            community,
            origin,
            data["due_on"],
        )


class ReturnedForm(CommandForm):
    """The office's answer to a matter that came back: to another unit, or it stays."""

    answer = forms.ChoiceField(
        label=_("怎么办"),
        choices=[("reassign", _("交给别的单位")), ("insist", _("不同意退回"))],
        widget=forms.RadioSelect,
    )
    lead = UnitFound(
        _("新的牵头单位"),
        required=False,
        help_text=_("期限从今天重新算。"),
    )
    why = lines(_("不同意的理由"), rows=2, max_length=300)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["lead"].rows = units(today())

    def clean(self):
        data = super().clean()
        if data.get("answer") == "reassign" and not data.get("lead") and "lead" not in self.errors:
            self.add_error("lead", _("请选新的牵头单位。"))
        if data.get("answer") == "insist" and not data.get("why", "").strip():
            self.add_error("why", _("请写理由。"))
        return data

    def answered(self, **who) -> bool:
        """Carries the answer out; a refusal stands among the errors."""
        data = self.cleaned_data
        if data["answer"] == "reassign":
            return bool(self.carried_out(reassign_matter, lead=data["lead"], **who))
        return bool(self.carried_out(insist_on_matter, why=data["why"], **who))


class SplitForm(CommandForm):
    """Up to three pieces at a time."""

    def __init__(self, *args, due_on=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for number in ROWS:
            first = number == 1
            self.fields[f"title{number}"] = forms.CharField(
                label=_("分解项%(number)d") % {"number": number}, max_length=120, required=first
            )
            self.fields[f"lead{number}"] = UnitFound(_("牵头单位"), required=first)
            self.fields[f"lead{number}"].rows = units(today())
            self.fields[f"due{number}"] = day_field(_("期限"), initial=due_on, required=first)

    def clean(self):
        data = super().clean()
        for number in ROWS:
            if data.get(f"title{number}") and not (data.get(f"lead{number}") and data.get(f"due{number}")):
                self.add_error(f"lead{number}", _("请选牵头单位和期限。"))
        return data

    @property
    def parts(self) -> list[Part]:
        data = self.cleaned_data
        return [
            Part(data[f"title{one}"], data[f"lead{one}"], data[f"due{one}"])
            for one in ROWS
            if data[f"title{one}"]
        ]


class NoteForm(CommandForm):
    text = lines(_("情况"), rows=4, required=True, max_length=2000)


class ExtendForm(CommandForm):
    to_day = day_field(_("延至"))
    reason = lines(_("理由"), rows=2, required=True, max_length=300)


class ExtensionForm(CommandForm):
    granted = forms.TypedChoiceField(
        label=_("批准延期吗"),
        choices=[("yes", pgettext_lazy("动作", "批准")), ("no", _("不批准"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )


class CheckForm(CommandForm):
    done = forms.TypedChoiceField(
        label=_("办好了吗"),
        choices=[("yes", _("属实，销号")), ("no", _("没有办好，退回"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    note = lines(_("核查情况"), rows=3, required=True, max_length=500)


class MattersForm(SheetForm):
    """The register as it is exported."""

    file_help = _("列：编号、事项、牵头单位、协办单位、成果要求、来源、类别、提出日期。有编号的行不再登记。")
