"""Somebody typed by name or number."""

from jiceng.cadres.queries.people import cadres
from jiceng.kernel.pages import number_in, today
from jiceng.organisations.forms.fields import ID_NUMBER_LENGTH, PersonField
from jiceng.people.models import Person


class CadreField(PersonField):
    """A person as above; a cadre in the account's reach by number too, as the lists of cadres link to them."""

    def __init__(self, label, **extra) -> None:
        super().__init__(label, known_only=True, **extra)

    def _by_number(self, text: str) -> list[Person]:
        number = number_in(text) if len(text) < ID_NUMBER_LENGTH else None
        if number is not None and (found := cadres(seen_by=self.seen_by, as_of=today()).filter(pk=number)):
            return list(found)
        return super()._by_number(text)
