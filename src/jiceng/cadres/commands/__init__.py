"""The only writers of cadres."""

from jiceng.cadres.commands.files import Entry, NewFile, open_files
from jiceng.cadres.commands.norms import Bounds, set_requirement, set_target

__all__ = ["Bounds", "Entry", "NewFile", "open_files", "set_requirement", "set_target"]
