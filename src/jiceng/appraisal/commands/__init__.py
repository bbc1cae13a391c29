"""Writers of the yearly appraisal."""

from jiceng.appraisal.commands.appraising import (
    close_boxes,
    grade_report,
    open_boxes,
    prepare_appraisal,
    publish_results,
)
from jiceng.appraisal.commands.rectifying import inform, list_fault, publish_list
from jiceng.appraisal.commands.reports import begin_report, recall_report, send_report, write_report

__all__ = [
    "begin_report",
    "close_boxes",
    "grade_report",
    "inform",
    "list_fault",
    "open_boxes",
    "prepare_appraisal",
    "publish_list",
    "publish_results",
    "recall_report",
    "send_report",
    "write_report",
]
