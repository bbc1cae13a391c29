"""Files that leave the house with people's data."""

import json

from django.http import HttpResponse
from django.utils.translation import gettext as _

from jiceng.kernel.access import provider
from jiceng.kernel.words import moment_text
from jiceng.kernel.workbook import workbook
from jiceng.people.models import Account
from jiceng.people.queries.own import own_entries, own_sessions


def my_data(*, seen_by: Account, as_json: bool) -> HttpResponse:
    """All that the site holds about the person behind the account, in plain, for themselves: Personal Information
    Protection Law, article 45 (to see and to copy). Each row is topic, item, content."""
    rows = list(_rows(seen_by))
    if not as_json:
        return workbook(_("本人数据"), [_("类别"), _("项目"), _("内容")], [list(row) for row in rows])
    grouped: dict[str, list[dict[str, str]]] = {}
    for topic, item, content in rows:
        grouped.setdefault(topic, []).append({"item": item, "content": content})
    text = json.dumps(grouped, ensure_ascii=False, indent=1)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="my-data.json"'
    return response


def _rows(account: Account):
    person = account.person
    if person:
        for field in ("name", "sex", "born_on", "education", "id_number", "phone"):
            shown = getattr(person, f"get_{field}_display", lambda field=field: getattr(person, field))()
            yield _("个人信息"), str(person._meta.get_field(field).verbose_name), str(shown or "")
    yield _("账号"), _("账号"), account.username
    yield _("账号"), _("开通时间"), moment_text(account.created_at)
    yield _("账号"), _("上次登录"), moment_text(account.last_login)
    yield from provider().facts_of(account)
    for seat in own_sessions(seen_by=account):
        yield _("已登录的设备"), seat.device, f"{seat.address} {seat.started_text}"
    for entry in own_entries(seen_by=account, limit=10_000):
        yield _("操作记录"), f"{entry.at_text} {entry.verb_text}", entry.target_name
