"""Venues come into use, change and go out of use; on a day."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from jiceng.kernel.access import must
from jiceng.kernel.pinyin import initials, spelled
from jiceng.kernel.record import record
from jiceng.organisations.commands import ImpossibleError
from jiceng.organisations.commands.timing import must_exist, must_follow
from jiceng.organisations.enums import TERRITORIES
from jiceng.organisations.models import Organisation
from jiceng.resources.enums import Title
from jiceng.resources.models import Venue, VenueUse
from jiceng.resources.rules import may_keep


@dataclass(frozen=True)
class Facts:
    """How a venue is used: by which right, whose it is (an organisation, or words), m² in all and for activities,
    rooms, yuan of rent a year, what is missing in words."""

    title: str
    area_m2: Decimal
    activity_m2: Decimal = Decimal(0)
    rooms: int = 1
    rent_a_year: Decimal = Decimal(0)
    owner: Organisation | None = None
    owner_words: str = ""
    missing: str = ""

    def told(self) -> dict:
        """For the record."""
        return {**columns_of(self), "owner": self.owner.name if self.owner else self.owner_words}


def columns_of(facts: Facts) -> dict:
    """The plain columns of a use."""
    names = ("title", "area_m2", "activity_m2", "rooms", "rent_a_year", "owner_words", "missing")
    return {name: getattr(facts, name) for name in names}


def facts_of(use: VenueUse) -> Facts:
    return Facts(
        use.title,
        use.area_m2,
        use.activity_m2,
        use.rooms,
        use.rent_a_year,
        use.owner,
        use.owner_words,
        use.missing,
    )


def _must_fit(facts: Facts) -> None:
    if facts.area_m2 <= 0:
        raise ImpossibleError(_("建筑面积须大于零。"))
    if not 0 <= facts.activity_m2 <= facts.area_m2:
        raise ImpossibleError(_("居民活动面积不能大于建筑面积。"))
    if facts.rent_a_year < 0 or (facts.title == Title.OWNED and facts.rent_a_year):
        raise ImpossibleError(_("自有用房没有租金；租金也不能是负数。"))


@transaction.atomic
def enter_venue(
    *, by, community: Organisation, name: str, address: str, facts: Facts, on: date, why: str = ""
) -> Venue:
    """The community uses a venue from the day on."""
    must(by, may_keep, community, _("无权登记这个社区的用房。"))
    if community.kind not in TERRITORIES:
        raise ImpossibleError(_("用房只登记在社区名下。"))
    must_exist(community, on)
    _must_fit(facts)
    name = name.strip()[:60]
    if not name:
        raise ImpossibleError(_("请填用房名称。"))
    if VenueUse.objects.filter(community=community, venue__name=name, valid_to=None).exists():
        raise ImpossibleError(_("这个社区已经有“%(name)s”。") % {"name": name})
    venue = Venue.objects.create(
        name=name, pinyin=spelled(name)[:240], initials=initials(name)[:60], address=address.strip()[:120]
    )
    _begin(venue, community, facts, on)
    after = {"community": community.name, "valid_from": on, **facts.told()}
    record(by=by, verb="resources.enter_venue", target=venue, why=why, after=after)
    return venue


def _begin(venue: Venue, community: Organisation, facts: Facts, on: date) -> VenueUse:
    return VenueUse.objects.create(
        venue=venue, community=community, owner=facts.owner, valid_from=on, **columns_of(facts)
    )


def _open(venue: Venue) -> VenueUse:
    row = VenueUse.objects.select_for_update(of=("self",)).filter(venue=venue, valid_to=None).first()
    if row is None:
        raise ImpossibleError(_("这处用房已经停用。"))
    return row


@transaction.atomic
def change_venue(*, by, venue: Venue, facts: Facts, on: date, why: str = "") -> VenueUse:
    """From the day on the venue is used otherwise. A use that begins on that very day is put right in place."""
    row = _open(venue)
    must(by, may_keep, row.community, _("无权登记这个社区的用房。"))
    _must_fit(facts)
    if on < row.valid_from:
        raise ImpossibleError(
            _("已有自%(day)s开始的情况，请填那天或以后。") % {"day": row.valid_from.isoformat()}
        )
    must_exist(row.community, on)
    before = facts_of(row)
    if before == facts:
        raise ImpossibleError(_("和原来一样，没有要改的。"))
    if on == row.valid_from:
        row.owner = facts.owner
        for name, value in columns_of(facts).items():
            setattr(row, name, value)
        row.save()
    else:
        row.valid_to = on
        row.save(update_fields=["valid_to"])
        row = _begin(venue, row.community, facts, on)
    record(
        by=by,
        verb="resources.change_venue",
        target=venue,
        why=why,
        before=before.told(),
        after={"valid_from": on, **facts.told()},
    )
    return row


@transaction.atomic
def end_venue(*, by, venue: Venue, on: date, why: str) -> VenueUse:
    """Out of use from the day on."""
    row = _open(venue)
    must(by, may_keep, row.community, _("无权登记这个社区的用房。"))
    must_follow(row.valid_from, on)
    if not why.strip():
        raise ImpossibleError(_("请写停用的原因。"))
    row.valid_to = on
    row.save(update_fields=["valid_to"])
    record(by=by, verb="resources.end_venue", target=venue, why=why, after={"valid_to": on})
    return row


@dataclass(frozen=True)
class Entry:
    """One row of a table: the community's venue as it is used from the day on."""

    community: Organisation
    name: str
    address: str
    facts: Facts
    on: date

    def standing(self) -> VenueUse | None:
        """The open use of the venue of that name."""
        rows = VenueUse.objects.filter(community=self.community, venue__name=self.name, valid_to=None)
        return rows.select_related("venue", "owner", "community").first()


@transaction.atomic
def take_over_venues(*, by, rows: list[Entry], why: str = "") -> int:
    """Carry the rows out, all or none; what stands so already is left alone. Gives back how many changed something."""
    changed = 0
    for row in rows:
        use = row.standing()
        if use is None:
            values = {"name": row.name, "address": row.address, "facts": row.facts, "on": row.on}
            enter_venue(by=by, community=row.community, why=why, **values)
        elif facts_of(use) == row.facts:
            continue
        else:
            change_venue(by=by, venue=use.venue, facts=row.facts, on=max(row.on, use.valid_from), why=why)
        changed += 1
    return changed
