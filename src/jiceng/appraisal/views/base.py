"""What every page here has."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from jiceng.appraisal.models import Appraisal
from jiceng.appraisal.queries.appraisals import appraisal_or_404
from jiceng.appraisal.rules import may_see
from jiceng.kernel.components import Crumb


def crumbs(account, appraisal: Appraisal | None = None) -> list[Crumb]:
    """To the county's list, for those who have it, and to the community's appraisal."""
    found = [Crumb(_("述职评议"), reverse("appraisals"))] if may_see.test(account) else []
    if appraisal is not None:
        name = _("%(place)s%(year)d年") % {"place": appraisal.community.name, "year": appraisal.year}
        found.append(Crumb(name, reverse("appraisal", args=[appraisal.pk])))
    return found


def over(rule, pk: int, request) -> Appraisal:
    """The appraisal if the account may do this with it; what is another's is not there."""
    found = appraisal_or_404(pk, seen_by=request.user)
    if not rule.test(request.user, found):
        raise Http404
    return found


def done(request, form, command, said: str, back: str, **data):
    """Carry a button's command out; what it refuses is told, and nothing is lost."""
    if form.is_valid() and form.carried_out(command, by=request.user, **data):
        messages.success(request, said)
    for sentence in form.sentences:
        messages.error(request, sentence)
    return redirect(back)
