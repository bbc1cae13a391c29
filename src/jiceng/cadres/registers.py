"""Where this app shows itself: navigation, search, the standing checks, the front page."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from jiceng.cadres import checks
from jiceng.cadres.commands.training import OWN
from jiceng.cadres.measured import register_measures
from jiceng.cadres.models import Kin
from jiceng.cadres.package_paper import register_package
from jiceng.cadres.queries import files, reminders, training
from jiceng.cadres.queries.board_page import waiting_card
from jiceng.cadres.rules import may_approve, may_keep_files, may_read_own, may_see, may_see_files
from jiceng.cadres.rules_development import (
    may_keep_reserve,
    may_release,
    may_see_reserve,
    may_see_training,
    may_train,
)
from jiceng.cadres.rules_recruitment import may_see_recruitment
from jiceng.cadres.rules_restructuring import may_decide_posts, may_see_board
from jiceng.cadres.standard_texts import register_standards
from jiceng.documents import sources
from jiceng.institutions import kinds as evidence
from jiceng.kernel import frontpage, navigation, search
from jiceng.people import kinship


def _trainings(duty) -> str:
    """The classes of the year, where a secretary's hours come from."""
    return reverse("trainings")


def _kin(people: set[int]) -> Iterable[tuple[int, int]]:
    """What the files say of relatives who are known as people."""
    either = Q(file__person__in=people) | Q(person__in=people)
    return Kin.objects.filter(either, person__isnull=False).order_by().values_list("file__person", "person")


def register() -> None:
    kinship.register(_kin)
    register_standards()
    register_measures()
    evidence.take_over(OWN, _trainings)
    sources.register(sources.Source("cadres.tourproposal", _("考察建议"), "tour_proposal"))
    navigation.register(
        navigation.Entry(
            _("干部"),
            "composition",
            icon="identification",
            rule=may_see,
            order=navigation.CADRES,
            sub=(
                navigation.Sub(_("干部名册"), "cadres", may_see_files),
                navigation.Sub(_("班子调整"), "restructurings", may_see_board),
                navigation.Sub(_("职数和任职条件"), "cadre_posts", may_see),
                navigation.Sub(_("档案变更"), "cadre_changes", may_keep_files | may_approve),
                navigation.Sub(_("结构目标"), "composition_targets", may_see),
                navigation.Sub(_("后备干部"), "reserve_board", may_see_reserve),
                navigation.Sub(_("到龄退休"), "retirements", may_see_reserve),
                navigation.Sub(_("干部培训"), "trainings", may_see_training),
                navigation.Sub(_("培训需求"), "training_needs", may_train),
                navigation.Sub(_("公开招聘"), "recruitments", may_see_recruitment),
            ),
        )
    )
    navigation.register_account(navigation.Entry(_("我的干部档案"), "cadre_own", icon="identification"))
    checks.register_checks()
    register_package()
    sources.register(sources.Source("cadres.boardperson", _("离任手续"), "restructuring_person"))
    frontpage.register_card(frontpage.Source(order=8, rule=may_decide_posts, make=waiting_card, decides=True))
    search.register_action(
        search.PageHit(_("班子调整"), "restructurings", may_see_board, words="banzi tiaozheng gaizhi bztz")
    )
    frontpage.register_card(
        frontpage.Source(order=12, rule=may_approve, make=files.waiting_card, decides=True)
    )
    frontpage.register_card(frontpage.Source(order=14, rule=may_read_own, make=reminders.certificates_card))
    frontpage.register_card(frontpage.Source(order=14, rule=may_keep_reserve, make=reminders.reviews_card))
    search.register(search.Source("cadres", _("干部"), files.find))
    search.register_action(
        search.PageHit(_("干部队伍结构"), "composition", may_see, words="ganbu jiegou nianling xueli gbjg")
    )
    search.register_action(search.PageHit(_("干部名册"), "cadres", may_see_files, words="ganbu mingce gbmc"))
    search.register_action(
        search.PageHit(_("后备干部"), "reserve_board", may_see_reserve, words="houbei ganbu hbgb jieti")
    )
    search.register_action(
        search.PageHit(_("到龄退休"), "retirements", may_see_reserve, words="daoling tuixiu dltx")
    )
    search.register_action(
        search.PageHit(_("干部培训"), "trainings", may_see_training, words="ganbu peixun gbpx kaocha")
    )
    frontpage.register_card(frontpage.Source(order=12, rule=may_release, make=training.release_card))
