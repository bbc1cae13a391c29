"""Pages of residents' requests."""

from jiceng.service.views.cases import (
    case,
    case_accept,
    case_answer,
    case_call_back,
    case_code_shown,
    case_extend,
    case_hand_back,
    case_hand_on,
    case_new,
    case_recall,
    case_sort,
    case_take_over,
    cases,
    service_poster,
)
from jiceng.service.views.residents import (
    service_again,
    service_ask,
    service_own,
    service_place,
    service_places,
    service_word,
)
from jiceng.service.views.statistics import service_statistics

__all__ = [
    "case",
    "case_accept",
    "case_answer",
    "case_call_back",
    "case_code_shown",
    "case_extend",
    "case_hand_back",
    "case_hand_on",
    "case_new",
    "case_recall",
    "case_sort",
    "case_take_over",
    "cases",
    "service_again",
    "service_ask",
    "service_own",
    "service_place",
    "service_places",
    "service_poster",
    "service_statistics",
    "service_word",
]
