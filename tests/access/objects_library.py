"""Institutions: an edition of a county's own, published, and drafts of others."""

from jiceng.institutions.commands import editions
from jiceng.institutions.models import Edition, Institution
from jiceng.institutions.reading import edit
from jiceng.institutions.reading.shipped import TEMPLATE
from jiceng.kernel.pages import today
from tests.access.objects import register, shared


def text(key: str, number: int) -> str:
    start = TEMPLATE.read_text(encoding="utf-8")
    return edit.changed(start, {("institution",): key, ("number",): number, ("effective_from",): today()})


def published(world) -> Edition:
    def make():
        draft = editions.draft_edition(by=None, text=text("own_one", 801))
        return editions.publish_edition(by=None, edition=draft, on=today(), why="试")

    return shared(world, "edition", make)


@register("institution", "institution_history", "institution_compare", none={"slug": "nichts"})
def of_institution(world, place):
    return {"slug": published(world).institution.key}


@register("institution_revise", none={"slug": "nichts"})
def to_revise(world, place):
    return {"slug": Institution.objects.get(pk=published(world).institution_id).key}


@register("edition", "edition_file")
def of_edition(world, place):
    return {"pk": published(world).pk}


@register(
    "edition_draft",
    "edition_text",
    "edition_article",
    "edition_obligation",
    "edition_entry_remove",
    "edition_publish",
    "edition_withdraw",
)
def of_draft(world, place):
    def make():
        return editions.draft_edition(by=None, text=text("own_two", 802))

    return {"pk": shared(world, "draft", make).pk}
