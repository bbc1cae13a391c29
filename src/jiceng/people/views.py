"""Pages of people and accounts."""

from django.http import HttpResponse


def locked_out(request, credentials=None, *args, **kwargs) -> HttpResponse:
    return HttpResponse(status=429)
