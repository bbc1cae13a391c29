"""Up and down: raise, pass up, decide, instruct, report; leading groups and their members."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from jiceng.documents.models import Document
from jiceng.documents.models.documents import ISSUED
from jiceng.institutions.models import Evidence
from jiceng.kernel.pages import today
from jiceng.organisations.enums import DEPARTMENTS, Kind
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person
from jiceng.responsibility.commands import (
    Asked,
    change_group,
    change_member,
    dissolve_group,
    end_member,
    keep_sessions,
    urge_instruction,
    withdraw_instruction,
)
from jiceng.responsibility.commands.groups import SESSION
from jiceng.responsibility.enums import GroupRole
from jiceng.responsibility.forms.base import CommandForm, day_field, lines
from jiceng.responsibility.known import costs
from jiceng.responsibility.models import LeadingGroup, Target
from jiceng.responsibility.queries.channel import decisions_for, prefilled
from jiceng.responsibility.rules import of_bureau_rank, of_county_rank


class RaiseForm(CommandForm):
    text = lines(_("什么问题，社区为什么解决不了"), rows=3, required=True, max_length=500)


class PassForm(CommandForm):
    note = lines(_("为什么要上报"), rows=3, required=True, max_length=500)


class DecisionField(forms.ModelChoiceField):
    """A decision of a meeting by its day and number."""

    def label_from_instance(self, decision: Evidence) -> str:
        return f"{decision.on.isoformat()} {decision.source_name}"


class DecideForm(CommandForm):
    group = forms.ModelChoiceField(LeadingGroup.objects.none(), label=_("哪个领导小组"))
    decision = DecisionField(
        Evidence.objects.none(),
        label=_("会议决定"),
        required=False,
        help_text=_("在会议上决定的，选那次决定。"),
    )
    text = lines(_("领导小组的决定"), rows=3, required=True, max_length=500)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = LeadingGroup.objects.on(today()).filter(under=None)
        self.fields["group"].queryset = rows
        self.fields["group"].initial = rows.first()
        self.fields["group"].required = rows.exists()
        self.fields["decision"].queryset = decisions_for(today())


class InstructForm(CommandForm):
    title = forms.CharField(label=_("要求"), max_length=120)
    text = lines(_("内容"), rows=4, required=True, max_length=2000)
    due_on = day_field(_("期限"))
    communities = forms.ModelMultipleChoiceField(
        Organisation.objects.none(), label=_("社区"), widget=forms.CheckboxSelectMultiple
    )
    fields_asked = lines(
        _("要填的项目"), _("一行一项。户数、人口、党员、场所面积、县级领导系统已经知道，不用社区填。"), rows=3
    )
    emergency = forms.CharField(
        label=_("紧急理由"),
        max_length=300,
        required=False,
        help_text=_("不足三个工作日的必须写明，由领导签发后才下达。"),
    )

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, problem=None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
        self.fields["communities"].queryset = rows
        if problem is not None:
            self.initial.setdefault("communities", [problem.community_id])
            self.initial.setdefault("title", problem.text[:120])

    def weighed(self) -> list[tuple[str, int, int]]:
        """Before it goes out, once for each wording: what the asking costs, field by field; empty when nothing is asked
        or when the asker has seen it."""
        rows = costs(self.asked.fields, self.cleaned_data["communities"], today())
        told = ";".join(f"{name}:{fill}:{filled}" for name, fill, filled in rows)
        if not rows or self.cleaned_data["seen"] == told:
            return []
        self.data = self.data.copy()
        self.data["seen"] = told
        return rows

    @property
    def asked(self) -> Asked:
        data = self.cleaned_data
        rows = tuple(one.strip()[:60] for one in data["fields_asked"].splitlines() if one.strip())
        return Asked(
            data["title"], data["text"], data["due_on"], tuple(data["communities"]), rows, data["emergency"]
        )


class RecallForm(CommandForm):
    """An instruction that is out: urged, or withdrawn with the reason."""

    what = forms.ChoiceField(
        label=_("怎么办"),
        choices=[("urge", _("催还没有回报的社区")), ("withdraw", _("撤回要求"))],
        initial="urge",
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("理由"), max_length=300, required=False, help_text=_("撤回的必须写。"))

    def done(self, by, instruction):
        if self.cleaned_data["what"] == "urge":
            return self.carried_out(urge_instruction, by=by, instruction=instruction)
        why = self.cleaned_data["why"]
        return self.carried_out(withdraw_instruction, by=by, instruction=instruction, why=why)


class ReportForm(CommandForm):
    """One field for each figure asked; what the system knows stands there already."""

    report = lines(_("办理结果"), rows=4, required=True, max_length=2000)

    def __init__(self, *args, target: Target, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.second_button = None if target.seen_at else ("seen", _("先签收，以后回报"))
        known = prefilled(target)
        self.names = {f"told_{number}": one for number, one in enumerate(target.instruction.asked)}
        for key, label in self.names.items():
            self.fields[key] = forms.CharField(
                label=label,
                max_length=200,
                initial=known.get(label, ""),
                help_text=_("系统已填，请核对。") if label in known else "",
            )
        self.order_fields([*self.names, "report"])

    @property
    def told(self) -> dict[str, str]:
        return {label: self.cleaned_data[key] for key, label in self.names.items()}


class GroupForm(CommandForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("设立机关"))
    name = forms.CharField(label=_("名称"), max_length=120)
    on = day_field(_("自哪天起"), initial=today)
    under = forms.ModelChoiceField(
        LeadingGroup.objects.none(), label=_("是哪个领导小组的办公室"), required=False
    )
    founded_by = forms.ModelChoiceField(Document.objects.none(), label=_("依据文件"), required=False)
    duties = lines(_("职责"), rows=3, max_length=2000)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        kinds = (Kind.COUNTY_COMMITTEE, Kind.COUNTY_GOVERNMENT)
        self.fields["organisation"].queryset = Organisation.objects.on(today()).filter(kind__in=kinds)
        self.fields["under"].queryset = LeadingGroup.objects.on(today())
        issued = Document.objects.filter(state__in=ISSUED, organisation__kind__in=kinds)
        self.fields["founded_by"].queryset = issued.order_by("-issued_on", "-pk")

    def values(self) -> dict:
        return {name: value for name, value in self.cleaned_data.items() if name != "submission_key"}


class MemberForm(CommandForm):
    role = forms.ChoiceField(label=_("职务"), choices=GroupRole.choices)
    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("人员"), required=False, help_text=_("组长、副组长选人员。")
    )
    unit = forms.ModelChoiceField(
        Organisation.objects.none(), label=_("成员单位"), required=False, help_text=_("成员选单位。")
    )
    duties = forms.CharField(label=_("职责"), max_length=300, required=False)
    on = day_field(_("自哪天起"), initial=today)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        able = of_county_rank(today()) | of_bureau_rank(today())
        self.fields["person"].queryset = Person.objects.filter(pk__in=able.order_by().values("pk"))
        kinds = (*DEPARTMENTS, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE)
        self.fields["unit"].queryset = Organisation.objects.on(today()).filter(kind__in=kinds)

    values = GroupForm.values


class _ChangeForm(CommandForm):
    """Other duties, or the end with its reason."""

    what = forms.ChoiceField(label=_("怎么改"), widget=forms.RadioSelect, initial="duties")
    duties = lines(_("职责"), rows=3, max_length=2000)
    on = day_field(_("自哪天起"), initial=today)
    why = forms.CharField(label=_("理由"), max_length=300, required=False, help_text=_("结束的必须写。"))
    choices: tuple = ()

    def __init__(self, *args, row, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.row = row
        self.fields["what"].choices = self.choices
        self.initial.setdefault("duties", row.duties)

    def _ends(self) -> bool:
        return self.cleaned_data["what"] == "end"

    def _end(self) -> dict:
        return {"on": self.cleaned_data["on"], "why": self.cleaned_data["why"]}


class MemberChangeForm(_ChangeForm):
    choices = (("duties", _("改职责")), ("end", _("不再担任")))

    def done(self, by):
        data = self.cleaned_data
        if self._ends():
            return self.carried_out(end_member, by=by, member=self.row, **self._end())
        return self.carried_out(change_member, by=by, member=self.row, on=data["on"], duties=data["duties"])


class GroupChangeForm(_ChangeForm):
    """Of the group; and which meetings of its body were its sessions, where that has several groups."""

    choices = (
        ("duties", _("改职责")),
        ("sessions", _("登记开过的会议")),
        ("end", _("撤销领导小组")),
    )
    meetings = forms.ModelMultipleChoiceField(
        Evidence.objects.none(), label=_("开过的会议"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = Evidence.objects.filter(kind=SESSION, organisation=self.row.organisation_id, annulled_at=None)
        free = Q(session_of=None) | Q(session_of__group=self.row)
        self.fields["meetings"].queryset = rows.filter(free).order_by("-on", "-pk")
        self.initial.setdefault("meetings", rows.filter(session_of__group=self.row))

    def done(self, by):
        if self.cleaned_data["what"] == "sessions":
            held = self.cleaned_data["meetings"]
            return self.carried_out(keep_sessions, by=by, group=self.row, meetings=held)
        if self._ends():
            return self.carried_out(dissolve_group, by=by, group=self.row, **self._end())
        return self.carried_out(change_group, by=by, group=self.row, duties=self.cleaned_data["duties"])
