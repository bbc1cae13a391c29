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
from jiceng.service.forms.residents import AgainForm, AskForm, CodeForm, WordForm

__all__ = [
    "AgainForm",
    "AnswerForm",
    "AskForm",
    "CodeForm",
    "ExtendForm",
    "HandOnForm",
    "KeyForm",
    "NoteForm",
    "SortForm",
    "TakeForm",
    "WhyForm",
    "WordForm",
]
