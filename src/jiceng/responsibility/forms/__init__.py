"""What a person types about responsibilities, cleaned."""

from jiceng.responsibility.forms.accountability import (
    CheckHeldForm,
    CheckItemForm,
    HearingForm,
    InvitationForm,
    ReaderForm,
    RungForm,
    StatementForm,
    StepDecisionForm,
)
from jiceng.responsibility.forms.assignment import (
    ConflictForm,
    DecisionForm,
    LineForm,
    PaperForm,
    ProfileForm,
    ProposeForm,
)
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
from jiceng.responsibility.forms.matters import (
    CheckForm,
    ExtendForm,
    ExtensionForm,
    MatterForm,
    MattersForm,
    NoteForm,
    ReturnedForm,
    SplitForm,
)
from jiceng.responsibility.forms.visits import AnswerForm, ConfirmForm, VisitForm

__all__ = [
    "AnswerForm",
    "ChargeForm",
    "CheckForm",
    "CheckHeldForm",
    "CheckItemForm",
    "CommandForm",
    "ConfirmForm",
    "ConflictForm",
    "DecideForm",
    "DecisionForm",
    "EndForm",
    "ExtendForm",
    "ExtensionForm",
    "GroupForm",
    "HearingForm",
    "InstructForm",
    "InvitationForm",
    "KeyForm",
    "LineForm",
    "LinkForm",
    "MatterForm",
    "MattersForm",
    "MemberForm",
    "NoteForm",
    "PaperForm",
    "PassForm",
    "ProfileForm",
    "ProposeForm",
    "RaiseForm",
    "ReaderForm",
    "ReasonForm",
    "RegisterForm",
    "ReportForm",
    "ReturnedForm",
    "RungForm",
    "SplitForm",
    "StatementForm",
    "StepDecisionForm",
    "VisitForm",
]
