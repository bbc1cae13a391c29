"""The pages of cadres: composition with its lists and files, a file and its changes, the register, requirements."""

import uuid
from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document

from jiceng.cadres.models import CompositionTarget, FileChange, PostRequirement, Schooling
from jiceng.organisations.enums import PostKind
from tests import factories

pytestmark = pytest.mark.django_db


class Place:
    def __init__(self):
        self.county = factories.make_county()
        post = factories.make_account_with_post
        self.head = post(self.county["department"], PostKind.LEADER)
        self.officer = post(self.county["department"], PostKind.OFFICER)
        self.secretary = post(self.county["first_branch"])
        self.director = post(self.county["first_committee"], PostKind.DIRECTOR)
        self.neighbour = post(self.county["second_branch"])
        self.file = factories.make_cadre(self.secretary.person, level=30)
        factories.make_cadre(self.director.person, level=60)


@pytest.fixture
def place():
    return Place()


def posted(client, url, **data):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **data})


def test_composition_counts_and_each_figure_opens_to_its_list(place, enter):
    client = enter(place.head)
    page = client.get("/cadres/").content.decode()
    assert "干部队伍结构" in page
    assert "group=leads&amp;trait=college" in page
    people = client.get("/cadres/people/?group=leads&trait=college").content.decode()
    assert place.secretary.person.name in people
    assert place.director.person.name not in people
    first = place.county["first"].pk
    assert place.neighbour.person.name not in client.get(f"/cadres/people/?unit={first}").content.decode()
    assert client.get("/cadres/people/?group=x&trait=y&leaves=9999&unit=x&unit=999999").status_code == 200
    assert client.get("/cadres/?as_of=1990-01-01").status_code == 200


def test_composition_goes_out_as_table_and_pictures(place, enter):
    client = enter(place.head)
    assert client.get("/cadres/sheet/").content[:2] == b"PK"
    for chart in ("ladder", "drift"):
        drawn = client.get(f"/cadres/chart/{chart}.svg?unit={place.county['first'].pk}")
        assert drawn.content.startswith(b"<svg")
        assert "annotation" not in drawn.content.decode()
    assert client.get("/cadres/chart/ladder.png").content[:4] == b"\x89PNG"
    assert client.get("/cadres/chart/ladder.gif").status_code == 404


def test_a_secretary_sees_the_own_unit_and_no_file_but_the_own(place, enter):
    client = enter(place.secretary)
    people = client.get("/cadres/people/").content.decode()
    assert place.secretary.person.name in people
    assert place.neighbour.person.name not in people
    assert client.get("/cadres/files/").status_code == 403
    assert client.get("/cadres/file/own/").headers["Location"] == f"/cadres/file/{place.file.pk}/"
    own = client.get(f"/cadres/file/{place.file.pk}/").content.decode()
    assert "申请更正" in own
    assert "大学专科" in own
    assert enter(place.neighbour).get(f"/cadres/file/{place.file.pk}/").status_code == 404
    assert "您没有干部档案" in enter(place.neighbour).get("/cadres/file/own/").content.decode()


def test_a_correction_asked_by_the_person_and_granted_by_the_department(place, enter, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    url = f"/cadres/file/{place.file.pk}/change/schooling/"
    client = enter(place.secretary)
    data = {"level": 20, "mode": "in_service", "school": "黑河学院", "finished_on": "2026-06-30"}
    assert posted(client, url, **data).status_code == 422  # no reason
    proof = SimpleUploadedFile("毕业证.pdf", b"%PDF-1.4")
    assert posted(client, url, **data, why="毕业", proof=proof).status_code == 302
    change = FileChange.objects.get()
    answer = client.get(f"/cadres/proof/{change.proofs.get().pk}/")
    assert b"".join(answer.streaming_content) == b"%PDF-1.4"
    assert client.get(f"/cadres/change/{change.pk}/decide/").status_code == 403
    assert enter(place.neighbour).get(f"/cadres/change/{change.pk}/").status_code == 404
    officer = enter(place.officer)
    assert "黑河学院" in officer.get(f"/cadres/change/{change.pk}/").content.decode()
    assert posted(officer, f"/cadres/change/{change.pk}/decide/", granted="no").status_code == 422
    assert posted(officer, f"/cadres/change/{change.pk}/decide/", granted="yes").status_code == 302
    assert Schooling.objects.filter(level=20).exists()
    row = Schooling.objects.get(level=30)
    assert "变更" in officer.get(f"{url}?row={row.pk}").content.decode()
    assert officer.get(f"{url}?row=999").status_code == 404
    assert officer.get(f"/cadres/file/{place.file.pk}/change/nothing/").status_code == 404


def test_a_request_is_withdrawn_by_who_asked(place, enter):
    client = enter(place.secretary)
    url = f"/cadres/file/{place.file.pk}/change/basics/"
    assert posted(client, url, native_place="嫩江", why="补录").status_code == 302
    change = FileChange.objects.get()
    assert posted(client, f"/cadres/change/{change.pk}/withdraw/").status_code == 302
    change.refresh_from_db()
    assert change.state == "withdrawn"
    assert posted(client, f"/cadres/change/{change.pk}/withdraw/").status_code == 302  # a sentence, no fault


def test_the_form_is_a_document(place, enter):
    answer = enter(place.head).get(f"/cadres/file/{place.file.pk}/form/")
    assert Document(BytesIO(answer.content)).tables


def test_disciplinary_measures_are_shown_to_who_may_see_them(place, enter):
    url = f"/cadres/file/{place.file.pk}/"
    data = {"measure": "warning", "decided_by": "县纪委", "on": "2026-01-05", "grounds": "迟报材料"}
    assert posted(enter(place.head), f"{url}discipline/", **data).status_code == 302
    assert "迟报材料" in enter(place.head).get(url).content.decode()
    assert "迟报材料" in enter(place.secretary).get(url).content.decode()
    street = factories.make_account_with_post(place.county["street"], PostKind.OFFICER)
    assert "迟报材料" not in enter(street).get(url).content.decode()
    assert enter(street).get(f"{url}discipline/").status_code == 403


def test_targets_in_versions(place, enter):
    client = enter(place.head)
    data = {"measure": "average_age", "at_most": "30", "on": "2026-01-01", "why": "县委要求"}
    assert posted(client, "/cadres/targets/new/", **data).status_code == 302
    assert "未达到" in client.get("/cadres/").content.decode()
    assert posted(client, "/cadres/targets/new/", **data | {"on": "2025-01-01"}).status_code == 422
    assert (
        posted(client, "/cadres/targets/new/", **data | {"on": "2026-06-01", "at_most": ""}).status_code
        == 422
    )
    later = data | {"on": "2026-06-01", "at_most": "60", "why": "放宽"}
    assert posted(client, "/cadres/targets/new/", **later).status_code == 302
    assert "已达到" in client.get("/cadres/").content.decode()
    assert CompositionTarget.objects.on(date(2026, 3, 1)).get().at_most == 30
    assert "县委要求" in client.get("/cadres/targets/").content.decode()


def test_posts_say_what_is_vacant_and_who_falls_short(place, enter):
    client = enter(place.head)
    factories.make_post(place.county["first_branch"], PostKind.DEPUTY_SECRETARY)
    data = {
        "organisation_kind": "party_branch",
        "post_kind": "secretary",
        "education_at_least": "20",
        "party_years": "",
        "on": "2026-01-01",
        "why": "县委要求",
    }
    assert posted(client, "/cadres/requirements/new/", **data).status_code == 302
    assert PostRequirement.objects.get().education_at_least == 20
    page = client.get("/cadres/posts/").content.decode()
    assert "空缺1个" in page
    assert "学历须大学本科以上" in page
    assert "学历大学本科以上" in client.get("/cadres/requirements/").content.decode()
    assert posted(client, "/cadres/requirements/new/", **data | {"party_years": "1"}).status_code == 422


def test_one_post_has_requirements_of_its_own(place, enter):
    client = enter(place.head)
    post = place.secretary.person.terms.get().post
    address = f"/cadres/requirements/new/?post={post.pk}"
    assert address in client.get("/cadres/posts/").content.decode()
    assert "organisation_kind" not in client.get(address).content.decode()
    data = {"education_at_least": "20", "party_years": "", "on": "2026-01-01", "why": "班子研究"}
    assert posted(client, address, **data).status_code == 302
    assert PostRequirement.objects.get().post == post
    assert "本职务单独规定" in client.get("/cadres/posts/").content.decode()
    assert client.get("/cadres/requirements/new/?post=999").status_code == 404
    assert enter(place.secretary).get(address).status_code == 403


def test_kin_are_linked_to_a_person_on_the_page(place, enter):
    url = f"/cadres/file/{place.file.pk}/change/kin/"
    client = enter(place.secretary)
    data = {"relation": "spouse", "name": place.director.person.name, "why": "补录"}
    shown = posted(client, url, **data, person="没有这个人")
    assert shown.status_code == 422
    assert posted(client, url, **data, person=place.director.person.name).status_code == 302
    change = FileChange.objects.get()
    assert place.director.person.name in client.get(f"/cadres/change/{change.pk}/").content.decode()
    assert (
        posted(enter(place.officer), f"/cadres/change/{change.pk}/decide/", granted="yes").status_code == 302
    )
    shown = enter(place.head).get(f"/cadres/file/{place.file.pk}/").content.decode()
    assert "不得在同一班子或上下级任职" in shown
    kin = place.file.kin.get()
    assert (
        f'value="{place.director.person.pk}"' in enter(place.head).get(f"{url}?row={kin.pk}").content.decode()
    )


def test_two_people_in_a_post_of_one_place_are_refused_with_a_sentence(place, enter):
    """Also when a third has been asked for in the meantime; the post's row is locked while it is looked at."""
    post = factories.make_post(place.county["first_committee"], PostKind.DEPUTY_DIRECTOR)
    held = factories.make_term(post).person
    other = factories.make_person("王后来")
    client = enter(place.head)
    address = f"/organisations/posts/{post.pk}/appoint/"
    answer = posted(client, address, person=other.name, on="2026-10-01")
    assert answer.status_code == 422
    assert f"只有1个职数，现由{held.name}担任" in answer.content.decode()
    assert post.terms.count() == 1


def test_the_register_out_and_in_and_granted_together(place, enter):
    client = enter(place.head)
    register = client.get("/cadres/files/?export=xlsx").content
    shown = posted(client, "/cadres/files/import/", file=SimpleUploadedFile("名册.xlsx", register))
    assert "一致的2人" in shown.content.decode()
    bad = SimpleUploadedFile("名册.xlsx", b"nothing")
    assert posted(client, "/cadres/files/import/", file=bad).status_code == 422
    assert (
        posted(client, "/cadres/files/import/", rows="forged").headers["Location"] == "/cadres/files/import/"
    )
    change = FileChange.objects.create(
        file=place.file,
        section="basics",
        content='{"native_place": "嫩江"}',
        why="补录",
        asked_by=place.officer,
        answer_by=date(2030, 1, 1),
    )
    assert "补录" in client.get(f"/cadres/changes/grant/?pk={change.pk}").content.decode()
    assert posted(client, "/cadres/changes/grant/", pk=change.pk).status_code == 302
    place.file.refresh_from_db()
    assert place.file.native_place == "嫩江"
    assert posted(client, "/cadres/changes/grant/", pk=change.pk).status_code == 422


@pytest.mark.parametrize("address", ["/cadres/", "/cadres/people/", "/cadres/files/", "/cadres/posts/"])
def test_pages_cost_the_same_with_one_row_and_with_three(place, enter, address, django_assert_num_queries):
    client = enter(place.head)
    many = {"/cadres/": 11, "/cadres/people/": 9, "/cadres/files/": 8, "/cadres/posts/": 12}[address]
    with django_assert_num_queries(many):
        client.get(address)
    post = factories.make_post(place.county["second_committee"], PostKind.COMMITTEE_MEMBER, places=5)
    for _number in range(2):
        factories.make_term(post, factories.make_cadre(level=40).person)
    with django_assert_num_queries(many):
        client.get(address)
