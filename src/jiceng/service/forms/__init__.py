"""What residents and workers type, cleaned."""

from jiceng.kernel.command_forms import KeyForm
from jiceng.service.forms.cases import (
    AnswerForm,
    ExtendForm,
    HandOnForm,
    NoteForm,
    SortForm,
    TakeForm,
    WhyForm,
)
from jiceng.service.forms.households import EnterForm, HouseholdForm, VisitForm
from jiceng.service.forms.more import CertificateForm, RefusalForm, SettleForm
from jiceng.service.forms.residents import AgainForm, AskForm, CodeForm, WordForm

__all__ = [
    "AgainForm",
    "AnswerForm",
    "AskForm",
    "CertificateForm",
    "CodeForm",
    "EnterForm",
    "ExtendForm",
    "HandOnForm",
    "HouseholdForm",
    "KeyForm",
    "NoteForm",
    "RefusalForm",
    "SettleForm",
    "SortForm",
    "TakeForm",
    "VisitForm",
    "WhyForm",
    "WordForm",
]
