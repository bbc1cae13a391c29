"""How a form that calls a command is answered."""

from collections.abc import Callable

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from jiceng.kernel.access import Refused
from jiceng.kernel.components import Crumb
from jiceng.kernel.pages import number_in
from jiceng.organisations.commands import ImpossibleError, enter_instrument
from jiceng.organisations.models import AskedAct, Instrument, Organisation, Reorganisation
from jiceng.organisations.rules.scope import in_scope


def reached(request, right: str, pk: int) -> Organisation:
    """The organisation, if the right reaches it; else 404, so that nothing is told about the neighbour's."""
    found = in_scope(request.user, right).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def asked_organisation(request) -> Organisation | None:
    """?organisation=12 narrows a roll; a number that is none of ours is 404."""
    wanted = request.GET.get("organisation", "")
    if not wanted:
        return None
    return get_object_or_404(Organisation, pk=number_in(wanted) or 0)


def asked_reorganisation(request) -> Reorganisation | None:
    """?reorganisation=3 narrows a list to the territories that it was about; a number that is none of ours is 404."""
    wanted = request.GET.get("reorganisation", "")
    if not wanted:
        return None
    return get_object_or_404(Reorganisation, pk=number_in(wanted) or 0)


def answer(
    request,
    form,
    command: Callable,
    *,
    title: str,
    back: str,
    done: str,
    about: Organisation | None = None,
    **given,
) -> HttpResponse:
    """Show the form, or do what it asks and go back; what the state of things forbids is said in the form."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                found = command(by=request.user, **_with_instrument(request, form.values()), **given)
        except ImpossibleError as error:
            form.add_error(None, error)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            asked = isinstance(found, AskedAct)
            messages.success(request, _("已提出，等另一方同意后办理。") if asked else done)
            return redirect(back)
    crumbs = [Crumb(about.name, back)] if about else []
    context = {"form": form, "title": title, "back": back, "crumbs": crumbs}
    status = 422 if form.errors else 200
    return render(request, "organisations/organisation_form.html", context, status=status)


def _with_instrument(request, values: dict) -> dict:
    """A document that is not known yet is entered with the day of the change."""
    document = values.get("instrument")
    if isinstance(document, Instrument) and document.pk is None:
        values["instrument"] = enter_instrument(
            by=request.user, number=document.number, issued_on=values["on"]
        )
    return values
