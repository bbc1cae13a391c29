"""The only writers of cadres."""

from jiceng.cadres.commands.discipline import NewDiscipline, enter_discipline
from jiceng.cadres.commands.files import Entry, NewFile, open_files
from jiceng.cadres.commands.norms import Bounds, set_requirement, set_target
from jiceng.cadres.commands.requests import Asked, ask_change, decline_change, grant_change, withdraw_change
from jiceng.cadres.commands.roster import grant_changes, take_over_roster

__all__ = [
    "Asked",
    "Bounds",
    "Entry",
    "NewDiscipline",
    "NewFile",
    "ask_change",
    "decline_change",
    "enter_discipline",
    "grant_change",
    "grant_changes",
    "open_files",
    "set_requirement",
    "set_target",
    "take_over_roster",
    "withdraw_change",
]
