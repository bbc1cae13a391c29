"""Members, residents, posts and terms."""

from collections import Counter
from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from jiceng.organisations.commands.reorganisation.changes import Change, Ref
from jiceng.organisations.commands.reorganisation.design import WORKING, Design, MemberMove, NewCommunity
from jiceng.organisations.commands.reorganisation.orders import WORKING_COMMITTEE, Holder
from jiceng.organisations.commands.reorganisation.participants.base import Participant
from jiceng.organisations.commands.reorganisation.participants.structure import ended
from jiceng.organisations.enums import PostKind
from jiceng.organisations.models import PartyMembership, Post, Residence, Term
from jiceng.organisations.rules.forms import branch_posts, committee_posts
from jiceng.people.models import Person

# Work that goes on: who does it carries on in the new committee; elected and leading posts end.
CARRIED = (PostKind.WORKER, PostKind.REPRESENTATIVE)


class Members(Participant):
    name = "members"
    label = gettext_lazy("党员")
    claims = frozenset({"organisations.PartyMembership.branch", "organisations.PartyMembership.group"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, PartyMembership, "branch")
        yield from self.too_late(design, PartyMembership, "group")
        for move in design.member_moves:
            if move.membership.valid_from < design.day:
                yield self._moved(design, move)

    def _moved(self, design: Design, move: MemberMove) -> Change:
        row = move.membership
        target = design.communities[move.community].branch if move.community else move.branch
        return Change(
            self.name,
            PartyMembership,
            row.person.name,
            pk=row.pk,
            was={"valid_to": row.valid_to},
            ends={"valid_to": design.day},
            begins={
                "person_id": row.person_id,
                "branch_id": target,
                "group_id": None,
                "standing": row.standing,
                "joined_on": row.joined_on,
                "full_since": row.full_since,
                "valid_from": design.day,
                "valid_to": row.valid_to,
            },
            before=row.branch.name,
            after=design.name(target),
            community=move.community,
            warning=move.warning,
            conflict="" if target else _("没有本地住址，原支部也不属于任何社区，不知转入哪里。"),
        )


class Homes(Participant):
    name = "residences"
    label = gettext_lazy("居民")
    claims = frozenset({"organisations.Residence.territory"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, Residence, "territory")
        rows = (
            Residence.objects.on(design.day)
            .filter(territory_id__in=list(design.key_of), valid_from__lt=design.day)
            .order_by("territory_id", "id")
            .values_list("id", "person_id", "person__name", "territory_id", "address", "valid_to")
        )
        for pk, person, name, territory, address, until in rows:
            one = design.communities[design.key_of[territory]]
            yield Change(
                self.name,
                Residence,
                name,
                pk=pk,
                was={"valid_to": until},
                ends={"valid_to": design.day},
                begins={
                    "person_id": person,
                    "territory_id": one.community,
                    "address": address,
                    "valid_from": design.day,
                    "valid_to": until,
                },
                before=design.name(territory),
                after=one.order.name,
                community=one.key,
            )


def carried_terms(design: Design) -> list[Term]:
    """Terms on the day in carried posts of committees that have an heir; one a person, kind and community."""
    rows = (
        Term.objects.on(design.day)
        .filter(
            post__organisation__in=list(design.key_of),
            post__kind__in=CARRIED,
            valid_from__lt=design.day,
        )
        .select_related("post", "person")
        .order_by("post__organisation_id", "id")
    )
    first = {
        (row.person_id, row.post.kind, design.key_of[row.post.organisation_id]): row
        for row in reversed(list(rows))
    }
    return sorted(first.values(), key=lambda row: row.pk)


def wanted_posts(design: Design) -> dict[str, dict[str, tuple[Ref, int]]]:
    """For each community: kind of post → (the organisation it is in, places)."""
    carried = Counter(
        (design.key_of[term.post.organisation_id], term.post.kind) for term in carried_terms(design)
    )
    wanted = {}
    for key, one in design.communities.items():
        posts = {str(kind): (one.branch, places) for kind, places in _branch_posts(one)}
        posts |= {str(kind): (one.committee, places) for kind, places in _committee_posts(one)}
        ordered = Counter(holder.post for holder in one.order.holders)
        for kind in CARRIED:
            number = (
                carried[key, kind] + ordered[kind]
            )  # whoever carries on, and whom the orders name besides
            if number > posts.get(str(kind), (one.committee, 0))[1]:
                posts[str(kind)] = (one.committee, number)
        wanted[key] = posts
    return wanted


def _branch_posts(one: NewCommunity):
    if one.order.branch_posts is not None:
        return one.order.branch_posts
    return branch_posts(one.full_members).items()


def _committee_posts(one: NewCommunity):
    if one.order.committee_posts is not None:
        return one.order.committee_posts
    return committee_posts(one.households, one.residents).items()


def post_ref(kind: str, key: str) -> Ref:
    return Ref(f"post:{kind}:{key}")


class Posts(Participant):
    name = "posts"
    label = gettext_lazy("职务")
    claims = frozenset({"organisations.Post.organisation"})

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, Post, "organisation")
        rows = Post.objects.on(design.day).filter(organisation__in=list(design.ending))
        for row in rows.filter(valid_from__lt=design.day).select_related("organisation"):
            yield ended(self.name, row, str(row), design, row.organisation_id)
        for key, posts in wanted_posts(design).items():
            for kind, (organisation, places) in posts.items():
                name = f"{design.name(organisation)}{PostKind(kind).label}"
                yield Change(
                    self.name,
                    Post,
                    name,
                    ref=post_ref(kind, key).name,
                    begins={
                        "organisation_id": organisation,
                        "kind": kind,
                        "places": places,
                        "valid_from": design.day,
                    },
                    after=ngettext("%(places)d个职数", "%(places)d个职数", places) % {"places": places},
                    community=key,
                )
        yield from self._working_committee(design)

    def _working_committee(self, design: Design) -> Iterator[Change]:
        wanted = Counter(holder.post for holder in design.orders.working_committee_holders)
        for kind, places in wanted.items():
            yield Change(
                self.name,
                Post,
                f"{design.orders.working_committee_name}{PostKind(kind).label}",
                ref=post_ref(kind, WORKING_COMMITTEE).name,
                begins={
                    "organisation_id": WORKING,
                    "kind": kind,
                    "places": places,
                    "valid_from": design.day,
                },
                after=ngettext("%(places)d个职数", "%(places)d个职数", places) % {"places": places},
            )


class Terms(Participant):
    """Has no foreign key to an organisation of its own: terms hang on posts."""

    name = "terms"
    label = gettext_lazy("任职")

    def assess(self, design: Design) -> Iterator[Change]:
        yield from self.too_late(design, Term, "post__organisation")
        carried = {term.pk for term in carried_terms(design)}
        rows = (
            Term.objects.on(design.day)
            .filter(post__organisation__in=list(design.ending), valid_from__lt=design.day)
            .select_related("post__organisation", "person")
        )
        for row in rows:
            change = ended(
                self.name, row, row.person.name, design, row.post.organisation_id, before=str(row.post)
            )
            if row.pk in carried:
                self._carry_on(design, row, change)
            yield change
        yield from self._holders(design)

    def _carry_on(self, design: Design, row: Term, change: Change) -> None:
        key = design.key_of[row.post.organisation_id]
        change.begins = {
            "post_id": post_ref(row.post.kind, key),
            "person_id": row.person_id,
            "instrument_id": row.instrument_id,
            "valid_from": design.day,
            "valid_to": row.valid_to,
        }
        change.after = f"{design.communities[key].committee_name}{PostKind(row.post.kind).label}"

    def _holders(self, design: Design) -> Iterator[Change]:
        working = design.orders.working_committee_holders
        ids = {holder.person for one in design.orders.communities for holder in one.holders}
        people = Person.objects.in_bulk(ids | {holder.person for holder in working})
        for holder in working:
            yield self._holder(design, holder, WORKING_COMMITTEE, WORKING, people, "")
        wanted = wanted_posts(design) if ids else {}
        for order in design.orders.communities:
            number: Counter[str] = Counter()
            for holder in order.holders:
                number[holder.post] += 1
                organisation, places = wanted[order.key].get(holder.post, (None, 0))
                change = self._holder(design, holder, order.key, organisation, people, order.key)
                if number[holder.post] > places and not change.conflict:
                    values = {"post": PostKind(holder.post).label, "places": places}
                    change.conflict = (
                        ngettext(
                            "%(post)s只有%(places)d个职数。",
                            "%(post)s只有%(places)d个职数。",
                            values["places"],
                        )
                        % values
                    )
                yield change

    def _holder(self, design: Design, holder: Holder, key: str, organisation, people, community) -> Change:
        person = people.get(holder.person)
        return Change(
            self.name,
            Term,
            person.name if person else str(holder.person),
            begins={
                "post_id": post_ref(holder.post, key),
                "person_id": holder.person,
                "instrument_id": design.instrument,
                "valid_from": design.day,
            },
            after=f"{design.name(organisation)}{PostKind(holder.post).label}",
            community=community,
            conflict="" if person else _("没有这个人员。"),
        )
