"""Deputy access: the list that both sides see, naming, ending."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from jiceng.kernel.access import page, signed_in
from jiceng.kernel.choosing import suggested
from jiceng.kernel.once import OnceForm, once
from jiceng.kernel.pages import today
from jiceng.organisations.commands.deputies import end_deputyship, name_deputy
from jiceng.organisations.forms.deputies import DeputyForm
from jiceng.organisations.queries.deputies import deputyships
from jiceng.organisations.rules.deputies import may_end_deputyship, may_give_deputy

SHOWN = 200


@page(signed_in)
@require_safe
def deputies(request):
    day = today()
    rows = [
        {
            "deputyship": row,
            "state": "none" if row.valid_to <= day else "done" if row.valid_from <= day else "soon",
            "word": _("已终止")
            if row.valid_to <= day
            else _("生效中")
            if row.valid_from <= day
            else _("未开始"),
            "may_end": row.valid_to > day and may_end_deputyship.test(request.user, row),
            "span": f"{row.valid_from:%Y-%m-%d} – {row.valid_to:%Y-%m-%d}",
        }
        for row in deputyships(seen_by=request.user)[:SHOWN]
    ]
    may_give = may_give_deputy.test(request.user)
    return render(
        request, "organisations/deputies.html", {"rows": rows, "may_give": may_give, "form": OnceForm()}
    )


@page(may_give_deputy)
@require_http_methods(["GET", "HEAD", "POST"])
@once
def deputies_name(request):
    form = DeputyForm(request.POST if request.method == "POST" else None, seen_by=request.user)
    if offers := suggested(request, form):
        return offers
    if form.is_bound and form.is_valid():
        try:
            name_deputy(by=request.user, **form.wish())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("已指定代理人，到期自动终止。"))
            return redirect("deputies")
    return render(
        request, "organisations/deputies_name.html", {"form": form}, status=422 if form.errors else 200
    )


@page(signed_in)
@require_POST
@once
def deputies_end(request, pk: int):
    row = get_object_or_404(deputyships(seen_by=request.user), pk=pk)
    end_deputyship(by=request.user, deputyship=row)
    messages.success(request, _("代理已终止。"))
    return redirect("deputies")
