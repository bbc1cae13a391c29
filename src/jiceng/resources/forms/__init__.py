"""What is typed about rooms."""

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
    "EndMeasureForm",
    "EndVenueForm",
    "KeyForm",
    "MeasureForm",
    "NormForm",
    "VenueForm",
    "VenuesForm",
]
