"""Units that come in from outside: read, checked, repaired as decided. Nothing here writes."""

from jiceng.rezoning.intake.checks import Fault, faults_of
from jiceng.rezoning.intake.known import sources_of
from jiceng.rezoning.intake.reading import (
    Incoming,
    Unreadable,
    barriers_from_geojson,
    units_from_geojson,
    units_from_xlsx,
)
from jiceng.rezoning.intake.repairs import repaired

__all__ = [
    "Fault",
    "Incoming",
    "Unreadable",
    "barriers_from_geojson",
    "faults_of",
    "repaired",
    "sources_of",
    "units_from_geojson",
    "units_from_xlsx",
]
