"""What a person types about official documents, cleaned."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _g
from django.utils.translation import gettext_lazy as _

from jiceng.documents.body import attachments_in, attachments_text
from jiceng.documents.commands import Addressee, Words
from jiceng.documents.enums import DocumentKind, Retention, Urgency
from jiceng.documents.forms.base import CommandForm, RepairableForm, day_field, lines
from jiceng.documents.models import Document, Series
from jiceng.documents.queries.findings import count_remark
from jiceng.kernel.pages import today
from jiceng.organisations.models import Organisation


class SeriesForm(CommandForm):
    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("发文机关"))
    code = forms.CharField(label=_("发文代字"), max_length=20, help_text=_("例如：嫩发、嫩组发。"))
    name = forms.CharField(label=_("说明"), max_length=60, required=False)

    def __init__(self, *args, organisations, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = Organisation.objects.filter(
            pk__in=[one.pk for one in organisations]
        )


class WriteForm(RepairableForm):
    """A document as its drafter writes it. Recipients are one name a line: names of the county's organisations are
    recognised, others stay names."""

    series = forms.ModelChoiceField(Series.objects.none(), label=_("发文代字"))
    kind = forms.ChoiceField(label=_("文种"), choices=DocumentKind.choices, initial=DocumentKind.NOTICE)
    title = forms.CharField(label=_("标题"), max_length=200)
    main = lines(_("主送机关"), _("一行一个。"))
    text = forms.CharField(
        label=_("正文"),
        widget=forms.Textarea(attrs={"rows": 18}),
        help_text=_("一行一段；标题按“一、”“（一）”“1.”“（1）”写；表格一行一列表行，用竖线分隔。"),
    )
    attachments = lines(_("附件"), _("先写一行“附件：名称”，下面各行是附件正文。"), rows=5)
    copies = lines(_("抄送机关"), _("一行一个。"))
    countersigners = lines(_("会签单位"), _("一行一个，须是本县组织。"), rows=2)
    urgency = forms.ChoiceField(label=_("紧急程度"), choices=Urgency.choices, required=False)
    retention = forms.ChoiceField(
        label=_("保管期限"), choices=[("", _("按文种的默认期限")), *Retention.choices], required=False
    )
    sealed = forms.BooleanField(label=_("加盖印章"), required=False, initial=True)
    special_task = forms.BooleanField(label=_("部署专项工作（篇幅从严）"), required=False)
    length_reason = forms.CharField(label=_("超过篇幅的理由"), max_length=300, required=False)
    count_reason = forms.CharField(label=_("发文多于上年的理由"), max_length=300, required=False)
    note = forms.CharField(
        label=_("附注"), max_length=100, required=False, help_text=_("例如：此件公开发布。")
    )

    def __init__(self, *args, organisation, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        own = Series.objects.on(today()).filter(organisation=organisation)
        self.fields["series"].queryset = own
        self.fields["series"].initial = own.first()

    def clean_main(self):
        return _addressees(self.cleaned_data["main"])

    def clean_copies(self):
        return _addressees(self.cleaned_data["copies"])

    def clean_countersigners(self):
        found = _addressees(self.cleaned_data["countersigners"])
        if unknown := [one.name for one in found if one.organisation is None]:
            raise ValidationError(_g("本县没有这些组织：%(names)s。") % {"names": "、".join(unknown)})
        return tuple(one.organisation for one in found)

    def clean_attachments(self):
        try:
            return attachments_in(self.cleaned_data["attachments"])
        except ValueError:
            raise ValidationError(_g("附件正文前要有一行“附件：名称”。")) from None

    def words(self) -> Words:
        names = (*Words.__dataclass_fields__,)
        return Words(**{name: self.cleaned_data[name] for name in names})


class ReviseForm(WriteForm):
    """The same for a document that stands; after the signature with the reason."""

    why = forms.CharField(label=_("修改理由"), max_length=300, required=False)

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, organisation=document.organisation, initial=initial_of(document), **kwargs)
        del self.fields["series"]
        if document.state == "signed":
            self.fields["why"].required = True


def _addressees(text: str) -> tuple[Addressee, ...]:
    names = [name for line in text.splitlines() if (name := line.strip(" 　，、；：:"))]
    known = {one.name: one for one in Organisation.objects.on(today()).filter(name__in=names)}
    return tuple(Addressee(name, known.get(name)) for name in dict.fromkeys(names))


def initial_of(document: Document) -> dict:
    """What stands now, as it is typed."""
    version = document.current
    people = list(document.recipients.values_list("part", "name"))
    names = (
        *("kind", "title", "urgency", "retention", "sealed", "special_task", "length_reason"),
        "count_reason",
        "note",
    )
    asked = document.countersignatures.values_list("organisation__name", flat=True)
    return {
        **{name: getattr(document, name) for name in names},
        "text": version.text,
        "main": "\n".join(name for part, name in people if part == "main"),
        "copies": "\n".join(name for part, name in people if part == "copy"),
        "countersigners": "\n".join(asked),
        "attachments": attachments_text(version.attachments.values_list("title", "text")),
    }


class IssueForm(CommandForm):
    on = day_field(_("印发日期"))
    in_force = day_field(_("生效日期"), required=False, help_text=_("不填：印发之日起生效。"))
    until = day_field(_("失效日期"), required=False, help_text=_("不填：长期有效。"))
    copies = forms.IntegerField(
        label=_("用印份数"),
        min_value=1,
        max_value=9999,
        required=False,
        help_text=_("不填：受文单位每家一份，另存一份。不盖印章的公文不登记。"),
    )
    count_reason = forms.CharField(label=_("发文多于上年的理由"), max_length=300)

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        if told := count_remark(document):
            self.fields["count_reason"].help_text = told
        else:
            del self.fields["count_reason"]

    @property
    def how(self) -> dict:
        names = ("on", "in_force", "until", "copies", "count_reason")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class EndForm(CommandForm):
    """Repealed on a day, or replaced by another document of the same organisation."""

    on = day_field(_("自哪天起失效"), required=False)
    successor = forms.ModelChoiceField(
        Document.objects.none(),
        label=_("替代文件"),
        required=False,
        help_text=_("选了替代文件，自其生效之日起失效。"),
    )
    why = forms.CharField(label=_("理由"), max_length=300)

    def __init__(self, *args, document: Document, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        others = Document.objects.filter(organisation=document.organisation, state__in=("issued", "filed"))
        self.fields["successor"].queryset = others.exclude(pk=document.pk)

    def clean(self):
        data = super().clean()
        if not data.get("on") and not data.get("successor"):
            raise ValidationError(_g("请填失效日期，或选替代文件。"))
        return data


class FileForm(CommandForm):
    archive_number = forms.CharField(label=_("档号"), max_length=60)
    retention = forms.ChoiceField(label=_("保管期限"), choices=Retention.choices)


class VerifyForm(forms.Form):
    """A file to compare, or the fingerprint typed."""

    fingerprint = forms.CharField(label=_("SHA-256 或 SM3 指纹"), max_length=64, required=False)
    paper = forms.FileField(label=_("归档的 PDF 文件"), required=False)
