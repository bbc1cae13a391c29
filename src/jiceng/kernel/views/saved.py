"""A list's views of one's own: kept under a name, forgotten again."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from jiceng.kernel import commands
from jiceng.kernel.access import page, signed_in
from jiceng.kernel.forms import SavedViewForm
from jiceng.kernel.models import SavedView


@page(signed_in)
@require_POST
def view_save(request):
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(error for errors in form.errors.values() for error in errors))
        return redirect(form.back)
    view = commands.save_view(by=request.user, **form.cleaned_data)
    messages.success(request, _("已保存视图“%(name)s”。") % {"name": view.name})
    return redirect(view.url)


@page(signed_in)
@require_POST
def view_remove(request, pk: int):
    view = get_object_or_404(SavedView, pk=pk, account_id=request.user.pk)
    back = view.path
    commands.remove_view(by=request.user, view=view)
    return redirect(back)
