"""Answers to what is no request for a page: a body too large, a method that an address does not have."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render


class BodyLimit:
    """Refuse a body by its announced length before anything of it is kept (413). Django's own limit leaves uploaded
    files out; a body without a length is read by nobody."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            length = int(request.META.get("CONTENT_LENGTH") or 0)
        except ValueError:
            length = 0
        if length > settings.BODY_LIMIT:
            raise RequestDataTooBig(f"{length} bytes")
        return self.get_response(request)


class MethodInWords:
    """A bare 405 becomes a page of the house."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if response.status_code != 405 or response.content:
            return response
        page = render(request, "kernel/method.html", status=405)
        page["Allow"] = response["Allow"]
        return page
