"""The only writers of cadres."""

from jiceng.cadres.commands.discipline import NewDiscipline, enter_discipline
from jiceng.cadres.commands.files import Entry, NewFile, open_files
from jiceng.cadres.commands.norms import Bounds, set_requirement, set_target
from jiceng.cadres.commands.requests import Asked, ask_change, decline_change, grant_change, withdraw_change
from jiceng.cadres.commands.reserve import (
    NewReserve,
    Standing,
    leave_reserve,
    put_in_reserve,
    review_reserve,
    set_development_norm,
    take_over_reserve,
)
from jiceng.cadres.commands.roster import grant_changes, take_over_roster

__all__ = [
    "Asked",
    "Bounds",
    "Entry",
    "NewDiscipline",
    "NewFile",
    "NewReserve",
    "Standing",
    "ask_change",
    "decline_change",
    "enter_discipline",
    "grant_change",
    "grant_changes",
    "leave_reserve",
    "open_files",
    "put_in_reserve",
    "review_reserve",
    "set_development_norm",
    "set_requirement",
    "set_target",
    "take_over_reserve",
    "take_over_roster",
    "withdraw_change",
]
