"""Every address of the site: one line for each app."""

from django.urls import include, path

urlpatterns = [
    path("", include("jiceng.portal.urls")),
    path("people/", include("jiceng.people.urls")),
    path("organisations/", include("jiceng.organisations.urls")),
    path("", include("jiceng.institutions.urls")),
    path("meetings/votes/", include("jiceng.meetings.poll_urls")),
    path("meetings/", include("jiceng.meetings.urls")),
    path("responsibility/", include("jiceng.responsibility.urls")),
    path("cadres/", include("jiceng.cadres.urls")),
    path("appraisal/", include("jiceng.appraisal.urls")),
    path("resources/", include("jiceng.resources.urls")),
    path("service/", include("jiceng.service.urls")),
    path("documents/", include("jiceng.documents.urls")),
    path("rezoning/", include("jiceng.rezoning.urls")),
    path("kernel/", include("jiceng.kernel.urls")),
]

handler400 = "jiceng.portal.views.not_understood"
handler403 = "jiceng.portal.views.refused"
handler500 = "jiceng.portal.views.broken"
