"""Twenty certificates that must not be issued: the refusal writes itself, at the desk and on the page. And what is
erased in time."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from jiceng.institutions.models import Evidence
from jiceng.kernel.access import Refused
from jiceng.kernel.pages import today
from jiceng.service import commands
from jiceng.service.commands import ImpossibleError
from jiceng.service.models import Case, CertificateAnswer
from jiceng.service.norms import certificates
from tests.service.place import MONDAY, Place, working_day
from tests.service.test_pages import get, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def place():
    return Place()


def test_the_list_has_its_twenty_and_holds_from_its_day():
    assert len(certificates(today())) == 20
    assert all(len(one.instead) > 15 for one in certificates(today()).values())
    assert certificates(MONDAY.replace(year=2019)) == {}


def test_at_the_desk_and_on_the_page(place, client, enter):
    staff = enter(place.worker)
    shown = send(staff, "certificate_new", community=place.first.pk, certificate="kinship", way="desk")
    assert "亲属关系证明不由社区出具" in shown
    assert "公证处" in shown
    assert "亲属关系证明" in get(staff, "certificates")
    row = CertificateAnswer.objects.get()
    kinds = Evidence.objects.filter(source_id=str(row.pk), source_kind="service.certificateanswer")
    assert list(kinds.order_by("pk").values_list("kind", flat=True)) == [
        "certificate.asked",
        "certificate.answered",
    ]
    assert kinds.last().marks.get().mark == "reason"
    with pytest.raises(Refused):
        commands.refuse_certificate(by=place.neighbour, community=place.first, certificate="dog")
    with pytest.raises(ValidationError):
        commands.refuse_certificate(by=place.worker, community=place.first, certificate="nichts")
    get(enter(place.neighbour), "certificate", row.pk, status=404)
    client.logout()
    told = send(client, "service_certificate", place.first.pk, certificate="death")
    assert "死亡医学推断书" in told
    get(client, "service_certificate_told", place.first.pk, "nichts", status=404)
    for _one in range(10):
        commands.ask_certificate(community=place.first, certificate="dog", address="10.1.1.1")
    with pytest.raises(ImpossibleError, match="太多"):
        commands.ask_certificate(community=place.first, certificate="dog", address="10.1.1.1")


def test_contact_data_are_erased_half_a_year_after_the_last_answer(place):
    done, code = place.answered()
    again, other = place.answered()
    commands.reopen(code=other, why="没好", on=working_day(5))
    place.taken()
    answered = working_day(1)
    assert commands.erase_contacts(answered + timedelta(days=179)) == 0
    assert commands.erase_contacts(answered + timedelta(days=180)) == 1
    done.refresh_from_db()
    assert (done.phone, done.text != "") == ("", True)
    assert Case.objects.exclude(phone="").count() == 2
    assert again.rounds.count() == 2
    assert code != other
