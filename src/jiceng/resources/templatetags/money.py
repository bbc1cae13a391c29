"""How areas and money are written on a page."""

from decimal import Decimal

from django import template

register = template.Library()


@register.filter
def amount(value: Decimal | None) -> str:
    """1,234.5 or 570,440: thousands set apart, no zeros behind the last place; a dash for what is not known."""
    if value is None:
        return "—"
    said = f"{value:,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said


@register.filter
def yuan(value: Decimal | None) -> str:
    """1,234.50: money always with both places."""
    return "—" if value is None else f"{value:,.2f}"
