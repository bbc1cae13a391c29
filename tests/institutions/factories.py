"""Institutions for tests: one edition in force, an obligation in it, evidence, duties worked out."""

from datetime import date
from itertools import count

from django.utils import timezone

from jiceng.institutions.commands.duties import refresh
from jiceng.institutions.models import Clause, Edition, Freshness, Institution, Obligation, RequiredMark
from jiceng.organisations.enums import Kind

_number = count(1)
SINCE = date(2026, 1, 1)


def make_institution(**fields) -> Institution:
    number = next(_number)
    return Institution.objects.create(
        **{"key": f"institution-{number}", "number": 100 + number, "name": "集体议事制度", **fields}
    )


def make_edition(institution=None, **fields) -> Edition:
    institution = institution or make_institution()
    return Edition.objects.create(
        **{
            "institution": institution,
            "version": 1,
            "pack": "county",
            "source_text": "",
            "valid_from": date(2000, 1, 1),
            "published_at": timezone.now(),
            **fields,
        }
    )


def make_obligation(*, edition=None, marks=(), **fields) -> Obligation:
    edition = edition or make_edition()
    clause, _ = Clause.objects.get_or_create(edition=edition, article=1, defaults={"text": "每季度开会。"})
    number = next(_number)
    obligation = Obligation.objects.create(
        **{
            "edition": edition,
            "clause": clause,
            "key": f"T{number}",
            "title": "每季度召开党员大会",
            "organisation_kinds": [Kind.PARTY_BRANCH],
            "post_kinds": ["secretary"],
            "evidence": f"meeting.kind{number}",
            "rhythm": "quarter",
            "valid_from": edition.valid_from,
            "valid_to": edition.valid_to,
            **fields,
        }
    )
    RequiredMark.objects.bulk_create(RequiredMark(obligation=obligation, mark=mark) for mark in marks)
    return obligation


def work_out(on: date, since: date = SINCE):
    """Duties since `since`, as of `on`."""
    Freshness.objects.update_or_create(pk=1, defaults={"since": since})
    return refresh(on=on)
