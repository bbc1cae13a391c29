"""What is typed about sealed files and the plan of inspections."""

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents.models import Document
from jiceng.documents.models.documents import ISSUED
from jiceng.documents.rules import reached
from jiceng.kernel.pages import today
from jiceng.organisations.enums import DEPARTMENTS, Kind
from jiceng.organisations.models import Organisation
from jiceng.people.models import Account, Person
from jiceng.responsibility.commands import Begun, NewItem, Ruling
from jiceng.responsibility.commands.accountability import answerable
from jiceng.responsibility.enums import Rung
from jiceng.responsibility.forms.base import CommandForm, day_field, lines
from jiceng.responsibility.models import CheckItem
from jiceng.responsibility.norms import norms
from jiceng.responsibility.queries.accountability import deciders_of
from jiceng.responsibility.queries.matters import units
from jiceng.responsibility.rules import deciders_on

CHECKERS = (*DEPARTMENTS, Kind.TOWN_PARTY_COMMITTEE, Kind.STREET_WORKING_COMMITTEE)
MONTHS = [(number, str(number)) for number in range(1, 13)]


class DocumentField(forms.ModelChoiceField):
    """An issued document by its number and title."""

    def label_from_instance(self, document: Document) -> str:
        return f"{document.number_text} {document.title}"


class BeginForm(CommandForm):
    """A file that no rule proposed."""

    person = forms.ModelChoiceField(
        Person.objects.none(), label=_("当事人"), help_text=_("牵头单位的负责人，或者事项的责任人。")
    )
    facts = lines(_("事实"), rows=4, required=True, max_length=2000)
    why = lines(_("启动的理由"), rows=3, required=True, max_length=300)

    def __init__(self, *args, matter, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].queryset = answerable(matter)

    @property
    def begun(self) -> Begun:
        data = self.cleaned_data
        return Begun(data["person"], data["facts"], data["why"])


class ReaderForm(CommandForm):
    account = forms.ModelChoiceField(
        Account.objects.filter(is_active=True),
        to_field_name="username",
        label=_("阅卷人账号"),
        widget=forms.TextInput,
    )


class RungForm(CommandForm):
    """The rung, each with who may decide it; and the one who is to, where it is none of the keepers."""

    rung = forms.ChoiceField(label=pgettext_lazy("问责", "方式"), widget=forms.RadioSelect)
    decider = forms.ModelChoiceField(
        Account.objects.none(),
        label=_("由谁决定"),
        required=False,
        help_text=_("选了的人从现在起可以阅卷，并在首页看到。保管人自己决定的不用选。"),
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rung"].choices = [
            (key, _g("%(rung)s（由%(who)s决定）") % {"rung": label, "who": deciders_of(key)})
            for key, label in Rung.choices
        ]
        able = deciders_on(today()).order_by().values("pk")
        rows = Account.objects.filter(is_active=True, person__in=able).order_by("username")
        self.fields["decider"].queryset = rows


class ReviewForm(CommandForm):
    text = lines(_("书面检查和整改情况"), rows=8, required=True, max_length=5000)


class StatementForm(CommandForm):
    text = lines(_("我的陈述"), rows=8, required=True, max_length=5000)


class HearingForm(CommandForm):
    on = day_field(_("听取意见日期"), initial=today)
    note = lines(_("听取意见情况"), rows=3, required=True, max_length=500)


class InvitationForm(CommandForm):
    on = day_field(_("约定听取意见日期"))
    place = forms.CharField(label=_("几点、在哪里"), max_length=120)


class StepDecisionForm(CommandForm):
    """The decision with its paper: one that the site holds, or the number of one that it does not."""

    text = lines(pgettext_lazy("动作", "决定"), rows=4, required=True, max_length=2000)
    document = DocumentField(
        Document.objects.none(),
        label=_("决定文件"),
        required=False,
        help_text=_("先在公文里印发，再在这里选。"),
    )
    number = forms.CharField(
        label=_("不在系统里的文件的文号"), max_length=60, required=False, help_text=_("已选文件的不用填。")
    )
    mend_by = day_field(_("整改期限"), required=False)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        rows = reached(by).filter(state__in=ISSUED).select_related("series")
        self.fields["document"].queryset = rows.order_by("-issued_on", "-pk")

    @property
    def ruling(self) -> Ruling:
        data = self.cleaned_data
        return Ruling(data["text"], data["document"], data["number"], data["mend_by"])


class CheckItemForm(CommandForm):
    year = forms.TypedChoiceField(label=_("年度"), coerce=int)
    title = forms.CharField(label=_("检查项目"), max_length=120)
    field = forms.ChoiceField(label=_("同类领域"), help_text=_("同一领域、时间重叠的自动合并成一项。"))
    month_from = forms.TypedChoiceField(label=_("从几月"), choices=MONTHS, coerce=int)
    month_to = forms.TypedChoiceField(label=_("到几月"), choices=MONTHS, coerce=int)
    units = forms.ModelMultipleChoiceField(
        Organisation.objects.none(),
        label=_("参加单位"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        year = today().year
        self.fields["year"].choices = [(one, str(one)) for one in (year, year + 1)]
        self.fields["field"].choices = [(one, one) for one in norms().fields]
        self.fields["units"].queryset = units(today()).filter(kind__in=CHECKERS)

    @property
    def new(self) -> NewItem:
        data = self.cleaned_data
        return NewItem(
            data["title"], data["field"], data["month_from"], data["month_to"], tuple(data["units"])
        )


class CheckHeldForm(CommandForm):
    item = forms.ModelChoiceField(
        CheckItem.objects.none(),
        label=_("计划里的项目"),
        help_text=_("计划里没有的检查不能登记，也不得进行。"),
    )
    community = forms.ModelChoiceField(Organisation.objects.none(), label=_("社区"))
    on = day_field(_("日期"), initial=today)
    found = lines(_("检查情况"), rows=4, required=True, max_length=2000)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["item"].queryset = CheckItem.objects.filter(
            plan__adopted_on__isnull=False, plan__year=today().year
        )
        rows = Organisation.objects.on(today()).filter(kind=Kind.COMMUNITY).order_by("code", "pk")
        self.fields["community"].queryset = rows

    def values(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("item", "community", "on", "found")}
