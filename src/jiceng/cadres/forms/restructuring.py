"""The board: opened, people proposed, posts taken, priorities weighed, the package decided."""

from collections import defaultdict
from dataclasses import asdict

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.board_seen import seen_of
from jiceng.cadres.commands import Proposal
from jiceng.cadres.enums_restructuring import Heads, Leaving, Opening, Origin, Outcome
from jiceng.cadres.filling import Weights
from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.cadres.queries import restructuring as queries
from jiceng.cadres.queries.board_filling import weights_of
from jiceng.documents.models import Series
from jiceng.documents.queries.documents import draftable
from jiceng.kernel.command_forms import CommandForm, SheetForm, day_field, lines
from jiceng.kernel.pages import today
from jiceng.organisations.forms.fields import PersonField
from jiceng.organisations.models import Reorganisation

MOST_POINTS = 1000


class OpenBoardForm(CommandForm):
    reorganisation = forms.ModelChoiceField(Reorganisation.objects.none(), label=_("组织调整"))
    on = day_field(
        _("任职日期"), required=False, help_text=_("不填就是组织调整的生效日期；不能早于生效日期。")
    )
    heads = forms.ChoiceField(label=_("书记、主任"), choices=Heads.choices)

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reorganisation"].queryset = queries.choosable()

    @property
    def asked(self) -> dict:
        return {name: self.cleaned_data[name] for name in ("reorganisation", "on", "heads")}


class ProposePersonForm(CommandForm):
    person = PersonField(_("人员"), known_only=True)
    origin = forms.ChoiceField(
        label=_("来源"), choices=[(one.value, one.label) for one in (Origin.ORGAN, Origin.LOCAL)]
    )
    now = forms.CharField(label=_("现任职务"), max_length=200, required=False)
    why = lines(_("推荐理由"), rows=2, required=True, max_length=300)

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].seen_by = by

    @property
    def proposals(self) -> list[Proposal]:
        data = self.cleaned_data
        return [Proposal(data["person"], data["origin"], data["now"], data["why"])]


class SeenForm(CommandForm):
    """Bears what the page showed of the board, so that nothing settled meanwhile is unsaid."""

    seen = forms.CharField(required=False, max_length=200_000, widget=forms.HiddenInput)

    def __init__(self, *args, board: Restructuring | None, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if not self.is_bound and board is not None:
            self.initial.setdefault("seen", seen_of(board))


class PostForm(SeenForm):
    """Somebody able for a post, or how it is left open."""

    person = forms.ModelChoiceField(
        BoardPerson.objects.none(), label=_("人选"), required=False, empty_label=_("不定人")
    )
    opening = forms.ChoiceField(
        label=_("不定人时"), choices=[("", _("以后再定")), *Opening.choices], required=False
    )
    why = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args, post: BoardPost, able: list[queries.Choice], **kwargs) -> None:
        super().__init__(*args, board=post.community.restructuring, **kwargs)
        field, holder = self.fields["person"], queries.holder_of(post)
        field.queryset = BoardPerson.objects.filter(pk__in=[one.row.pk for one in able])
        field.choices = [("", _("不定人")), *((one.row.pk, _told(one)) for one in able)]
        self.initial.setdefault("person", holder.pk if holder else None)
        self.initial.setdefault("opening", post.opening)


def _told(one: queries.Choice) -> str:
    place = f"（{one.place}）" if one.place else ""
    return f"{one.row.person.name} {one.about}{place}"


class OutcomeForm(SeenForm):
    """What becomes of somebody: a post, leaving on a ground, staying, or not settled."""

    post = forms.TypedChoiceField(
        label=_("任职"), required=False, coerce=int, empty_value=None, help_text=_("只列出符合条件的职务。")
    )
    leaving = forms.ChoiceField(label=_("离任方式"), choices=[("", "—"), *Leaving.choices], required=False)
    stay = forms.BooleanField(label=_("不使用，留原岗"), required=False)
    why = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args, row: BoardPerson, able: list[BoardPost], **kwargs) -> None:
        super().__init__(*args, board=row.restructuring, **kwargs)
        groups: dict[str, list] = defaultdict(list)
        for post in able:
            held = queries.holder_of(post)
            taken = f"（{held.person.name}）" if held else ""
            groups[post.community.name].append((post.pk, f"{post.get_kind_display()}{taken}"))
        self.fields["post"].choices = [("", _("不任职")), *groups.items()]
        if row.origin == Origin.ABOLISHED:
            del self.fields["stay"]
        self.initial.setdefault("leaving", row.leaving)
        self.initial.setdefault("stay", row.outcome == Outcome.STAY)
        self.initial.setdefault("why", row.why)

    def clean(self):
        data = super().clean()
        if sum(bool(data.get(name)) for name in ("post", "leaving", "stay")) > 1:
            self.add_error("post", _("任职、离任、留原岗只能选一样。"))
        return data


class LetGoForm(SeenForm):
    leaving = forms.ChoiceField(label=_("离任方式"), choices=Leaving.choices)
    why = forms.CharField(label=_("说明"), max_length=300, required=False)


class PlaceForm(SeenForm):
    """A card dropped on a post."""

    person = forms.ModelChoiceField(BoardPerson.objects.none())
    post = forms.ModelChoiceField(BoardPost.objects.none())

    def __init__(self, *args, board: Restructuring, **kwargs) -> None:
        super().__init__(*args, board=board, **kwargs)
        self.fields["person"].queryset = board.people.select_related("restructuring", "person")
        self.fields["post"].queryset = BoardPost.objects.filter(community__restructuring=board)


def _points(label, help_text="") -> forms.IntegerField:
    return forms.IntegerField(label=label, help_text=help_text, min_value=0, max_value=MOST_POINTS)


class WeightsForm(CommandForm):
    """The county's priorities in points."""

    heads = forms.ChoiceField(label=_("书记、主任"), choices=Heads.choices)
    continuity = _points(_("熟悉本社区"), _("在这个社区的前身任过职，减几分；总分最小的安排最好。"))
    same_post = _points(_("任过同类职务"), _("减几分"))
    retained = _points(_("撤并单位人员优先"), _("减几分"))
    education = _points(_("大专以上"), _("减几分"))
    civil_servant = _points(_("书记、主任是公务员"), _("减几分"))
    age = _points(_("超过目标平均年龄"), _("每大一岁加几分"))
    cross = _points(_("党组织和居委会交叉任职"), _("一人任两职减几分"))
    open = _points(_("职数留空"), _("每空一个加几分"))
    keep = forms.BooleanField(
        label=_("手工定的不动，只排其余的"), required=False, help_text=_("不勾选就从头全部重排。")
    )

    def __init__(self, *args, board: Restructuring, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {**asdict(weights_of(board)), "heads": board.heads, "keep": True, **self.initial}

    @property
    def asked(self) -> dict:
        data = self.cleaned_data
        weights = Weights(**{name: data[name] for name in asdict(Weights())})
        return {"weights": weights, "heads": data["heads"], "keep": data["keep"]}


class DecideBoardForm(CommandForm):
    number = forms.CharField(label=_("文号"), max_length=60)
    issued_on = day_field(_("成文日期"), initial=today)


class FinishedForm(CommandForm):
    result = lines(
        _("完成的结果"),
        _("所有离任人员还没有办结的任务一起办结；有一人没办完就不要用，在任务里逐项办。"),
        rows=2,
        required=True,
        max_length=500,
    )


class PackagePaperForm(CommandForm):
    series = forms.ModelChoiceField(Series.objects.none(), label=_("发文代字"))

    def __init__(self, *args, by, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        offices = [one.pk for one in draftable(seen_by=by)]
        rows = Series.objects.on(today()).filter(organisation__in=offices)
        self.fields["series"].queryset = rows
        self.fields["series"].initial = rows.first()


class ChoicesForm(SheetForm):
    """The list of people as it is exported."""

    file_help = _("用人员去向表导出的表格，按姓名和出生日期对人；没有改的行不动。")
