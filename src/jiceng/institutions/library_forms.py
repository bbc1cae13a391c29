"""What a keeper of institutions types: a new institution, an article, the whole text, the day it takes force."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.institutions.enums import Level
from jiceng.institutions.reading.nodes import MOST_BYTES
from jiceng.institutions.reading.schema import ClausePart
from jiceng.kernel.forms import DAYS
from jiceng.kernel.once import OnceForm
from jiceng.kernel.pages import today


class TextForm(OnceForm):
    """The whole file."""

    text = forms.CharField(
        label=_("全文"),
        max_length=MOST_BYTES,
        strip=False,
        widget=forms.Textarea(attrs={"class": "source", "rows": 40, "spellcheck": "false", "wrap": "off"}),
    )
    why = forms.CharField(label=_("修订理由"), max_length=300, required=False)

    def clean_text(self):
        return self.cleaned_data["text"].replace("\r\n", "\n")


class PublishForm(OnceForm):
    on = forms.DateField(
        label=_("施行日"),
        initial=today,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("从这一天起按新版本执行；现行版本到前一天为止。"),
    )
    why = forms.CharField(label=_("修订理由"), max_length=300)


class WithdrawForm(OnceForm):
    why = forms.CharField(label=_("理由"), max_length=300, required=False)


class InstitutionForm(OnceForm):
    """The beginning of an institution of the county's own: its name, its purpose, its first article."""

    name = forms.CharField(label=_("制度名称"), max_length=80)
    purpose = forms.CharField(label=_("目的"), max_length=300, help_text=_("一句话说明要解决什么问题。"))
    on = forms.DateField(
        label=_("施行日"),
        initial=today,
        validators=DAYS,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("发布时还可以改。"),
    )
    title = forms.CharField(label=_("第一条的标题"), max_length=80, required=False)
    text = forms.CharField(label=_("第一条"), max_length=5000, widget=forms.Textarea(attrs={"rows": 6}))


class ArticleForm(OnceForm):
    """One article: the text that people read, and what it stands on."""

    title = forms.CharField(label=_("标题"), max_length=80, required=False)
    text = forms.CharField(
        label=_("条文"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=_("可以分段；可以用 **加粗**、列表和表格。"),
    )
    source = forms.CharField(
        label=_("依据"), max_length=200, required=False, help_text=_("文件名称和条款；没有就留空。")
    )
    level = forms.ChoiceField(label=_("性质"), choices=Level.choices, initial=Level.HOUSE)

    def __init__(self, *args, part: ClausePart | None = None, **kwargs):
        names = ("title", "text", "source", "level")
        initial = {name: getattr(part, name) for name in names} if part else {}
        super().__init__(*args, initial=initial, **kwargs)

    def values(self) -> dict:
        """As they stand in the file; the text always as a block."""
        data = self.cleaned_data
        text = data["text"].replace("\r\n", "\n").strip() + "\n"
        return {"title": data["title"], "source": data["source"], "level": data["level"], "text": text}
