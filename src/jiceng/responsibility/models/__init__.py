"""Contact points, liaison officers, visits and what was taken along."""

from jiceng.responsibility.models.contacts import ContactPoint, Liaison
from jiceng.responsibility.models.visits import Problem, Visit

__all__ = ["ContactPoint", "Liaison", "Problem", "Visit"]
