"""One file as a page: its parts with their rows, posts, party standing, certificates' lights, avoidances."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.cadres import rules
from jiceng.cadres.enums import RequestState, Section
from jiceng.cadres.models import CadreFile, Certificate, FileChange
from jiceng.cadres.queries.files import WARN_DAYS
from jiceng.cadres.queries.people import age_on
from jiceng.cadres.queries.training import learnt
from jiceng.cadres.retirement import retires_in
from jiceng.cadres.sections import PARTS, row_of, said, unpacked
from jiceng.kernel.components import Fact
from jiceng.organisations.models import PartyMembership, Term


@dataclass(frozen=True)
class PartRow:
    """One row of a part: its words, a light where it can run out, where a change of it is asked."""

    cells: list[str]
    change_url: str
    light: tuple[str, str] | None = None


@dataclass(frozen=True)
class PartTable:
    title: str
    headers: list[str]
    rows: list[PartRow]
    new_url: str


def facts(file: CadreFile, as_of: date) -> list[Fact]:
    person = file.person
    born = person.born_on
    basics = said(Section.BASICS, vars(file))
    found = [Fact(_("性别"), person.get_sex_display())]
    if born is not None:
        found += [
            Fact(
                _("出生日期"),
                _("%(day)s（%(age)d岁）") % {"day": born.isoformat(), "age": age_on(born, as_of)},
            ),
            Fact(_("到龄退休"), f"{retires_in(person.sex, born):%Y-%m}"),
        ]
    return [*found, *(Fact(label, word) for label, word in basics if word)]


def party_rows(file: CadreFile, as_of: date) -> list[str]:
    rows = PartyMembership.objects.filter(person=file.person_id, valid_from__lte=as_of).select_related(
        "branch"
    )
    return [
        f"{one.get_standing_display()}　{one.branch}　{span(one.valid_from, one.valid_to)}"
        for one in rows.order_by("-valid_from", "-pk")
    ]


def post_rows(file: CadreFile, as_of: date) -> list[tuple[str, str]]:
    """All posts that began by the day, the latest first."""
    rows = Term.objects.filter(person=file.person_id, valid_from__lte=as_of)
    rows = rows.select_related("post__organisation").order_by("-valid_from", "-pk")
    return [(str(one.post), span(one.valid_from, one.valid_to)) for one in rows]


def span(start: date, end: date | None) -> str:
    until = end.isoformat() if end else _("至今")
    return f"{start:%Y-%m-%d} – {until}"


def parts(file: CadreFile, as_of: date, *, may_ask: bool) -> list[PartTable]:
    """All parts but the basics, which stand as facts."""
    return [_part(section, file, as_of, may_ask) for section in PARTS if section != Section.BASICS]


def _part(section: Section, file: CadreFile, as_of: date, may_ask: bool) -> PartTable:
    part = PARTS[section]
    new_url = reverse("cadre_change_new", args=[file.pk, section])
    rows = [
        PartRow(
            [word for _label, word in said(section, vars(row))],
            f"{new_url}?row={row.pk}" if may_ask else "",
            certificate_light(row.expires_on, as_of) if isinstance(row, Certificate) else None,
        )
        for row in part.model._default_manager.filter(file=file)
    ]
    headers = [str(part.model._meta.get_field(name).verbose_name) for name in part.fields]
    return PartTable(str(section.label), headers, rows, new_url if may_ask else "")


def certificate_light(expires_on: date | None, as_of: date) -> tuple[str, str]:
    if expires_on is None:
        return "none", _("长期有效")
    if expires_on < as_of:
        return "late", _("已过期")
    if expires_on <= as_of + timedelta(days=WARN_DAYS):
        return "soon", _("即将到期")
    return "done", _("有效")


def page(file: CadreFile, as_of: date, account) -> dict:
    """Everything that the page of a file shows to this account."""
    may_ask = rules.may_ask_change.test(account, file)
    disciplined = rules.may_see_disciplines.test(account, file)
    return {
        "facts": facts(file, as_of),
        "parts": parts(file, as_of, may_ask=may_ask),
        "posts": post_rows(file, as_of),
        "party": party_rows(file, as_of),
        "learnt": learnt(file.person_id, as_of),
        "may_ask": may_ask,
        "is_own": rules.is_own_file.test(account, file),
        "basics_url": reverse("cadre_change_new", args=[file.pk, Section.BASICS]) if may_ask else "",
        "sees_disciplines": disciplined,
        "disciplines": list(file.disciplines.all()) if disciplined else [],
        "may_enter_discipline": rules.may_enter_discipline.test(account, file),
        "waiting": list(file.changes.filter(rules.changes_of(account), state=RequestState.ASKED)),
    }


def change_or_404(pk: int, *, seen_by) -> FileChange:
    rows = FileChange.objects.filter(rules.changes_of(seen_by)).select_related(
        "file__person", "asked_by", "decided_by"
    )
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def comparison(change: FileChange) -> Iterator[tuple[str, str, str]]:
    """Label, what stands in the file now, what is asked."""
    row = row_of(change.section, change.file, change.row)
    now = dict(said(change.section, vars(row))) if row is not None else {}
    for label, word in said(change.section, unpacked(change.section, change.content)):
        yield label, now.get(label, ""), word


def section_or_404(section: str) -> Section:
    if section not in PARTS:
        raise Http404
    return Section(section)


def row_or_404(section: Section, file: CadreFile, asked: int | None):
    row = row_of(section, file, asked)
    if asked is not None and row is None:
        raise Http404
    return row
