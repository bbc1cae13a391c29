"""What a community has to work with, and what it lacks."""

from jiceng.resources.models.booking import BookedHalfHour, Booking, Hall
from jiceng.resources.models.funds import BudgetLine, FundAccount, FundSignature, Voucher
from jiceng.resources.models.venues import Venue, VenueMeasure, VenueNorm, VenueUse
from jiceng.resources.models.wages import PayBatch, Payment, PayStandard

__all__ = [
    "BookedHalfHour",
    "Booking",
    "BudgetLine",
    "FundAccount",
    "FundSignature",
    "Hall",
    "PayBatch",
    "PayStandard",
    "Payment",
    "Venue",
    "VenueMeasure",
    "VenueNorm",
    "VenueUse",
    "Voucher",
]
