"""Pages of cadres."""

from jiceng.cadres.views.files import cadre, cadres

__all__ = ["cadre", "cadres"]
