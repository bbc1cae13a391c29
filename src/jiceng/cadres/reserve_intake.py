"""The roster of the reserve read from a spreadsheet, as it is exported: read, shown, and only then taken over.

A row is a person by name and day of birth, for a post by unit and name. Who stands there already is left alone.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core import signing
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from jiceng.cadres.commands import NewReserve, Standing
from jiceng.cadres.enums_development import Readiness, Source
from jiceng.cadres.models import Reserve
from jiceng.cadres.queries.reserve import reserve_posts
from jiceng.kernel.pages import today
from jiceng.kernel.xlsx.cells import day, text
from jiceng.kernel.xlsx.columns import Column, in_every_language
from jiceng.kernel.xlsx.reader import Refusal
from jiceng.kernel.xlsx.tables import Fault, Row, Table, read_blocks
from jiceng.organisations.models import Post, Term
from jiceng.people.models import Person

SALT = "cadres.reserve"
A_DAY = 86400
COLUMNS = (
    Column("name", gettext_lazy("姓名"), text(60), required=True),
    Column("born_on", gettext_lazy("出生日期"), day, required=True, form="date"),
    Column("unit", gettext_lazy("单位"), text(120), required=True),
    Column("post", gettext_lazy("职务"), text(60), required=True),
    Column("source", gettext_lazy("来源"), text(20), required=True),
    Column("readiness", gettext_lazy("成熟度"), text(20), required=True),
    Column("why", gettext_lazy("入库理由"), text(300), required=True),
)
WORDS = {"source": Source, "readiness": Readiness}


def read_reserve(blocks: Iterable[bytes], *, seen_by) -> tuple[list[NewReserve], int, list[Fault]]:
    """Who is new, how many stand there already, and everything wrong."""
    try:
        table = read_blocks(blocks, COLUMNS)
    except Refusal as refusal:
        return [], 0, [Fault("", 0, "", "", str(refusal))]
    posts = _posts(seen_by)
    new, same, seen = [], 0, set()
    for row in table.rows:
        found = _entry(table, row, posts) if row.good else None
        if found is None:
            continue
        if found.person.pk in seen:
            table.fault(row, "name", _("名单中有人出现了两次。"))
        seen.add(found.person.pk)
        waiting = Reserve.objects.on(today()).filter(person=found.person).select_related("post").first()
        if waiting is None:
            new.append(found)
        elif waiting.post_id == found.post.pk:
            same += 1
        else:
            table.fault(row, "name", _("已是%(post)s的后备") % {"post": str(waiting.post)})
    table.sort_faults()
    return new, same, table.faults


def _posts(seen_by) -> dict[tuple[str, str], list[Post]]:
    found: dict[tuple[str, str], list[Post]] = {}
    for post in reserve_posts(seen_by=seen_by, as_of=today()):
        for name in {post.title} if post.title else in_every_language(post.get_kind_display()):
            found.setdefault((post.organisation.name, name), []).append(post)
    return found


def _entry(table: Table, row: Row, posts: dict) -> NewReserve | None:
    values = dict(row.values)
    for name, choices in WORDS.items():
        codes = {said: value for value, label in choices.choices for said in in_every_language(label)}
        if values[name] not in codes:
            table.fault(row, name, "、".join(str(label) for _value, label in choices.choices))
        values[name] = codes.get(values[name])
    post = _only(table, row, "post", posts.get((values["unit"], values["post"]), []), _("没有这个职务"))
    people = list(Person.objects.filter(name=values["name"], born_on=values["born_on"])[:2])
    person = _only(table, row, "name", people, _("没有这个人员。"))
    if row.good and Term.objects.on(today()).filter(post=post, person=person).exists():
        table.fault(row, "name", _("正担任这个职务"))
    if not row.good or post is None or person is None:
        return None
    return NewReserve(post, person, Standing(values["source"], values["readiness"], values["why"]))


def _only(table: Table, row: Row, column: str, found: list, nobody: str) -> Any:
    if len(found) != 1:
        table.fault(row, column, _("有重名，请在页面上指定") if found else nobody)
        return None
    return found[0]


def sealed(rows: list[NewReserve]) -> str:
    """What the preview showed, so that nothing else is taken over."""
    plain = [[one.post.pk, one.person.pk, *vars(one.standing).values()] for one in rows]
    return signing.dumps({"on": today().isoformat(), "rows": plain}, salt=SALT, compress=True)


def opened(text_: str) -> tuple[list[NewReserve], date]:
    """Raises signing.BadSignature when it is not what was shown."""
    data = signing.loads(text_, salt=SALT, max_age=A_DAY)
    posts = Post.objects.select_related("organisation").in_bulk([row[0] for row in data["rows"]])
    people = Person.objects.in_bulk([row[1] for row in data["rows"]])
    rows = [NewReserve(posts[row[0]], people[row[1]], Standing(*row[2:])) for row in data["rows"]]
    return rows, date.fromisoformat(data["on"])
