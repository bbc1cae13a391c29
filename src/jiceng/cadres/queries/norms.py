"""What the county has set for reserve and training, as it holds on a day."""

from collections.abc import Mapping
from datetime import date

from jiceng.cadres.enums_development import DEFAULTS, Norm
from jiceng.cadres.models import DevelopmentNorm


def norms_on(as_of: date) -> Mapping[str, int]:
    """Every norm with its value; the usual one where nothing is set."""
    set_ = dict(DevelopmentNorm.objects.on(as_of).values_list("norm", "value"))
    return {norm: set_.get(norm, DEFAULTS[norm]) for norm in Norm}


def norm_versions() -> list[DevelopmentNorm]:
    """All versions, the open ones first."""
    return sorted(DevelopmentNorm.objects.all(), key=lambda one: (one.valid_to is not None, -one.pk))
