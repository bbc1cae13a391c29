"""The frozen input of a reorganisation: JSON, version 1, checked in full before anything is kept.

```
{"version": 1,
 "town": id of the town party committee; new residents' committees stand below it,
 "street_working_committee": {"name", "code", "holders": [{"post", "person"}]} to be founded, or null and then
 "party_superior": id of what leads the new branches,
 "ends": [ids of street offices, street general branches, …],
 "communities": [{
     "key": short text, "name", "code": 12 digits or "" for a temporary one (9xx),
     "predecessors": [ids of old committees or communities], "seat": id or null, "venue": id or null,
     "form": "party_branch" | "party_general_branch" | "party_committee" | null (derived, rules A03–A05),
     "committee_name": text or null, "branch_name": text or null,
     "posts": {"branch": {kind of post: places}, "committee": {…}} or null (derived, A05, A06, B03),
     "holders": [{"post": kind of post, "person": id}]}],
 "placements": [{"organisation": id, "line": "party" | "residents",
     "superior": id, key of a community or "street_working_committee"}]}
```
Everything but `version`, `town`, `communities` with `key`, `name`, `predecessors` may be left out.
"""

from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jiceng.organisations.commands.timing import ImpossibleError
from jiceng.organisations.enums import BRANCHES, Line, PostKind

WORKING_COMMITTEE = "street_working_committee"


@dataclass(frozen=True)
class Holder:
    post: str
    person: int


@dataclass(frozen=True)
class CommunityOrder:
    """One community to be: which territories it is made of, and what it is called."""

    key: str
    name: str
    predecessors: tuple[int, ...]
    code: str = ""
    seat: int | None = None
    venue: int | None = None
    form: str | None = None
    committee_name: str = ""
    branch_name: str = ""
    branch_posts: tuple[tuple[str, int], ...] | None = None
    committee_posts: tuple[tuple[str, int], ...] | None = None
    holders: tuple[Holder, ...] = ()


@dataclass(frozen=True)
class PlacementOrder:
    organisation: int
    line: str
    superior: int | str


@dataclass(frozen=True)
class Orders:
    """All that is ordered; ids are ids of organisations."""

    town: int
    communities: tuple[CommunityOrder, ...]
    working_committee_name: str = ""
    working_committee_code: str = ""
    working_committee_holders: tuple[Holder, ...] = ()
    party_superior: int | None = None
    ends: tuple[int, ...] = ()
    placements: tuple[PlacementOrder, ...] = ()


class Reader:
    """Reads JSON and gathers every fault with the place where it stands."""

    def __init__(self) -> None:
        self.faults: list[str] = []

    def fault(self, place: str, sentence: str) -> None:
        self.faults.append(f"{place}：{sentence}")

    def number(self, place: str, value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and value > 0:
            return value
        self.fault(place, _("须是组织或人员的编号。"))
        return 0

    def optional(self, place: str, value: object) -> int | None:
        return None if value is None else self.number(place, value)

    def text(self, place: str, value: object, most: int = 120, needed: bool = False) -> str:
        text = value.strip() if isinstance(value, str) else ""
        if (value is not None and not isinstance(value, str)) or len(text) > most:
            self.fault(
                place,
                ngettext("须是不超过%(most)d个字的文字。", "须是不超过%(most)d个字的文字。", most)
                % {"most": most},
            )
        elif needed and not text:
            self.fault(place, _("不能为空。"))
        return text

    def list(self, place: str, value: object) -> list:
        if value is None:
            return []
        if not isinstance(value, list):
            self.fault(place, _("须是列表。"))
            return []
        return value

    def mapping(self, place: str, value: object) -> dict:
        if value is None:
            return {}
        if not isinstance(value, dict):
            self.fault(place, _("须是对象。"))
            return {}
        return value

    def among(self, place: str, value: object, allowed) -> str:
        if value in list(allowed):
            return str(value)
        self.fault(place, _("“%(value)s”不是可用的取值。") % {"value": value})
        return ""

    def posts(self, place: str, value: object) -> tuple[tuple[str, int], ...] | None:
        if value is None:
            return None
        return tuple(
            (self.among(place, kind, PostKind.values), self.number(f"{place}.{kind}", places))
            for kind, places in self.mapping(place, value).items()
        )


def parse(data: object) -> Orders:
    """JSON → Orders. Raises ImpossibleError with every fault in a sentence of its own."""
    read = Reader()
    top = read.mapping("orders", data)
    if top.get("version") != 1:
        read.fault("version", _("只认得第1版。"))
    communities = tuple(
        _community(read, f"communities[{number}]", one)
        for number, one in enumerate(read.list("communities", top.get("communities")))
    )
    if not communities:
        read.fault("communities", _("至少要有一个社区。"))
    founded = read.mapping(WORKING_COMMITTEE, top.get(WORKING_COMMITTEE))
    orders = Orders(
        town=read.number("town", top.get("town")),
        communities=communities,
        working_committee_name=read.text(
            f"{WORKING_COMMITTEE}.name", founded.get("name"), 100, bool(founded)
        ),
        working_committee_code=read.text(f"{WORKING_COMMITTEE}.code", founded.get("code"), 20),
        working_committee_holders=_holders(read, WORKING_COMMITTEE, founded),
        party_superior=read.optional("party_superior", top.get("party_superior")),
        ends=tuple(read.number("ends", one) for one in read.list("ends", top.get("ends"))),
        placements=tuple(
            _placement(read, f"placements[{number}]", one)
            for number, one in enumerate(read.list("placements", top.get("placements")))
        ),
    )
    _consistent(read, orders)
    if read.faults:
        raise ImpossibleError([ValidationError(fault) for fault in read.faults])
    return orders


def _community(read: Reader, place: str, data: object) -> CommunityOrder:
    one = read.mapping(place, data)
    posts = read.mapping(f"{place}.posts", one.get("posts"))
    form = one.get("form")
    both = set(read.mapping(place, posts.get("branch"))) & set(read.mapping(place, posts.get("committee")))
    if both:
        read.fault(f"{place}.posts", _("同一种职务不能既在支部又在居委会。"))
    return CommunityOrder(
        key=read.text(f"{place}.key", one.get("key"), 40, needed=True),
        name=read.text(f"{place}.name", one.get("name"), 100, needed=True),
        predecessors=tuple(
            read.number(f"{place}.predecessors", old)
            for old in read.list(f"{place}.predecessors", one.get("predecessors"))
        ),
        code=read.text(f"{place}.code", one.get("code"), 20),
        seat=read.optional(f"{place}.seat", one.get("seat")),
        venue=read.optional(f"{place}.venue", one.get("venue")),
        form=None if form is None else read.among(f"{place}.form", form, [str(kind) for kind in BRANCHES]),
        committee_name=read.text(f"{place}.committee_name", one.get("committee_name")),
        branch_name=read.text(f"{place}.branch_name", one.get("branch_name")),
        branch_posts=read.posts(f"{place}.posts.branch", posts.get("branch")),
        committee_posts=read.posts(f"{place}.posts.committee", posts.get("committee")),
        holders=_holders(read, place, one),
    )


def _holders(read: Reader, place: str, one: dict) -> tuple[Holder, ...]:
    place = f"{place}.holders"
    return tuple(_holder(read, place, holder) for holder in read.list(place, one.get("holders")))


def _holder(read: Reader, place: str, data: object) -> Holder:
    one = read.mapping(place, data)
    return Holder(
        read.among(f"{place}.post", one.get("post"), PostKind.values),
        read.number(f"{place}.person", one.get("person")),
    )


def _placement(read: Reader, place: str, data: object) -> PlacementOrder:
    one = read.mapping(place, data)
    superior = one.get("superior")
    return PlacementOrder(
        read.number(f"{place}.organisation", one.get("organisation")),
        read.among(f"{place}.line", one.get("line"), Line.values),
        superior if isinstance(superior, str) else read.number(f"{place}.superior", superior),
    )


def _consistent(read: Reader, orders: Orders) -> None:
    keys = [one.key for one in orders.communities]
    olds = [old for one in orders.communities for old in one.predecessors]
    for place, values in (("communities.key", keys), ("communities.predecessors", olds)):
        twice = sorted({str(value) for value in values if values.count(value) > 1})
        if twice:
            read.fault(place, _("%(values)s出现了不止一次。") % {"values": "、".join(twice)})
    for one in orders.communities:
        if not one.predecessors:
            read.fault(one.key, _("没有前身。"))
        for chosen in (one.seat, one.venue):
            if chosen is not None and chosen not in one.predecessors:
                read.fault(one.key, _("驻地和场所须取自它的前身。"))
    if not orders.working_committee_name and orders.party_superior is None:
        read.fault("party_superior", _("须设立街道党工委，或指明新支部的上级。"))
    for placement in orders.placements:
        if isinstance(placement.superior, str) and placement.superior not in {*keys, WORKING_COMMITTEE}:
            read.fault("placements", _("没有“%(key)s”这个社区。") % {"key": placement.superior})
