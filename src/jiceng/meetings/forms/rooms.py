"""Rooms for meetings."""

from django import forms
from django.utils.translation import gettext_lazy as _

from jiceng.meetings.forms.base import CommandForm


class RoomForm(CommandForm):
    name = forms.CharField(label=_("名称"), max_length=60)
    seats = forms.IntegerField(label=_("座位"), min_value=0, max_value=5000, required=False)
    note = forms.CharField(label=_("说明"), max_length=120, required=False)
