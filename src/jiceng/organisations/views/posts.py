"""Posts of an organisation and who holds them."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from jiceng.kernel.access import holds, page
from jiceng.kernel.once import once
from jiceng.kernel.pages import day_of
from jiceng.organisations import commands, forms
from jiceng.organisations.enums import Right
from jiceng.organisations.models import Organisation, Post, Term
from jiceng.organisations.queries import unit
from jiceng.organisations.rules import may_appoint, reaches
from jiceng.organisations.views.answers import answer, reached

GET_OR_POST = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@page(holds(Right.SEE_STRUCTURE))
def organisation_posts(request, pk: int):
    one = get_object_or_404(Organisation, pk=pk)
    day = day_of(request)
    context = {
        "organisation": one,
        "posts": unit.posts([one], as_of=day),
        "past": unit.past_terms(one, as_of=day),
        "may_appoint": may_appoint.test(request.user, one),
    }
    return render(request, "organisations/organisation_posts.html", context)


@GET_OR_POST
@page(may_appoint)
@once
def post_create(request, pk: int):
    one = reached(request, Right.APPOINT, pk)
    initial = {"kind": request.GET.get("post", "")}
    form = forms.PostForm(request.POST or None, by=request.user, organisation=one, initial=initial)
    texts = {"title": _("设置职务"), "done": _("职务已设置。")}
    back = reverse("organisation_posts", args=[pk])
    return answer(request, form, commands.create_post, back=back, about=one, organisation=one, **texts)


@GET_OR_POST
@page(may_appoint)
@once
def appoint(request, pk: int):
    post = get_object_or_404(Post.objects.select_related("organisation"), pk=pk)
    if not reaches(request.user, Right.APPOINT, post.organisation):
        raise Http404
    initial = {"person": request.GET.get("person", "")}
    form = forms.AppointForm(
        request.POST or None, by=request.user, organisation=post.organisation, initial=initial
    )
    texts = {"title": _("任命%(post)s") % {"post": post}, "done": _("已任命。")}
    back = reverse("organisation_posts", args=[post.organisation_id])
    return answer(
        request, form, commands.appoint_or_ask, back=back, about=post.organisation, post=post, **texts
    )


@GET_OR_POST
@page(may_appoint)
@once
def term_end(request, pk: int):
    term = get_object_or_404(Term.objects.select_related("post__organisation", "person"), pk=pk)
    if not reaches(request.user, Right.APPOINT, term.post.organisation):
        raise Http404
    form = forms.EndTermForm(request.POST or None, by=request.user, organisation=term.post.organisation)
    texts = {"title": _("免去%(term)s") % {"term": term}, "done": _("任期已结束。")}
    back = reverse("organisation_posts", args=[term.post.organisation_id])
    return answer(
        request, form, commands.end_term, back=back, about=term.post.organisation, term=term, **texts
    )
