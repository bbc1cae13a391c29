"""What a person types about plans and tasks, cleaned."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from jiceng.documents import measures
from jiceng.documents.body import LEVELS, blocks
from jiceng.documents.commands import Aim, Cause, Clause, NewItem, NewPlan, NewTask
from jiceng.documents.enums import PlanKind
from jiceng.documents.forms import CommandForm, day_field
from jiceng.documents.models import Document, Incoming, Plan, PlanItem, PlanTarget
from jiceng.documents.queries.tasks import units
from jiceng.documents.sources import LISTED
from jiceng.kernel.command_forms import SheetForm
from jiceng.kernel.pages import today
from jiceng.kernel.secrecy import Unmarked
from jiceng.kernel.validity import holds_on
from jiceng.kernel.words import aside
from jiceng.organisations.forms.fields import UnitFound, UnitsFound
from jiceng.organisations.models import Organisation
from jiceng.people.models import Person

LONGEST_PASSAGE = 1000


def text_field(label, rows=2, **extra) -> forms.CharField:
    return forms.CharField(label=label, widget=forms.Textarea(attrs={"rows": rows}), **extra)


class UnitForm(CommandForm):
    """Who carries it out: a unit, perhaps a person of it, and who helps."""

    unit = UnitFound(_("责任单位"))
    owner = forms.CharField(
        label=_("责任人"), max_length=60, required=False, help_text=_("可不填；填姓名，须在责任单位任职。")
    )
    helpers = UnitsFound(_("协办单位"), required=False, help_text=_("一格一个单位；没有的不填。"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        for name in ("unit", "helpers"):
            self.fields[name].rows = units(today())

    def clean(self):
        data = super().clean()
        name, unit = data.get("owner"), data.get("unit")
        data["person"] = None
        if name and unit:
            held = holds_on(today(), "terms__") & holds_on(today(), "terms__post__")
            found = Person.objects.filter(held, name=name, terms__post__organisation=unit).distinct()[:2]
            if len(found) == 1:
                data["person"] = found[0]
            else:
                self.add_error("owner", _("责任单位没有这个人，或有两个同名的人。"))
        if unit is not None and unit in (data.get("helpers") or ()):
            self.add_error("helpers", _("责任单位不能同时是协办单位。"))
        return data


class PlanForm(CommandForm):
    kind = forms.ChoiceField(label=_("类别"), choices=PlanKind.choices, initial=PlanKind.THREE_YEAR)
    title = forms.CharField(label=_("名称"), max_length=120)
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("编制单位"))
    starts_on = day_field(_("起"))
    ends_on = day_field(_("止"))
    adopted_on = day_field(_("通过日期"), initial=today)
    document = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("印发文件"),
        required=False,
        help_text=_("已经印发的公文；没有的不选。"),
    )
    carries_out = forms.ModelChoiceField(
        PlanItem.objects.none(), label=_("落实上级规划的哪一项"), required=False
    )

    def __init__(self, *args, places, documents, items, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = places
        self.fields["document"].queryset = documents
        self.fields["carries_out"].queryset = items

    @property
    def new(self) -> NewPlan:
        names = (
            "kind",
            "title",
            "organisation",
            "starts_on",
            "ends_on",
            "adopted_on",
            "document",
            "carries_out",
        )
        return NewPlan(**{name: self.cleaned_data[name] for name in names})


class AimForm(Unmarked):
    """The target's own fields, for a new item and for a change."""

    measure = text_field(_("目标"), max_length=300, help_text=_("做到什么程度，写得出、看得见。"))
    figure = forms.ChoiceField(
        label=_("计量指标"),
        required=False,
        help_text=_("系统自己计量的数，选了就不用任何人报进度；没有合适的不选。"),
    )
    baseline = forms.DecimalField(
        label=_("基数"),
        required=False,
        max_digits=12,
        decimal_places=2,
        help_text=_("不填就取今天的实测数。"),
    )
    goal = forms.DecimalField(label=_("目标值"), required=False, max_digits=12, decimal_places=2)
    weight = forms.IntegerField(label=_("权重"), min_value=1, max_value=100, initial=1)
    due_on = day_field(_("完成期限"))

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        choices = [
            (one.key, aside(one.label, one.unit) if one.unit else str(one.label)) for one in measures.known()
        ]
        self.fields["figure"].choices = [("", _("不用指标")), *choices]

    @property
    def aim(self) -> Aim:
        names = ("measure", "due_on", "figure", "baseline", "goal", "weight")
        return Aim(**{name: self.cleaned_data[name] for name in names})


class ItemForm(UnitForm, AimForm):
    title = forms.CharField(label=pgettext_lazy("规划", "事项"), max_length=120)
    starts_on = day_field(_("起"))
    field_order = (
        "title",
        "measure",
        "figure",
        "baseline",
        "goal",
        "weight",
        "unit",
        "owner",
        "helpers",
        "starts_on",
    )

    def new(self, parent: PlanItem | None) -> NewItem:
        data = self.cleaned_data
        return NewItem(
            data["title"],
            data["unit"],
            self.aim,
            data["starts_on"],
            parent,
            data["person"],
            tuple(data["helpers"]),
        )


class TargetForm(CommandForm, AimForm):
    """The next version, beginning with what holds now."""

    why = text_field(_("调整理由"), max_length=300)

    @staticmethod
    def of(target: PlanTarget) -> dict:
        names = ("measure", "figure", "baseline", "goal", "weight", "due_on")
        return {name: getattr(target, name) for name in names}


class PaperChoice(forms.ModelChoiceField):
    """Incoming papers by their number in the register."""

    def label_from_instance(self, obj: Incoming) -> str:
        return " ".join(filter(None, (obj.register_number, obj.number, obj.title)))


class ClausesForm(CommandForm):
    """Passages of a text; each that is picked becomes an item. The text is that of a document issued here or of a paper
    that came in; of a paper kept as a scan only, it is typed."""

    submit = _("下一步")
    document = forms.ModelChoiceField(Document.objects.none(), label=_("本系统印发的公文"), required=False)
    incoming = PaperChoice(
        Incoming.objects.none(),
        label=_("来文"),
        required=False,
        help_text=_("收文登记里的来文；没有登记的，先签收登记。"),
    )
    text = text_field(
        _("来文原文"),
        rows=8,
        required=False,
        max_length=60_000,
        help_text=_("只有登记时没有正文（只有扫描件）的来文才填，一行一段。"),
    )

    def __init__(self, *args, documents, papers, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["document"].queryset = documents
        self.fields["incoming"].queryset = papers

    def clean(self):
        data = super().clean()
        paper = data.get("incoming")
        if bool(data.get("document")) == bool(paper):
            self.add_error("document", _("请选一份公文，或选一份来文。"))
        elif paper and not paper.wording and not data.get("text"):
            self.add_error("text", _("这份来文没有登记正文，请在这里录入。"))
        elif paper and paper.wording and data.get("text"):
            self.add_error("text", _("这份来文已有正文，不用另外录入。"))
        return data

    @property
    def clauses(self) -> list[Clause]:
        data = self.cleaned_data
        document, paper = data.get("document"), data.get("incoming")
        if paper is not None:
            text, name = paper.wording or data["text"], f"{paper.number} {paper.title}".strip()
            document = paper.document
        else:
            text, name = document.current.text, f"{document.number_text} {document.title}".strip()
        passages = [(one.lead + one.text)[:LONGEST_PASSAGE] for one in blocks(text) if not one.rows]
        return [Clause(name, number, passage, document, paper) for number, passage in enumerate(passages, 1)]


class PickForm(UnitForm):
    """Which passages, for whom, until when; `sealed` bears the passages as they were shown, signed."""

    submit = _("生成事项")
    sealed = forms.CharField(widget=forms.HiddenInput)
    picked = forms.TypedMultipleChoiceField(
        label=_("选段落"),
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("选中的每一段成为一项。"),
    )
    starts_on = day_field(_("起"))
    due_on = day_field(_("完成期限"))
    field_order = ("sealed", "picked", "unit", "owner", "helpers", "starts_on", "due_on")

    def __init__(self, *args, clauses: list[Clause], **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.clauses = {one.number: one for one in clauses}
        self.fields["picked"].choices = [(one.number, one.text) for one in clauses]

    def news(self, parent: PlanItem | None) -> list[NewItem]:
        data = self.cleaned_data
        found = []
        for number in data["picked"]:
            one = self.clauses[number]
            aim = Aim(one.text[:300], data["due_on"])
            title = headline(one.text)
            found.append(
                NewItem(
                    title,
                    data["unit"],
                    aim,
                    data["starts_on"],
                    parent,
                    data["person"],
                    tuple(data["helpers"]),
                    one,
                )
            )
        return found


def headline(passage: str) -> str:
    """The first sentence of a passage without its numbering: what the item is called."""
    first = next((part for part in passage.replace("；", "。").split("。") if part.strip()), passage).strip()
    for pattern in LEVELS:
        if (numbering := pattern.match(first)) and len(first) > numbering.end():
            return first[numbering.end() :].strip()[:120]
    return first[:120]


class GiveForm(UnitForm):
    """A task by hand or from a list."""

    title = forms.CharField(label=_("任务"), max_length=120)
    measure = text_field(_("成果要求"), max_length=300, required=False)
    due_on = day_field(_("完成期限"))
    listed = forms.CharField(
        label=_("所属清单"),
        max_length=200,
        required=False,
        help_text=_("例如：某次检查的整改清单；直接交办的不填。"),
    )
    field_order = ("title", "measure", "unit", "owner", "helpers", "due_on", "listed")

    @property
    def new(self) -> NewTask:
        data = self.cleaned_data
        listed = (data.get("listed") or "").strip()
        return NewTask(
            data["title"],
            data["unit"],
            data["due_on"],
            data["person"],
            data["measure"],
            tuple(data["helpers"]),
            Cause(LISTED, name=listed) if listed else Cause(),
        )


class ItemTaskForm(GiveForm):
    """A task that an item of a plan asks for."""

    listed = None  # type: ignore[assignment]  # the item is its source


class ProgressForm(CommandForm):
    text = text_field(_("进展"), rows=3, max_length=500)


class ResultForm(CommandForm):
    result = text_field(_("结果"), rows=3, max_length=2000)


class WhyForm(CommandForm):
    why = text_field(_("理由"), max_length=300)


class MoveForm(CommandForm):
    due_on = day_field(_("完成期限"))
    why = text_field(_("理由"), max_length=300)


class TableForm(SheetForm):
    """A table as it is exported."""

    file_help = _("列同导出的表格；有编号的行不再登记，新的行编号留空。")


def initial_of(plan: Plan, parent: PlanItem | None) -> dict:
    """What a new item begins with."""
    found = {"starts_on": plan.starts_on, "due_on": plan.ends_on}
    return found | ({"unit": parent.unit_id} if parent else {})
