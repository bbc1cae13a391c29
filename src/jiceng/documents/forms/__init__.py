"""What a person types about documents, cleaned."""

from jiceng.documents.forms.base import CommandForm, KeyForm, OpinionForm, ReasonForm, day_field, lines
from jiceng.documents.forms.consultation import (
    AnswerRemarkForm,
    CloseForm,
    ConsultForm,
    ReviseTextForm,
    SayForm,
    UnitSayForm,
)
from jiceng.documents.forms.documents import (
    EndForm,
    FileForm,
    IssueForm,
    ReviseForm,
    SeriesForm,
    VerifyForm,
    WriteForm,
)
from jiceng.documents.forms.incoming import (
    AnswerHandForm,
    HandOnForm,
    IncomingForm,
    InstructForm,
    ProposeForm,
    ResultForm,
)
from jiceng.documents.forms.templates import StandardForm

__all__ = [
    "AnswerHandForm",
    "AnswerRemarkForm",
    "CloseForm",
    "CommandForm",
    "ConsultForm",
    "EndForm",
    "FileForm",
    "HandOnForm",
    "IncomingForm",
    "InstructForm",
    "IssueForm",
    "KeyForm",
    "OpinionForm",
    "ProposeForm",
    "ReasonForm",
    "ResultForm",
    "ReviseForm",
    "ReviseTextForm",
    "SayForm",
    "SeriesForm",
    "StandardForm",
    "UnitSayForm",
    "VerifyForm",
    "WriteForm",
    "day_field",
    "lines",
]
