"""Whoever changed what duties hang on reads on the next page what that did to them."""

from django.contrib import messages
from django.template.loader import render_to_string

from jiceng.institutions.commands.telling import asked


class DutiesTold:
    """After an act that asked for a look at the duties, its page says that they are being worked out, and then what
    came, went and moved."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        asked.set(None)
        response = self.get_response(request)
        after = asked.get()
        if after is not None and request.user.is_authenticated and 300 <= response.status_code < 400:
            context = {"after": after, "looks": 0, "goes_on": True}
            messages.info(request, render_to_string("institutions/duty_changes_waiting.html", context))
        asked.set(None)
        return response
