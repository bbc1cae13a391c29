"""Forms of this app: shape only; the state of things is judged by the commands."""

from jiceng.organisations.forms.rolls import (
    AdmitForm,
    AppointForm,
    EndMembershipForm,
    EndTermForm,
    MakeFullForm,
    PostForm,
    SettleForm,
    TransferForm,
)
from jiceng.organisations.forms.structure import (
    AbolishForm,
    CountForm,
    FoundForm,
    MergeForm,
    MoveForm,
    RenameForm,
    ReverseForm,
    SplitForm,
    SucceedForm,
)

__all__ = [
    "AbolishForm",
    "AdmitForm",
    "AppointForm",
    "CountForm",
    "EndMembershipForm",
    "EndTermForm",
    "FoundForm",
    "MakeFullForm",
    "MergeForm",
    "MoveForm",
    "PostForm",
    "RenameForm",
    "ReverseForm",
    "SettleForm",
    "SplitForm",
    "SucceedForm",
    "TransferForm",
]
