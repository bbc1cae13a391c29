"""What a community has to work with, and what it lacks."""

from jiceng.resources.models.venues import Venue, VenueMeasure, VenueNorm, VenueUse

__all__ = ["Venue", "VenueMeasure", "VenueNorm", "VenueUse"]
