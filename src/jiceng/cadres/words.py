"""What the verbs of this app are called in the record."""

from django.utils.translation import gettext_lazy as _

VERBS = {
    "cadres.open_files": _("建立干部档案"),
    "cadres.set_target": _("规定结构目标"),
    "cadres.set_requirement": _("规定任职条件"),
}
