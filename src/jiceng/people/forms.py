"""Forms of people and accounts."""

from django import forms
from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.utils.functional import lazystr
from django.utils.translation import gettext_lazy as _

from jiceng.kernel.once import OnceForm
from jiceng.kernel.secrecy import Unmarked
from jiceng.people.enums import Education, Sex
from jiceng.people.models import Person


class LogInForm(forms.Form):
    username = forms.CharField(
        label=_("账号"),
        max_length=60,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autofocus": True, "autocapitalize": "none"}
        ),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )

    def clean_username(self) -> str:
        return self.cleaned_data["username"].lower()


class CodeForm(forms.Form):
    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        help_text=_("打开手机上的验证器，输入6位数字。手机不在身边时，可以输入一个恢复码。"),
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "autofocus": True,
                "inputmode": "text",
                "spellcheck": "false",
            }
        ),
    )


def password_rules() -> str:
    return "".join(password_validators_help_texts())


class PasswordForm(OnceForm):
    old = forms.CharField(
        label=_("原密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        max_length=200,
        strip=False,
        help_text=lazystr(password_rules),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self):
        cleaned = super().clean()
        if "new" in cleaned and "again" in cleaned and cleaned["new"] != cleaned["again"]:
            self.add_error("again", _("两次输入的新密码不一样。"))
        return cleaned


class SecondFactorForm(OnceForm):
    code = forms.CharField(
        label=_("验证码"),
        max_length=20,
        help_text=_("扫码后，输入验证器显示的6位数字。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


class ConfirmPasswordForm(OnceForm):
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
    )


class LanguageForm(forms.Form):
    language = forms.ChoiceField(label=_("界面语言"), choices=settings.LANGUAGES)
    next = forms.CharField(required=False, max_length=500, widget=forms.HiddenInput)


class FindPersonForm(forms.Form):
    text = forms.CharField(label=_("姓名或拼音"), max_length=60, required=False)


class OpenAccountForm(OnceForm):
    person = forms.ModelChoiceField(Person.objects.all(), label=_("人员"), widget=forms.HiddenInput)
    username = forms.CharField(
        label=_("账号"),
        max_length=60,
        help_text=_("3到60个小写字母、数字或 . _ - ，例如姓名的全拼。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )


class WhyForm(OnceForm):
    why = forms.CharField(label=_("事由"), min_length=2, max_length=200)


class UnmaskForm(Unmarked):
    field = forms.ChoiceField(choices=[("id_number", ""), ("phone", "")], widget=forms.HiddenInput)
    why = forms.CharField(
        label=_("查看事由"),
        min_length=4,
        max_length=200,
        help_text=_("至少4个字。谁在什么时候因为什么看过，都会记入操作记录。"),
    )


class PersonForm(OnceForm):
    """What can be corrected. Numbers are never filled in: an empty one means that it stays."""

    name = forms.CharField(label=_("姓名"), min_length=2, max_length=60)
    sex = forms.TypedChoiceField(label=_("性别"), choices=Sex, coerce=int, required=False)
    born_on = forms.DateField(
        label=_("出生日期"), required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    education = forms.TypedChoiceField(
        label=_("学历"),
        choices=[("", _("未知")), *Education.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
    id_number = forms.CharField(
        label=_("公民身份号码"),
        max_length=40,
        required=False,
        help_text=_("不改就留空。填写后，出生日期和性别以号码为准。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    phone = forms.CharField(
        label=_("手机"),
        max_length=40,
        required=False,
        help_text=_("不改就留空。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "tel"}),
    )
    why = forms.CharField(label=_("更正原因"), min_length=2, max_length=200)

    @staticmethod
    def of(person: Person) -> dict:
        return {name: getattr(person, name) for name in ("name", "sex", "born_on", "education")}

    def changes(self) -> dict:
        """For correct_person: with a new ID number, sex and birth date are told by it."""
        wish = {name: value for name, value in self.cleaned_data.items() if name != "submission_key"}
        wish = {name: value for name, value in wish.items() if name not in {"id_number", "phone"} or value}
        if "id_number" in wish:
            del wish["sex"], wish["born_on"]
        return wish
