"""Standard texts that an account may use, the file of each, and what it may be filled from."""

from django.http import Http404

from jiceng.documents.models import StandardTemplate
from jiceng.documents.standards import Standard, shipped, standard, standards


def usable(*, seen_by) -> list[tuple[Standard, StandardTemplate | None]]:
    """Each with the county's own file when it has one."""
    own = {one.key: one for one in StandardTemplate.objects.filter(in_use=True).defer("content")}
    return [(one, own.get(one.key)) for one in standards() if one.rule.test(seen_by)]


def standard_or_404(key: str, *, seen_by) -> Standard:
    found = standard(key)
    if found is None or not found.rule.test(seen_by):
        raise Http404
    return found


def own_versions(key: str) -> list[StandardTemplate]:
    return list(StandardTemplate.objects.filter(key=key).defer("content").select_related("added_by__person"))


def content_of(key: str, number: int | None = None) -> bytes:
    """The file in use, or one by its number (0: as shipped)."""
    if number == 0:
        return shipped(key)
    rows = StandardTemplate.objects.filter(key=key)
    found = rows.filter(number=number).first() if number else rows.filter(in_use=True).first()
    if number and found is None:
        raise Http404
    return bytes(found.content) if found else shipped(key)
