"""Units that come in from outside: read, checked, repaired as decided. Nothing here writes."""

from jiceng.rezoning.intake.checks import faults_of
from jiceng.rezoning.intake.fault import Fault, Hear, silent
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
    "Hear",
    "Incoming",
    "Unreadable",
    "barriers_from_geojson",
    "faults_of",
    "repaired",
    "silent",
    "sources_of",
    "units_from_geojson",
    "units_from_xlsx",
]
