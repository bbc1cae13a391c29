"""What the processes of the kill tests do: build a county, import a table, look at what is there."""

from jiceng.kernel.record import digest, verify

ROWS = 400


def build() -> None:
    """A county with members; a checked batch waits that brings new ones, moves some and changes others."""
    from jiceng.organisations.models import ImportBatch, PartyMembership
    from tests import factories
    from tests.exchange.files import checked, identity, member, officer, sheet

    county = factories.make_county()
    by = officer(county)
    for _number in range(60):
        factories.make_member(county["first_branch"])
    rows = [
        member(姓名=f"新人{number}", 公民身份号码=identity(number % 1000, f"19{70 + number // 1000}0101"))
        for number in range(ROWS)
    ]
    for membership in PartyMembership.objects.select_related("person"):
        rows.append(
            member(
                人员编号=membership.person_id,
                姓名=f"{membership.person.name}改",
                党支部="铁西社区党支部",
                进入本支部日期="2026-01-05",
            )
        )
    batch = checked(by, sheet(rows))
    assert batch.state == ImportBatch.State.READY, batch.faults[:3]


def apply() -> None:
    from jiceng.organisations.commands import exchange
    from jiceng.organisations.models import ImportBatch

    batch = ImportBatch.objects.get()
    exchange.apply_import(by=batch.account, batch=batch)


def state() -> dict:
    """Everything that an import may touch, as counts and digests."""
    from jiceng.kernel import bulk
    from jiceng.kernel.models import Entry
    from jiceng.organisations.models import ImportBatch, PartyMembership
    from jiceng.people.models import Person

    rolls = bulk.raw(PartyMembership, ["branch_id", "standing", "valid_from", "valid_to"])
    people = bulk.raw(Person, ["name", "pinyin", "id_fingerprint"])
    return {
        "people": len(people),
        "rolls": len(rolls),
        "digest": digest(str((sorted(rolls.values(), key=str), sorted(people.values()))), "sha256"),
        "batch": ImportBatch.objects.get().state,
        "entries": Entry.objects.count(),
        "chain": verify().ok,
    }


def look_then_repeat() -> dict:
    left = state()
    apply()
    return {"left": left, "repeated": state()}
