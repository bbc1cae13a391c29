"""Pages of the library: who reads, who writes, what stands there on a day, from a draft to its publishing."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from jiceng.institutions.commands import editions
from jiceng.institutions.models import Edition, Institution
from jiceng.institutions.reading import shipped
from jiceng.kernel.pages import today
from tests.factories import make_account, make_account_with_post, make_county

pytestmark = pytest.mark.django_db
WALL, DOCUMENT = 8, 12


@pytest.fixture
def county():
    editions.load_library(by=None)
    return make_county()


@pytest.fixture
def keeper(county):
    return make_account_with_post(county["department"], "leader")


@pytest.fixture
def reader(county):
    return make_account_with_post(county["first_committee"], "director")


def text_of(answer) -> str:
    return answer.content.decode()


def send(client, url, **fields):
    return client.post(url, {"submission_key": str(uuid.uuid4()), **fields})


def as_shown(client, url: str, **changes) -> dict:
    """The fields of a form as the page shows them, with these changed."""
    form = client.get(url).context["form"]
    shown = {name: form[name].value() for name in form.fields if name != "submission_key"}
    return {
        name: value
        for name, value in {**shown, **changes}.items()
        if value is not None and value is not False
    }


def draft_of(key: str, by) -> Edition:
    institution = Institution.objects.get(key=key)
    text = institution.editions.get(valid_to=None).source_text
    return editions.draft_edition(by=by, institution=institution, text=text)


def test_the_wall_has_thirteen_for_everybody_with_an_account(county, enter, client):
    assert client.get(reverse("institutions")).status_code == 302
    page = text_of(enter(make_account()).get(reverse("institutions")))
    assert page.count('class="plaque"') == 13
    assert "社区成员代表大会制度" in page
    assert "新建制度" not in page


@pytest.mark.parametrize(
    ("day", "words"), [("2003-05-01", "沈阳模式"), ("2019-05-01", "沈阳模式"), ("2026-05-01", "三分之二以上")]
)
def test_the_text_is_that_of_the_day(county, enter, reader, day, words):
    url = reverse("institution", args=["congress"]) + f"?as_of={day}"
    assert words in text_of(enter(reader).get(url))


def test_before_the_first_edition_the_page_says_so(county, enter, reader):
    page = text_of(enter(reader).get(reverse("institution", args=["congress"]) + "?as_of=1999-01-01"))
    assert "这一天没有施行这项制度" in page
    assert "这一天还没有制度" in text_of(enter(reader).get(reverse("institutions") + "?as_of=1999-01-01"))


def test_an_institution_is_a_document_with_its_obligations(county, enter, reader):
    page = text_of(enter(reader).get(reverse("institution", args=["congress"])))
    for words in (
        "第5条",
        "每半年至少召开一次社区成员代表大会",
        "应到人数的2/3以上",
        "超过实到人数的1/2",
        "第二十九条",
    ):
        assert words in page
    assert "待核对" in text_of(enter(reader).get(reverse("institution", args=["yearly_report"])))


def test_markdown_never_brings_html(county, enter, keeper):
    draft = draft_of("deliberation", keeper)
    text = draft.source_text.replace("任何居民", "<script>alert(1)</script>任何居民", 1)
    editions.change_draft(by=keeper, edition=draft, text=text)
    page = text_of(enter(keeper).get(reverse("edition", args=[draft.pk])))
    assert "&lt;script&gt;alert" in page
    assert "<script>alert" not in page


def test_history_and_comparison(county, enter, reader):
    assert "第2版" in text_of(enter(reader).get(reverse("institution_history", args=["congress"])))
    page = text_of(enter(reader).get(reverse("institution_compare", args=["congress"])))
    assert "<del>" in page
    assert "<ins>" in page
    assert "每半年" in page


def test_the_file_can_be_taken_along(county, enter, reader):
    edition = Edition.objects.get(institution__key="congress", valid_to=None)
    answer = enter(reader).get(reverse("edition_file", args=[edition.pk]))
    assert answer.content.decode() == edition.source_text
    assert "03-congress-v2.yaml" in answer["Content-Disposition"]


def test_readers_neither_see_drafts_nor_write(county, enter, keeper, reader):
    draft = draft_of("congress", keeper)
    client = enter(reader)
    assert client.get(reverse("edition", args=[draft.pk])).status_code == 404
    for name in ("edition_draft", "edition_text", "edition_publish", "edition_withdraw"):
        assert client.get(reverse(name, args=[draft.pk])).status_code in {403, 405}, name
    assert send(client, reverse("edition_publish", args=[draft.pk]), on=today(), why="试").status_code == 403
    assert Edition.objects.get(pk=draft.pk).published_at is None


def test_from_revision_to_publishing_without_touching_the_file(county, enter, keeper):
    client = enter(keeper)
    answer = send(client, reverse("institution_revise", args=["deliberation"]))
    draft = Edition.objects.get(published_at=None)
    assert answer.url == reverse("edition_draft", args=[draft.pk])
    assert draft.pack == "county"
    url = reverse("edition_obligation", args=[draft.pk]) + "?n=0"
    assert "居民提出的协商议题15日内答复" in text_of(client.get(url))
    fields = as_shown(client, url, title="居民提出的协商议题10日内答复", due_days=10, reminders="5、1")
    assert send(client, url, **fields).status_code == 302
    draft.refresh_from_db()
    assert "      days: 10\n" in draft.source_text
    assert "# 社区民主议事协商制度" in draft.source_text
    page = text_of(client.get(reverse("edition_draft", args=[draft.pk])))
    assert "D8.1" in page
    assert "10日内" in page
    on = today() + timedelta(days=20)
    answer = send(client, reverse("edition_publish", args=[draft.pk]), on=on.isoformat(), why="居民等得太久")
    assert answer.url == reverse("institution_history", args=["deliberation"])
    draft.refresh_from_db()
    assert draft.obligations.get(key="D8.1").due_days == 10
    page = text_of(client.get(reverse("institution", args=["deliberation"]) + f"?as_of={on.isoformat()}"))
    assert "10日内答复" in page
    assert "已有新版本" in text_of(client.get(reverse("institutions")))


def test_a_form_with_a_mistake_comes_back_with_it(county, enter, keeper):
    draft = draft_of("congress", keeper)
    url = reverse("edition_obligation", args=[draft.pk]) + "?n=0"
    client = enter(keeper)
    answer = send(client, url, **as_shown(client, url, quorum_kind="at_least", quorum_share="三分之二"))
    assert answer.status_code == 422
    assert "2/3" in text_of(answer)
    assert send(client, url, **as_shown(client, url, reminders="两天")).status_code == 422
    assert send(client, url, **as_shown(client, url)).status_code == 302
    before, draft = draft.source_text, Edition.objects.get(pk=draft.pk)
    assert draft.source_text == before


def test_the_editor_shows_mistakes_at_their_lines_and_keeps_the_text(county, enter, keeper):
    client = enter(keeper)
    draft = draft_of("congress", keeper)
    wrong = draft.source_text.replace("every: half_year", "every: halfyear", 1)
    line = wrong[: wrong.index("halfyear")].count("\n") + 1
    answer = client.post(reverse("edition_check") + f"?draft={draft.pk}", {"text": wrong})
    assert f'data-line="{line}"' in text_of(answer)
    assert "half_year" in text_of(answer)
    answer = send(client, reverse("edition_text", args=[draft.pk]), text=wrong)
    assert answer.status_code == 422
    assert "every: halfyear" in text_of(answer)
    draft.refresh_from_db()
    assert "halfyear" not in draft.source_text
    assert "没有发现错误" in text_of(client.get(reverse("edition_text", args=[draft.pk])))


def test_a_new_institution_begins_from_the_template(county, enter, keeper):
    client = enter(keeper)
    page = text_of(client.get(reverse("institution_new_text")))
    assert "institution: own_institution" in page
    text = shipped.TEMPLATE.read_text(encoding="utf-8").replace("\n", "\r\n")
    assert send(client, reverse("institution_new_text"), text=text).status_code == 302
    draft = Edition.objects.get(institution__key="own_institution")
    assert "\r" not in draft.source_text
    answer = send(client, reverse("edition_withdraw", args=[draft.pk]))
    assert answer.url == reverse("institutions")
    assert not Institution.objects.filter(number=14).exists()


def test_publishing_less_than_law_comes_back_with_the_sentence(county, enter, keeper):
    draft = draft_of("congress", keeper)
    editions.change_draft(
        by=keeper, edition=draft, text=draft.source_text.replace("every: half_year", "every: year", 1)
    )
    client = enter(keeper)
    assert "不能比规定的宽" in text_of(client.get(reverse("edition_draft", args=[draft.pk])))
    answer = send(client, reverse("edition_publish", args=[draft.pk]), on=today().isoformat(), why="减负")
    assert answer.status_code == 422
    assert "不能比规定的宽" in text_of(answer)


def test_search_finds_institutions_by_name_pinyin_and_obligation(county, reader):
    from jiceng.institutions.queries.library import find

    def hits(text):
        return [hit.label for hit in find(seen_by=reader, text=text, as_of=today(), limit=6)]

    assert "社区成员代表大会制度" in hits("代表大会")
    assert hits("dangwu") == ["党务居务公开制度"]
    assert "联系服务居民制度" in hits("走访重点家庭")


@pytest.mark.parametrize("kept", [1, 3])
def test_the_wall_asks_the_same_few_questions_for_any_number(
    county, enter, reader, kept, django_assert_num_queries
):
    Edition.objects.filter(institution__number__gt=kept).update(published_at=None)
    client = enter(reader)
    client.get(reverse("institutions"))
    with django_assert_num_queries(WALL):
        assert text_of(client.get(reverse("institutions"))).count('class="plaque"') == kept


@pytest.mark.parametrize("key", ["congress", "deliberation"])
def test_a_document_asks_the_same_few_questions_for_any_length(
    county, enter, reader, key, django_assert_num_queries
):
    client = enter(reader)
    client.get(reverse("institution", args=[key]))
    with django_assert_num_queries(DOCUMENT):
        client.get(reverse("institution", args=[key]))


def test_from_a_clause_to_how_it_is_kept_and_back(county, enter, reader):
    from jiceng.institutions.commands.duties import refresh
    from jiceng.institutions.models import Duty

    refresh()
    client = enter(reader)
    page = text_of(client.get(reverse("institution", args=["congress"])))
    link = f"?all=1&amp;year={today().year}&amp;obligation=D3.1"
    assert link in page
    url = reverse("duties") + link.replace("&amp;", "&")
    listed = text_of(client.get(url))
    assert "每半年至少召开一次社区成员代表大会" in listed
    assert "居民诉求" not in listed
    duty = Duty.objects.filter(organisation=county["first_committee"], obligation__key="D3.1").first()
    back = text_of(client.get(reverse("duty", args=[duty.pk])))
    assert reverse("edition", args=[duty.obligation.edition_id]) + "#article-5" in back
