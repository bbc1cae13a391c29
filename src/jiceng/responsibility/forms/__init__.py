"""What a person types about responsibilities, cleaned."""

from jiceng.responsibility.forms.base import CommandForm, KeyForm, ReasonForm
from jiceng.responsibility.forms.contacts import ChargeForm, EndForm, LinkForm, RegisterForm

__all__ = ["ChargeForm", "CommandForm", "EndForm", "KeyForm", "LinkForm", "ReasonForm", "RegisterForm"]
