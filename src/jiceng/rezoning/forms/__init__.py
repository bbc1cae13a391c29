"""Forms of re-zoning."""

from jiceng.rezoning.forms.plans import DeskForm, NamingForm, SaveDeskForm, SearchForm, TitleForm
from jiceng.rezoning.forms.projects import (
    BeginForm,
    EdgeForm,
    LockForm,
    PresentForm,
    UploadForm,
    WishesForm,
)
from jiceng.rezoning.forms.public import (
    AdoptForm,
    AnswerForm,
    ApproveForm,
    ProposeForm,
    PublishForm,
    ReasonForm,
    RemarkForm,
)
from jiceng.rezoning.forms.trades import TradesForm

__all__ = [
    "AdoptForm",
    "AnswerForm",
    "ApproveForm",
    "BeginForm",
    "DeskForm",
    "EdgeForm",
    "LockForm",
    "NamingForm",
    "PresentForm",
    "ProposeForm",
    "PublishForm",
    "ReasonForm",
    "RemarkForm",
    "SaveDeskForm",
    "SearchForm",
    "TitleForm",
    "TradesForm",
    "UploadForm",
    "WishesForm",
]
