"""The decided package on paper: the official notice with its lists, and the standard text of appointments."""

from django.utils.translation import gettext_lazy as _

from jiceng.cadres.enums_restructuring import BoardState, Outcome
from jiceng.cadres.models import BoardPerson, BoardPost, Restructuring
from jiceng.cadres.models.restructuring import WITH_PLACE
from jiceng.cadres.queries.restructuring import boards, people, posts_of
from jiceng.cadres.rules_restructuring import may_see_board
from jiceng.documents.commands import Addressee, Words
from jiceng.documents.standards import Record, Standard, register
from jiceng.kernel.pages import chinese_day
from jiceng.organisations.models import Organisation
from jiceng.organisations.queries.ranks import rank_of

TITLE = "关于社区班子成员任职和离任的通知"
SHOWN = 50


def appointed(board: Restructuring) -> list[BoardPerson]:
    """Everybody with a place, community by community, by the rank of their posts."""
    rows = list(people(board).filter(outcome__in=WITH_PLACE))
    return sorted(rows, key=lambda row: (row.community_id, min(_place(post) for post in posts_of(row))))


def _place(post: BoardPost) -> tuple[int, int, int]:
    return rank_of(post.kind), post.number, post.pk


def leavers(board: Restructuring) -> list[BoardPerson]:
    return list(people(board).filter(outcome=Outcome.LEAVE))


def titles(row: BoardPerson) -> str:
    """The posts with their bodies, as they stand on paper."""
    names = {"party": row.community.branch_name, "residents": row.community.committee_name}
    return "、".join(f"{names[post.body]}{post.get_kind_display()}" for post in posts_of(row))


def words(board: Restructuring) -> Words:
    """To the town, with the lists of who takes up a post and who leaves as tables."""
    day = chinese_day(board.on)
    text = (
        f"经研究决定，{board.instrument.number}所定社区班子成员的任职自{day}起计算，原撤并单位的职务同时免去。"
        "离任人员按规定办理通知、交接和结算手续，由镇党委逐人落实。"
    )
    came = [
        f"| {one.person.name} | {titles(one)} | {one.get_outcome_display()} |" for one in appointed(board)
    ]
    went = [f"| {one.person.name} | {one.now} | {one.get_leaving_display()} |" for one in leavers(board)]
    town = Organisation.objects.get(pk=board.reorganisation.orders["town"])
    lists = [("社区班子成员任职名单", "\n".join(["| 姓名 | 任职 | 去向 |", *came]))]
    if went:
        lists.append(("离任人员名单", "\n".join(["| 姓名 | 原职务 | 离任方式 |", *went])))
    return Words(kind="notice", title=TITLE, text=text, main=(Addressee.of(town),), attachments=tuple(lists))


def _records(*, seen_by) -> list[Record]:
    rows = boards(seen_by=seen_by).filter(state=BoardState.DECIDED)[:SHOWN]
    return [Record(one.pk, str(one.reorganisation), one.instrument.number) for one in rows]


def _values(*, seen_by, pk: int) -> dict | None:
    board = boards(seen_by=seen_by).filter(state=BoardState.DECIDED, pk=pk).first()
    if board is None:
        return None
    return {
        "文号": board.instrument.number,
        "任职日期": chinese_day(board.on),
        "日期": chinese_day(board.instrument.issued_on),
        "任职": [
            {
                "序号": str(number),
                "姓名": one.person.name,
                "职务": titles(one),
                "去向": str(one.get_outcome_display()),
            }
            for number, one in enumerate(appointed(board), 1)
        ],
        "离任": [
            {"姓名": one.person.name, "原职务": one.now, "离任方式": str(one.get_leaving_display())}
            for one in leavers(board)
        ],
    }


def register_package() -> None:
    register(
        Standard(
            key="restructuring",
            label=_("班子任职通知"),
            title=TITLE,
            text="各社区党组织、居民委员会：\n经研究决定（{{文号}}），下列同志的任职自{{任职日期}}起计算：\n"
            "|序号|姓名|职务|去向|\n|{{任职.序号}}|{{任职.姓名}}|{{任职.职务}}|{{任职.去向}}|\n"
            "下列同志的原职务同时免去：\n"
            "|姓名|原职务|离任方式|\n|{{离任.姓名}}|{{离任.原职务}}|{{离任.离任方式}}|",
            signed=("{{日期}}",),
            fields={
                "文号": (),
                "任职日期": (),
                "日期": (),
                "任职": ("序号", "姓名", "职务", "去向"),
                "离任": ("姓名", "原职务", "离任方式"),
            },
            records=_records,
            values=_values,
            rule=may_see_board,
        )
    )
