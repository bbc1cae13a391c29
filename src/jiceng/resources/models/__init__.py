"""What a community has to work with, and what it lacks."""

from jiceng.resources.models.booking import BookedHalfHour, Booking, Hall
from jiceng.resources.models.venues import Venue, VenueMeasure, VenueNorm, VenueUse

__all__ = ["BookedHalfHour", "Booking", "Hall", "Venue", "VenueMeasure", "VenueNorm", "VenueUse"]
