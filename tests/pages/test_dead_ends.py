"""Nobody is led to a page that then refuses them, and a reminder goes with the unit that it is about."""

import pytest

from jiceng.institutions.commands.notices import remind
from jiceng.institutions.models import Notice
from jiceng.kernel.access import opens
from jiceng.kernel.pages import today
from jiceng.organisations.commands import end_term
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import Term
from jiceng.organisations.queries import front
from jiceng.organisations.queries.checks import findings
from jiceng.organisations.tables import organisation_url
from tests.access import world
from tests.factories import (
    make_account_with_post,
    make_branch,
    make_county,
    make_member,
    make_organisation,
)
from tests.institutions.factories import make_obligation, work_out
from tests.pages.walk import Links, Walk, within

pytestmark = pytest.mark.django_db


class Refusals(Walk):
    """Of each page the links that were refused, with where they stand."""

    def dead_ends(self, client, account: str) -> list[str]:
        found, leads = [], {}

        def ask(path):
            answer = client.get(path)
            kind = answer.headers.get("Content-Type", "")
            text = answer.content.decode() if kind.startswith("text/html") else ""
            if answer.status_code in {403, 404}:
                found.append(f"{account}: {answer.status_code} {path} from {leads.get(path)}")
            for link in within(path, Links(text).found):
                leads.setdefault(link, path)
            return answer.status_code, kind, text

        for _page in self.pages(ask, account):
            pass
        return found


@pytest.mark.walk
@pytest.mark.timeout(900)
def test_no_link_leads_to_a_refusal(enter):
    county = world.build()
    said = []
    for name, account in county.accounts.items():
        if account is not None:
            said += Refusals(samples=2).dead_ends(enter(account), name)
    assert not said, "\n".join(said)


def test_a_reminder_goes_when_its_duty_no_longer_opens(enter):
    branch = make_branch(make_organisation())
    account = make_account_with_post(branch)
    make_obligation(rhythm="month", title="公布任务清单", reminders=[40])
    work_out(today(), since=today().replace(month=1, day=1))
    remind(on=today())
    Notice.objects.update(step=1)
    client = enter(account)
    assert Notice.objects.filter(person=account.person_id).exists()
    assert "逐级提醒" in client.get("/").content.decode()
    notice = Notice.objects.filter(person=account.person_id).first()
    assert client.get(f"/duties/{notice.duty_id}/").status_code == 200
    end_term(by=None, term=Term.objects.get(person=account.person_id), on=today())
    client = enter(account)
    assert client.get(f"/duties/{notice.duty_id}/").status_code == 404
    assert "逐级提醒" not in client.get("/").content.decode()
    assert "公布任务清单" not in client.get("/notices/").content.decode()


def test_a_finding_leads_who_sees_no_roll_to_its_organisation(enter):
    made = make_county()
    for _number in range(46):
        make_member(made["first_branch"])
    found = [
        one for one in findings(seen_by=None, as_of=today()) if one.url.startswith("/organisations/members/")
    ]
    assert found
    department = make_account_with_post(made["department"], PostKind.LEADER)
    town = make_account_with_post(made["town"])
    for one in found:
        assert front._remedy(department, one) == one.url
        assert front._remedy(town, one) == organisation_url(one.organisation)
        assert enter(department).get(one.url).status_code == 200


def test_an_address_opens_for_whom_its_rule_admits():
    nobody = make_account_with_post(make_branch(make_organisation()))
    assert opens(nobody, "/duties/?as_of=2026-01-01")
    assert not opens(nobody, "/kernel/record/")
    assert not opens(nobody, "/no/such/page/")
    assert opens(nobody, "#remarks")
    assert opens(nobody, "https://elsewhere.example/kernel/record/")
