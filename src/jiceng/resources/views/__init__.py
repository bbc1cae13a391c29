"""Pages of what communities have to work with."""

from jiceng.resources.views.booking import (
    booking,
    booking_new,
    hall_change,
    hall_close,
    hall_new,
    hall_week,
    halls,
    open_halls,
)
from jiceng.resources.views.planning import (
    venue_measure_end,
    venue_measure_new,
    venue_norm_new,
    venue_norms,
)
from jiceng.resources.views.venues import (
    community_venues,
    venue,
    venue_change,
    venue_end,
    venue_new,
    venue_stock,
    venues,
    venues_import,
)

__all__ = [
    "booking",
    "booking_new",
    "community_venues",
    "hall_change",
    "hall_close",
    "hall_new",
    "hall_week",
    "halls",
    "open_halls",
    "venue",
    "venue_change",
    "venue_end",
    "venue_measure_end",
    "venue_measure_new",
    "venue_new",
    "venue_norm_new",
    "venue_norms",
    "venue_stock",
    "venues",
    "venues_import",
]
