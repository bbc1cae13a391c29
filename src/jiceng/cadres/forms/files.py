"""What is typed about a file: a part of it with the reason and its proof; a decision; a disciplinary measure."""

from django import forms
from django.forms.models import fields_for_model
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.cadres.commands import Asked, NewDiscipline
from jiceng.cadres.enums import Measure, Section
from jiceng.cadres.forms.people import CadreField
from jiceng.cadres.sections import PARTS
from jiceng.kernel.command_forms import CommandForm, SheetForm, day_field, lines
from jiceng.people.models import Person


class ChangeForm(CommandForm):
    """The fields of one part of the file, as the row has them now."""

    def __init__(self, *args, section: str, row=None, by=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        part = PARTS[Section(section)]
        self.section, self.row = section, row
        for name, field in fields_for_model(part.model, part.fields).items():
            if isinstance(field, forms.DateField):
                field = day_field(field.label, required=field.required)  # the browser's own day
            if isinstance(field, forms.ModelChoiceField):
                field = _somebody(field, by)
            self.fields[name] = field
            if row is not None:
                found = getattr(row, name)
                self.initial[name] = found.pk if isinstance(found, Person) else found
        self.fields["why"] = lines(_("变更理由"), rows=2, required=True, max_length=300)
        self.fields["proof"] = forms.FileField(
            label=_("证明材料"),
            required=False,
            help_text=_("毕业证、任免文件等的扫描件，不超过20 MB；没有可以不传，在理由中说明。"),
        )

    @property
    def asked(self) -> Asked:
        values = {name: self.cleaned_data[name] for name in PARTS[Section(self.section)].fields}
        row = None if self.row is None or self.section == Section.BASICS else self.row.pk
        return Asked(self.section, values, self.cleaned_data["why"], row)

    @property
    def proofs(self) -> list:
        return [self.cleaned_data["proof"]] if self.cleaned_data.get("proof") else []


def _somebody(field: forms.ModelChoiceField, by) -> CadreField:
    """Somebody by name or number in place of a list of everybody."""
    help_text = _("亲属也是本县登记的人员时填姓名；这样任职回避才查得到。有重名时填公民身份号码。")
    made = CadreField(field.label, required=field.required, help_text=help_text)
    made.seen_by = by
    return made


class DecideForm(CommandForm):
    granted = forms.TypedChoiceField(
        label=_("是否同意"),
        choices=[("yes", _("同意，写入档案")), ("no", pgettext_lazy("状态", "不同意"))],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    answer = lines(_("理由"), _("不同意时必须写。"), rows=2, max_length=300)


class DisciplineForm(CommandForm):
    measure = forms.ChoiceField(label=_("处分种类"), choices=Measure.choices)
    decided_by = forms.CharField(label=_("决定机关"), max_length=120)
    number = forms.CharField(label=_("文号"), max_length=60, required=False)
    on = day_field(_("处分日期"))
    until = day_field(_("影响期至"), required=False)
    grounds = lines(_("事实"), _("加密保存，只有有权查看处分的人能看。"), rows=3, max_length=1000)

    @property
    def new(self) -> NewDiscipline:
        data = {
            name: self.cleaned_data[name]
            for name in ("measure", "decided_by", "number", "on", "until", "grounds")
        }
        return NewDiscipline(**data)


class RosterForm(SheetForm):
    """The register as it is exported."""

    file_help = _("用名册导出的表格，按姓名和出生日期对人；空格表示不改。")
