"""The only writers of cadres."""

from jiceng.cadres.commands.files import NewFile, Schooled, open_files

__all__ = ["NewFile", "Schooled", "open_files"]
