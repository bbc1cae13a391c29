"""Posts of cadres with their places and vacancies, and what they require."""

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from jiceng.cadres import commands, forms, rules
from jiceng.cadres.queries import requirements as queries
from jiceng.cadres.tables import Posts
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of


@page(rules.may_see)
@require_safe
def cadre_posts(request):
    day = day_of(request)
    table = Posts(request, queries.posts(seen_by=request.user, as_of=day), day)
    return table.response("cadres/cadre_posts.html")


@page(rules.may_see)
@require_safe
def post_requirements(request):
    versions = [(one, queries.in_words(one)) for one in queries.requirement_versions()]
    context = {
        "versions": versions,
        "may_set": rules.may_set_norms.test(request.user),
        "crumbs": [Crumb(_("职数和任职条件"), reverse("cadre_posts")), Crumb(_("任职条件"))],
    }
    return render(request, "cadres/post_requirements.html", context)


@page(rules.may_set_norms)
@once
def post_requirement_new(request):
    post = queries.asked_post(request.GET.get("post", ""), seen_by=request.user)
    form = forms.RequirementForm(request.POST or None, post=post)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.set_requirement, by=request.user, requirement=form.requirement):
        messages.success(request, _("已规定。"))
        return redirect("post_requirements")
    title = _("规定%(post)s的任职条件") % {"post": post} if post else _("规定任职条件")
    return form_page(request, form, title, _("任职条件"), reverse("post_requirements"))
