"""A meeting is called: when, where, who; its agenda, papers, guests and answers."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.words import strung
from jiceng.meetings.commands import Call
from jiceng.meetings.enums import Answer, Matter, Stratum, Work
from jiceng.meetings.forms.base import CommandForm, day_field
from jiceng.meetings.models import Meeting, Room
from jiceng.meetings.queries.prefill import Prefill
from jiceng.meetings.queries.readiness import studied_before
from jiceng.meetings.queries.registers import leaders_above, people_in_posts
from jiceng.meetings.queries.rooms import offered_to, room_of, rooms_of
from jiceng.organisations.enums import PostKind
from jiceng.organisations.forms.fields import PersonField
from jiceng.organisations.rooms import Offered
from jiceng.people.models import Person

LENGTHS = [(60, _("一小时")), (90, _("一个半小时")), (120, _("两小时")), (180, _("三小时")), (240, _("半天"))]


def _room_named(one: Room | Offered) -> str:
    return f"{one.name}（{_g('%(seats)d座') % {'seats': one.seats}}）" if one.seats else one.name


class CallForm(CommandForm):
    """When, where, who. The agenda is one line for each item."""

    day = day_field(_("日期"))
    hour = forms.TimeField(label=_("时间"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    room = forms.ChoiceField(label=_("订会议室"), required=False)
    length = forms.TypedChoiceField(label=_("预计时长"), choices=LENGTHS, coerce=int, initial=120)
    place = forms.CharField(
        label=_("地点"), max_length=120, required=False, help_text=_("订了会议室的可以不填。")
    )
    chair = forms.ModelChoiceField(Person.objects.none(), label=_("主持人"))
    entrusted = forms.CharField(
        label=_("委托主持或上级召集说明"),
        max_length=200,
        required=False,
        help_text=_("主持人不是负责人，或由上级召集时填写，例如：书记外出，委托组织委员主持。"),
    )
    clerk = forms.ModelChoiceField(Person.objects.none(), label=_("记录人"), required=False)
    called_by = forms.ModelChoiceField(Person.objects.none(), label=_("召集人"))
    agenda = forms.CharField(
        label=_("议程"), widget=forms.Textarea(attrs={"rows": 5}), help_text=_("一行一项。")
    )
    short_notice = forms.CharField(
        label=_("提前通知不足的原因"), max_length=200, required=False, help_text=_("通知期限够的不用填。")
    )
    title = forms.CharField(label=_("会议名称"), max_length=120, required=False)
    send_now = forms.BooleanField(label=_("保存后马上发出通知"), required=False, initial=True)

    def __init__(self, *args, organisation, rules, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields(["day", "hour", "length", "room", "place", "agenda", "chair", "clerk", "called_by"])
        self._offer_rooms(organisation)
        today = timezone.localdate()
        callers = people_in_posts(organisation, rules.call, today)
        above = leaders_above(organisation, today)
        chairs = [*callers, *people_in_posts(organisation, rules.chair, today)]
        clerks = people_in_posts(organisation, [one for one in PostKind if one != "representative"], today)
        for name, people in (
            ("called_by", [*callers, *above]),
            ("chair", chairs),
            ("clerk", [*clerks, *callers]),
        ):
            self.fields[name].queryset = Person.objects.filter(pk__in=[one.pk for one in people])
            if people and not self.initial.get(name):
                self.initial[name] = people[0].pk

    def _offer_rooms(self, organisation) -> None:
        """The own rooms and the halls of the community; nothing about rooms where there are none."""
        halls = offered_to(organisation, timezone.localdate())
        own = {str(one.pk): one for one in rooms_of(organisation)}
        self.rooms: dict[str, Room | Offered] = {**{one.key: one for one in halls}, **own}
        if not self.rooms:
            del self.fields["room"], self.fields["length"]
            self.fields["place"].help_text = ""
            return
        named = [(key, _room_named(one)) for key, one in self.rooms.items()]
        self.fields["room"].choices = [("", _g("不订")), *named]

    def clean(self):
        data = super().clean()
        if not data.get("place") and not data.get("room"):
            self.add_error("place", _g("请填地点。"))
        return data

    def call(self, also=()) -> Call:
        data = self.cleaned_data
        starts_at = timezone.make_aware(datetime.combine(data["day"], data["hour"]))
        names = ("place", "title", "called_by", "chair", "clerk", "entrusted", "short_notice")
        return Call(
            starts_at=starts_at,
            also=tuple(also),
            room=self.rooms.get(data.get("room", "")),
            length=timedelta(minutes=data.get("length") or 120),
            **{name: data.get(name) or None for name in names[2:5]},
            **{name: data.get(name, "") for name in ("place", "title", "entrusted", "short_notice")},
        )

    def lines(self) -> list[str]:
        return [line.strip() for line in self.cleaned_data["agenda"].splitlines() if line.strip()]


def opened_with(made: Prefill) -> dict:
    """Initial values of the form for a new meeting."""
    local = timezone.localtime(made.starts_at)
    previous = made.previous
    return {
        "day": local.date(),
        "hour": local.time(),
        "place": made.place or _g("社区会议室"),
        "title": made.title,
        "agenda": "\n".join(made.agenda),
        "clerk": previous.clerk_id if previous else None,
        **(_booked(previous) if previous else {}),
    }


class ChangeForm(CallForm):
    """The same without the agenda, which has its own page."""

    def __init__(self, *args, meeting: Meeting, **kwargs) -> None:
        local = timezone.localtime(meeting.starts_at)
        names = ("place", "title", "entrusted", "short_notice", "chair_id", "clerk_id", "called_by_id")
        initial = {name.removesuffix("_id"): getattr(meeting, name) for name in names}
        kwargs["initial"] = {**initial, "day": local.date(), "hour": local.time(), **_booked(meeting)}
        super().__init__(*args, **kwargs)
        del self.fields["agenda"], self.fields["send_now"]


def _booked(meeting: Meeting) -> dict:
    """Room and length as they were taken; the length is the nearest that the form offers."""
    found = room_of(meeting)
    if found is None:
        return {}
    room, length = found
    key = room.key if isinstance(room, Offered) else room.pk
    minutes = min((one for one, _label in LENGTHS), key=lambda one: abs(one - length.total_seconds() / 60))
    return {"room": key, "length": minutes}


class GuestForm(CommandForm):
    person = PersonField(_("姓名"))
    role = forms.CharField(label=_("单位和职务"), max_length=60, required=False)
    stratum = forms.ChoiceField(label=_("界别"), choices=Stratum.choices, required=False)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].help_text = _("没有登记的人，直接填姓名。")
        self.fields["person"].clean = self._person

    def _person(self, text):
        """Somebody known, or a name only."""
        name = (text or "").strip()[:60]
        if not name:
            raise ValidationError(_g("请填姓名。"))
        found = list(Person.objects.filter(name=name)[:2])
        return found[0] if len(found) == 1 else name

    def values(self) -> dict:
        who = self.cleaned_data["person"]
        known = {"person": who} if isinstance(who, Person) else {"name": who}
        return {**known, "role": self.cleaned_data["role"], "stratum": self.cleaned_data["stratum"]}


class ItemForm(CommandForm):
    title = forms.CharField(label=_("议程"), max_length=120)
    matter = forms.ChoiceField(
        label=_("事项性质"),
        choices=Matter.choices,
        initial=Matter.GENERAL,
        help_text=_("决定它要不要先由党组织研究、由哪个会议决定。"),
    )
    work = forms.ChoiceField(label=_("工作类别"), choices=Work.choices, initial=Work.BUSINESS)
    reporter = forms.CharField(label=_("汇报人"), max_length=60, required=False)


class ItemChangeForm(ItemForm):
    pre_studied_at = forms.ModelChoiceField(None, label=_("先行研究"), required=False)

    def __init__(self, *args, item, **kwargs) -> None:
        names = ("title", "matter", "work", "reporter")
        initial = {**{name: getattr(item, name) for name in names}, "pre_studied_at": item.pre_studied_at_id}
        super().__init__(*args, initial=initial, **kwargs)
        found = studied_before(item)
        self.fields["pre_studied_at"].queryset = found
        self.fields["pre_studied_at"].label_from_instance = lambda one: strung((one.meeting, one.title), "：")
        if not found.exists():
            self.fields["pre_studied_at"].help_text = _("没有找到先行研究过它的会议。")


class PaperForm(CommandForm):
    upload = forms.FileField(label=_("文件"), help_text=_("文档、表格、图片或PDF，不超过20 MB。"))


class AnswerForm(CommandForm):
    answer = forms.ChoiceField(
        label=_("能否参加"), choices=[c for c in Answer.choices if c[0]], widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("请假事由"), max_length=200, required=False)
    substitute = forms.CharField(label=_("代为出席的人"), max_length=60, required=False)

    def __init__(self, *args, substitutes: bool, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not substitutes:
            del self.fields["substitute"]
            kept = [c for c in Answer.choices if c[0] in {Answer.COMING, Answer.ABSENT}]
            self.fields["answer"].choices = kept
