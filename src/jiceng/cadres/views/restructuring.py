"""The restructuring board: posts and people, chosen by hand, by the programme or from a sheet."""

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from jiceng.cadres import board_intake, commands
from jiceng.cadres import rules_restructuring as rules
from jiceng.cadres.forms import KeyForm
from jiceng.cadres.forms import restructuring as forms
from jiceng.cadres.models import BoardPerson
from jiceng.cadres.queries import board_page
from jiceng.cadres.queries import restructuring as queries
from jiceng.cadres.tables_restructuring import BoardPeople, BoardPosts
from jiceng.cadres.views.shared import form_page
from jiceng.kernel.access import must, page
from jiceng.kernel.components import Crumb
from jiceng.kernel.once import once
from jiceng.kernel.pages import number_in


@page(rules.may_see_board)
@once
def restructurings(request):
    """All boards, and a new one for a reorganisation."""
    if request.method == "POST":
        must(request.user, rules.may_arrange_posts)
    form = forms.OpenBoardForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = form.carried_out(commands.open_board, by=request.user, **form.asked)
        if made is not None:
            return redirect("restructuring", made.pk)
    context = {
        "form": form,
        "boards": board_page.listed(seen_by=request.user),
        "may_arrange": rules.may_arrange_posts.test(request.user),
        "crumbs": [Crumb(_("干部"), reverse("composition")), Crumb(_("班子调整"))],
    }
    return render(request, "cadres/restructurings.html", context, status=422 if form.errors else 200)


@page(rules.may_see_board)
@require_safe
def restructuring(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    context = board_page.page(board, request.user)
    return render(request, "cadres/restructuring.html", {**context, "key": KeyForm()})


def _back(board) -> list[Crumb]:
    return [Crumb(_("班子调整"), reverse("restructurings")), Crumb(str(board), board_url(board))]


def board_url(board) -> str:
    return reverse("restructuring", args=[board.pk])


@page(rules.may_see_board)
@once
def restructuring_post(request, pk):
    """Who could take a post, and who not, with the reasons."""
    post = queries.post_or_404(pk, seen_by=request.user)
    board = post.community.restructuring
    facts = queries.facts_of(board)
    found = queries.choices(post, facts, queries.people(board))
    able = [one for one in found if one.able]
    form = forms.PostForm(request.POST or None, post=post, able=able)
    if request.method == "POST":
        must(request.user, rules.may_arrange_posts)
    if request.method == "POST" and form.is_valid() and _settled(request, form, post):
        return redirect(f"{board_url(board)}#post-{post.pk}")
    context = {
        **board_page.post_context(board, post, facts, request.user),
        "form": form,
        "choices": found,
        "crumbs": [*_back(board), Crumb(str(post))],
    }
    return render(request, "cadres/restructuring_post.html", context, status=422 if form.errors else 200)


def _settled(request, form, post) -> bool:
    data, holder = form.cleaned_data, queries.holder_of(post)
    if data["person"] is not None:
        chosen = {"row": data["person"], "post": post, "why": data["why"], "seen": data["seen"]}
        return form.carried_out(commands.put, by=request.user, **chosen) is not None
    seen = {"post": post, "seen": data["seen"]}
    if holder is not None and form.carried_out(commands.take_off, by=request.user, **seen) is None:
        return False
    opening = {"post": post, "opening": data["opening"], "seen": "" if holder else data["seen"]}
    return form.carried_out(commands.leave_open, by=request.user, **opening) is not None


@page(rules.may_see_board)
@once
def restructuring_person(request, pk):
    """What becomes of somebody."""
    row = queries.person_or_404(pk, seen_by=request.user)
    facts = queries.facts_of(row.restructuring)
    able = [post for post in queries.posts(row.restructuring) if not facts.lacking(row.person_id, post)]
    form = forms.OutcomeForm(request.POST or None, row=row, able=able)
    if request.method == "POST":
        must(request.user, rules.may_arrange_posts)
    if request.method == "POST" and form.is_valid() and _decided(request, form, row, able):
        return redirect(f"{board_url(row.restructuring)}#person-{row.pk}")
    context = {
        "row": row,
        "form": form,
        **board_page.person_context(row, facts, request.user),
        "crumbs": [*_back(row.restructuring), Crumb(row.person.name)],
    }
    return render(request, "cadres/restructuring_person.html", context, status=422 if form.errors else 200)


def _decided(request, form, row, able) -> bool:
    data, by = form.cleaned_data, request.user
    seen = {"seen": data["seen"]}
    if data["post"]:
        post = next((one for one in able if one.pk == data["post"]), None)
        made = post and form.carried_out(commands.put, by=by, row=row, post=post, why=data["why"], **seen)
    elif data["leaving"]:
        more = {"leaving": data["leaving"], "why": data["why"], **seen}
        made = form.carried_out(commands.let_go, by=by, rows=[row], **more)
    elif data.get("stay"):
        made = form.carried_out(commands.let_stay, by=by, rows=[row], why=data["why"], **seen)
    else:
        made = form.carried_out(commands.unsettle, by=by, rows=[row], **seen)
    return bool(made)


@page(rules.may_arrange_posts)
@require_POST
@once
def restructuring_place(request, pk):
    """A card dropped on a post."""
    board = queries.board_or_404(pk, seen_by=request.user)
    form = forms.PlaceForm(request.POST, board=board)
    if form.is_valid():
        data = form.cleaned_data
        chosen = {"row": data["person"], "post": data["post"], "seen": data["seen"]}
        form.carried_out(commands.put, by=request.user, **chosen)
    for sentence in form.sentences:
        messages.error(request, sentence)
    anchor = f"#post-{form.cleaned_data['post'].pk}" if form.cleaned_data.get("post") else ""
    return redirect(f"{board_url(board)}{anchor}")


@page(rules.may_see_board)
@require_safe
def restructuring_people(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    context = {
        "board": board,
        "crumbs": [*_back(board), Crumb(_("人员去向"))],
        "may_edit": board.state == "draft" and rules.may_arrange_posts.test(request.user),
    }
    return BoardPeople(request, queries.people(board)).response("cadres/restructuring_people.html", context)


@page(rules.may_see_board)
@require_safe
def restructuring_posts(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    context = {"board": board, "crumbs": [*_back(board), Crumb(_("职数"))]}
    return BoardPosts(request, queries.posts(board)).response("cadres/restructuring_posts.html", context)


@page(rules.may_arrange_posts)
@once
def restructuring_leave(request):
    """Several people leave on the same ground; all of one board."""
    asked = request.POST if request.method == "POST" else request.GET
    keys = [key for one in asked.getlist("pk")[:500] if (key := number_in(one)) is not None]
    seen = BoardPerson.objects.filter(restructuring__in=rules.boards_of(request.user), pk__in=keys)
    rows = list(seen.select_related("person", "restructuring").order_by("person__pinyin"))
    if len({row.restructuring_id for row in rows}) > 1:
        raise Http404
    board = rows[0].restructuring if rows else None
    form, back = forms.LetGoForm(request.POST or None, board=board), reverse("restructurings")
    if rows:
        back = reverse("restructuring_people", args=[rows[0].restructuring_id])
    if request.method == "POST" and form.is_valid():
        more = {name: form.cleaned_data[name] for name in ("leaving", "why", "seen")}
        if form.carried_out(commands.let_go, by=request.user, rows=rows, **more):
            return redirect(back)
    context = {"form": form, "rows": rows, "back": back, "crumbs": [Crumb(_("班子调整"), back)]}
    return render(request, "cadres/restructuring_leave.html", context, status=422 if form.errors else 200)


@page(rules.may_see_board)
@once
def restructuring_propose(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    if not rules.may_propose_people.test(request.user, board):
        raise Http404
    form = forms.ProposePersonForm(request.POST or None, by=request.user)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(
        commands.propose_people, by=request.user, board=board, proposals=form.proposals
    ):
        messages.success(request, _("已推荐。"))
        return redirect("restructuring", pk)
    return form_page(request, form, _("推荐人选"), str(board), board_url(board))


@page(rules.may_arrange_posts)
@once
def restructuring_solve(request, pk):
    board = queries.board_or_404(pk, seen_by=request.user)
    form = forms.WeightsForm(request.POST or None, board=board)
    valid = request.method == "POST" and form.is_valid()
    if valid and form.carried_out(commands.propose_filling, by=request.user, board=board, **form.asked):
        messages.success(request, _("已算出安排，请逐个社区看。"))
        return redirect("restructuring", pk)
    return form_page(request, form, _("计算安排"), str(board), board_url(board))


@page(rules.may_arrange_posts)
@once
def restructuring_import(request, pk):
    """First the preview of a file, then what was shown."""
    board = queries.board_or_404(pk, seen_by=request.user)
    form, more = forms.ChoicesForm(request.POST or None, request.FILES or None), {}
    if request.method == "POST" and form.is_valid():
        if form.cleaned_data["rows"]:
            return _taken_over(request, form, board)
        found, faults = board_intake.read_choices(form.cleaned_data["file"].chunks(), board)
        if faults:
            form.refuse_table(faults)
            more = {"faults": faults}
        else:
            more = {"lines": found, "sealed": board_intake.sealed(found), "key": KeyForm()}
    back = reverse("restructuring_people", args=[pk])
    context = {"form": form, "back": back, "crumbs": [*_back(board), Crumb(_("导入"))], **more}
    return render(request, "cadres/restructuring_import.html", context, status=422 if form.errors else 200)


def _taken_over(request, form, board):
    here = redirect("restructuring_import", board.pk)
    try:
        wanted = board_intake.opened(form.cleaned_data["rows"])
    except signing.BadSignature:
        messages.error(request, _("预览已失效，请重新上传。"))
        return here
    done = form.carried_out(commands.take_over_choices, by=request.user, board=board, wanted=wanted)
    for sentence in form.sentences:
        messages.error(request, sentence)
    if done is None:
        return here
    messages.success(
        request,
        ngettext("已导入%(count)d人的安排。", "已导入%(count)d人的安排。", len(wanted))
        % {"count": len(wanted)},
    )
    return redirect("restructuring", board.pk)
