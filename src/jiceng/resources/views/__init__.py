"""Pages of what communities have to work with."""

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
    "community_venues",
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
