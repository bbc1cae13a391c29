"""What a person types about responsibilities, cleaned."""

from jiceng.responsibility.forms.base import CommandForm, KeyForm, ReasonForm
from jiceng.responsibility.forms.channel import (
    DecideForm,
    GroupForm,
    InstructForm,
    MemberForm,
    PassForm,
    RaiseForm,
    ReportForm,
)
from jiceng.responsibility.forms.contacts import ChargeForm, EndForm, LinkForm, RegisterForm
from jiceng.responsibility.forms.visits import AnswerForm, ConfirmForm, VisitForm

__all__ = [
    "AnswerForm",
    "ChargeForm",
    "CommandForm",
    "ConfirmForm",
    "DecideForm",
    "EndForm",
    "GroupForm",
    "InstructForm",
    "KeyForm",
    "LinkForm",
    "MemberForm",
    "PassForm",
    "RaiseForm",
    "ReasonForm",
    "RegisterForm",
    "ReportForm",
    "VisitForm",
]
