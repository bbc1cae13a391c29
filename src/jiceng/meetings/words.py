"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "meetings.prepare": _("筹备会议"),
}
