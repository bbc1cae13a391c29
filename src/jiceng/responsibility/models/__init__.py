"""Contact points, liaison officers."""

from jiceng.responsibility.models.contacts import ContactPoint, Liaison

__all__ = ["ContactPoint", "Liaison"]
