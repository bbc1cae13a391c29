"""Pages that belong to no domain: jobs, gallery, language, theme; the record of writes."""

from jiceng.kernel.views.record import (
    record,
    record_check,
    record_entry,
    record_export,
)
from jiceng.kernel.views.saved import view_remove, view_save
from jiceng.kernel.views.shell import (
    components_gallery,
    job,
    job_file,
    job_panel,
    job_stop,
    set_language,
    set_theme,
)

__all__ = [
    "components_gallery",
    "job",
    "job_file",
    "job_panel",
    "job_stop",
    "record",
    "record_check",
    "record_entry",
    "record_export",
    "set_language",
    "set_theme",
    "view_remove",
    "view_save",
]
