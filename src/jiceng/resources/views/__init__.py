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
from jiceng.resources.views.wages import (
    community_wages,
    my_pay,
    pay_batch,
    pay_month,
    pay_standard_new,
    pay_standards,
    wages,
)

__all__ = [
    "booking",
    "booking_new",
    "community_venues",
    "community_wages",
    "hall_change",
    "hall_close",
    "hall_new",
    "hall_week",
    "halls",
    "my_pay",
    "open_halls",
    "pay_batch",
    "pay_month",
    "pay_standard_new",
    "pay_standards",
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
    "wages",
]
