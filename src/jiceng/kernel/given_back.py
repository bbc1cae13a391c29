"""What was written and may not be kept is given back as a form: nothing typed is lost, and it can be sent again."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from jiceng.kernel.secrecy import NEVER_KEPT, fault_in, texts_in
from jiceng.kernel.words import field_text

LONG = 30


@dataclass(frozen=True)
class Given:
    """One field as it was sent. What its form offered to choose from is not known here: what reads like writing is
    shown, anything else goes along unseen."""

    name: str
    label: str
    value: str = ""
    fault: str = ""
    is_file: bool = False

    @property
    def shown(self) -> bool:
        wrote = not self.value.isascii() or " " in self.value.strip()
        return self.is_file or bool(self.fault) or wrote

    @property
    def long(self) -> bool:
        return len(self.value) > LONG or "\n" in self.value


def given(request, labels: dict[str, str]) -> list[Given]:
    """All that was sent, each with what stands against it; passwords are typed anew."""
    found = []
    for name, values in request.POST.lists():
        if name != "csrfmiddlewaretoken" and "password" not in name:
            found += [Given(name, _label(name, labels), one, _fault(name, one)) for one in values]
    for name, files in request.FILES.lists():
        found += [Given(name, _label(name, labels), fault=_fault(name, one), is_file=True) for one in files]
    return found


def _fault(name: str, value) -> str:
    return "" if name in NEVER_KEPT else fault_in(*texts_in(value))


def _label(name: str, labels: dict[str, str]) -> str:
    known = labels.get(name) or field_text("", name)
    return _("填写的内容") if known == name else known
