"""What is typed about rooms."""

from jiceng.resources.forms.booking import AnswerForm, BookingForm, CancelForm, HallForm
from jiceng.resources.forms.venues import (
    EndMeasureForm,
    EndVenueForm,
    KeyForm,
    MeasureForm,
    NormForm,
    VenueForm,
    VenuesForm,
)

__all__ = [
    "AnswerForm",
    "BookingForm",
    "CancelForm",
    "EndMeasureForm",
    "EndVenueForm",
    "HallForm",
    "KeyForm",
    "MeasureForm",
    "NormForm",
    "VenueForm",
    "VenuesForm",
]
