"""What an applicant or a resident types, without an account."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.cadres.commands.recruitment import NewApplicant
from jiceng.cadres.models import RecruitmentPlace
from jiceng.kernel.command_forms import CommandForm, lines
from jiceng.people.enums import Education


class ApplyForm(CommandForm):
    place = forms.ModelChoiceField(label=_("报考岗位"), queryset=RecruitmentPlace.objects.none())
    name = forms.CharField(label=_("姓名"), max_length=60)
    id_number = forms.CharField(
        label=_("公民身份号码"), max_length=24, help_text=_("加密保存；性别和出生日期由号码得出。")
    )
    phone = forms.CharField(
        label=_("手机"), max_length=20, widget=forms.TextInput(attrs={"inputmode": "tel"})
    )
    education = forms.TypedChoiceField(label=_("学历"), choices=Education.choices, coerce=int)
    school = forms.CharField(label=_("毕业院校"), max_length=120, required=False)
    major = forms.CharField(label=_("专业"), max_length=60, required=False)
    party_member = forms.BooleanField(label=_("我是中共党员"), required=False)
    experience = lines(_("学习和工作经历"), rows=4, max_length=1500)
    agreed = forms.BooleanField(
        label=_("我保证所填属实，同意招聘单位为这次招聘使用以上信息，并在期限届满后删除。")
    )

    def __init__(self, *args, places, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].queryset = places

    @property
    def new(self) -> NewApplicant:
        return NewApplicant(**{name: self.cleaned_data[name] for name in NewApplicant.__dataclass_fields__})


class CodeForm(forms.Form):
    code = forms.CharField(label=_("查询码"), max_length=40, help_text=_("报名成功时给的二十位字母和数字。"))


class PaperForm(CommandForm):
    file = forms.FileField(
        label=_("材料"), help_text=_("身份证、毕业证、照片等，PDF、图片或文档，每份不超过20 MB。")
    )


class AppealForm(CommandForm):
    step = forms.ChoiceField(label=_("环节"))
    text = lines(_("申诉内容"), rows=4, required=True, max_length=1000)

    def __init__(self, *args, steps, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.fields["step"].choices = steps


class ObjectionForm(CommandForm):
    text = lines(_("情况和依据"), rows=4, required=True, max_length=1000)
    contact = forms.CharField(
        label=_("您的姓名和联系方式"),
        max_length=120,
        help_text=_("加密保存，只供招聘单位核实，不公开。"),
    )
