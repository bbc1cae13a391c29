"""Fields that the forms here share."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.access import provider
from jiceng.kernel.choosing import FoundField, FoundManyField
from jiceng.kernel.crypt import fingerprint
from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm
from jiceng.kernel.pages import EARLIEST, LATEST, number_in, today
from jiceng.organisations.enums import Kind, Right
from jiceng.organisations.models import Instrument, Organisation
from jiceng.organisations.queries.names import organisations_on, told_apart
from jiceng.organisations.rules.scope import in_scope
from jiceng.organisations.rules.second_hand import is_free
from jiceng.people.models import Person

ID_NUMBER_LENGTH = 18
NAMESAKES = 8  # how many people of one name are listed


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def day_field(label, **extra) -> forms.DateField:
    return forms.DateField(label=label, widget=DayInput(), validators=DAYS, **extra)


class OrganisationField(forms.ModelChoiceField):
    """One organisation by its name; the choices are given when the form is made."""

    def __init__(self, label, **extra) -> None:
        super().__init__(Organisation.objects.none(), label=label, **extra)

    def label_from_instance(self, organisation: Organisation) -> str:
        code = f" {organisation.code}" if organisation.code else ""
        return f"{organisation.name}{code}"


class UnitFound(FoundField):
    """An organisation among very many; the rows are given when the form is made."""

    code = "code"

    def __init__(self, label, **extra) -> None:
        super().__init__(Organisation.objects.none(), label=label, **extra)

    def detail_of(self, row: Organisation) -> str:
        return str(Kind(row.kind).label)


class UnitsFound(UnitFound, FoundManyField):
    """Several organisations."""


class PersonField(forms.CharField):
    """A person by number as the list shows it, by ID number, or by a name that only one person bears.

    `known_only`: by number only whom `seen_by` sees or nobody else knows, so that counting through the numbers tells
    no names.
    """

    seen_by = None

    def __init__(self, label, *, known_only: bool = False, **extra) -> None:
        extra.setdefault("help_text", _("填姓名或公民身份号码；有重名时填人员编号。"))
        self.known_only = known_only
        super().__init__(label=label, max_length=60, **extra)

    def clean(self, value) -> Person | None:
        text = super().clean(value)
        if not text:
            return None
        found = self._by_number(text) or list(Person.objects.filter(name=text)[: NAMESAKES + 1])
        if not found:
            raise forms.ValidationError(_("没有这个人员。"))
        if len(found) > 1:
            raise forms.ValidationError(self._namesakes(text, found))
        return found[0]

    def _namesakes(self, text: str, found: list[Person]) -> str:
        """The number of each whom the asker sees, with what tells them apart; the others are only counted."""
        people = Person.objects.filter(pk__in=[one.pk for one in found])
        seen = (
            set(people.filter(provider().seen_people(self.seen_by)).values_list("pk", flat=True))
            if self.seen_by
            else set()
        )
        lines = told_apart([one for one in found if one.pk in seen], today())
        rest = len(found) - len(seen)
        if rest:
            lines.append(
                _g("另有%(n)s位不在您的名册里，请填公民身份号码")
                % {"n": rest if len(found) <= NAMESAKES else f"{rest}+"}
            )
        return _g("有重名，请填人员编号：%(list)s。") % {"list": "；".join(lines)}

    def _by_number(self, text: str) -> list[Person]:
        if len(text) == ID_NUMBER_LENGTH:
            return list(Person.objects.filter(id_fingerprint=fingerprint(text.upper())))
        number = number_in(text)
        if number is None:
            return []
        found = Person.objects.filter(pk=number)
        if self.known_only and not found.filter(provider().seen_people(self.seen_by)).exists():
            return [one for one in found if is_free(one)]
        return list(found)


class DatedForm(OnceForm):
    """A change that takes effect on a day and may rest on a document. `by` is who fills it in."""

    on = day_field(_("生效日期"), initial=today)
    instrument_number = forms.CharField(
        label=_("依据文件文号"),
        max_length=60,
        required=False,
        help_text=_("例如：嫩发〔2026〕7号；没有可留空。"),
    )
    why = forms.CharField(label=_("事由"), max_length=500, required=False)
    field_order: tuple[str, ...] | None = None
    asks_instrument = True

    def __init__(self, *args, by, organisation: Organisation | None = None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.by, self.organisation = by, organisation
        for field in self.fields.values():
            if isinstance(field, PersonField):
                field.seen_by = by
        if not self.asks_instrument:
            del self.fields["instrument_number"]
        self.order_fields([name for name in self.fields if name not in {"on", "instrument_number", "why"}])
        self.choose(self.day)

    @property
    def day(self) -> date:
        """The day typed, for the choices that exist then; today while none is typed."""
        try:
            day = date.fromisoformat(str(self.data.get("on") or self.initial.get("on") or today()))
        except ValueError:
            return today()
        return day if EARLIEST <= day <= LATEST else today()

    def choose(self, day: date) -> None:
        """Give the fields their choices."""

    def in_reach(self, right: Right = Right.KEEP_ORGANISATIONS, **wanted):
        """Organisations of the day that the right reaches."""
        rows = in_scope(self.by, right, self.day).filter(**wanted)
        return (
            organisations_on(self.day).filter(pk__in=rows.order_by().values("pk")).order_by("code", "pinyin")
        )

    def clean_instrument_number(self) -> Instrument | None:
        number = self.cleaned_data["instrument_number"].strip()
        if not number:
            return None
        known = Instrument.objects.filter(number=number).first()
        return known or Instrument(number=number)

    def values(self) -> dict:
        """What the command takes: everything typed except the key; a new document still has to be entered."""
        values = {name: value for name, value in self.cleaned_data.items() if name != "submission_key"}
        if "instrument_number" in values:
            values["instrument"] = values.pop("instrument_number")
        return values
