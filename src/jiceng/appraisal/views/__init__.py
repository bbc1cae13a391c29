"""Pages of the yearly appraisal."""

from jiceng.appraisal.views.appraising import (
    appraisal,
    appraisal_close,
    appraisal_grade,
    appraisal_open,
    appraisal_prepare,
    appraisal_public,
    appraisal_publish,
    appraisals,
)
from jiceng.appraisal.views.rectifying import rectification_inform, rectification_new, rectification_publish
from jiceng.appraisal.views.reports import (
    work_report,
    work_report_begin,
    work_report_edit,
    work_report_recall,
    work_report_records,
    work_report_send,
)

__all__ = [
    "appraisal",
    "appraisal_close",
    "appraisal_grade",
    "appraisal_open",
    "appraisal_prepare",
    "appraisal_public",
    "appraisal_publish",
    "appraisals",
    "rectification_inform",
    "rectification_new",
    "rectification_publish",
    "work_report",
    "work_report_begin",
    "work_report_edit",
    "work_report_recall",
    "work_report_records",
    "work_report_send",
]
