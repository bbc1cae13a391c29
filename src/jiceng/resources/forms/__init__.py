"""What is typed about rooms."""

from jiceng.resources.forms.booking import AnswerForm, BookingForm, CancelForm, HallForm
from jiceng.resources.forms.funds import CounterForm, DecideForm, LineForm, QuarterForm, VoucherForm
from jiceng.resources.forms.venues import (
    EndMeasureForm,
    EndVenueForm,
    KeyForm,
    MeasureForm,
    NormForm,
    VenueForm,
    VenuesForm,
)
from jiceng.resources.forms.wages import AmountsForm, AnnulForm, PayFileForm, StandardForm

__all__ = [
    "AmountsForm",
    "AnnulForm",
    "AnswerForm",
    "BookingForm",
    "CancelForm",
    "CounterForm",
    "DecideForm",
    "EndMeasureForm",
    "EndVenueForm",
    "HallForm",
    "KeyForm",
    "LineForm",
    "MeasureForm",
    "NormForm",
    "PayFileForm",
    "QuarterForm",
    "StandardForm",
    "VenueForm",
    "VenuesForm",
    "VoucherForm",
]
