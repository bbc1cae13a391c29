"""Addresses of duties, work records, calendars and reminders."""

from django.urls import path

from jiceng.institutions.views import calendars, duties, work

urlpatterns = [
    path("duties/", duties.duties, name="duties"),
    path("duties/board/", duties.duty_board, name="duty_board"),
    path("duties/calendar/", calendars.duty_calendar, name="duty_calendar"),
    path("duties/units/<int:pk>/", duties.unit_year, name="unit_year"),
    path("duties/<int:pk>/", duties.duty, name="duty"),
    path("duties/<int:pk>/waive/", duties.duty_waive, name="duty_waive"),
    path("duties/<int:pk>/owed/", duties.duty_owed_again, name="duty_owed_again"),
    path("work-records/new/", work.work_record_new, name="work_record_new"),
    path("work-records/<int:pk>/", work.work_record, name="work_record"),
    path("work-records/<int:pk>/annul/", work.work_record_annul, name="work_record_annul"),
    path("notices/", calendars.notices, name="notices"),
    path("notices/read/", calendars.notices_read, name="notices_read"),
    path("notices/mail/", calendars.notices_mail, name="notices_mail"),
    path("notices/calendar/open/", calendars.feed_open, name="feed_open"),
    path("notices/calendar/revoke/", calendars.feed_revoke, name="feed_revoke"),
    path("calendar/<str:secret>.ics", calendars.calendar_feed, name="calendar_feed"),
]
