"""The doors to the board's texts."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from meerwaarde.exchange.texts import BoardText, read_paste, read_text
from meerwaarde.gates.refusal import Refused as NotLetIn
from meerwaarde.platform.access.actor import Actor
from meerwaarde.platform.access.doors import door
from meerwaarde.platform.documents.downloads import download
from meerwaarde.platform.documents.forms import refusal_in_words
from meerwaarde.platform.documents.queries import content_of
from meerwaarde.platform.layout.undo import undoable
from meerwaarde.stages.policy.actions import Changed, Refused
from meerwaarde.stages.policy.actions import texts as actions
from meerwaarde.stages.policy.actions.texts import Original, SameText
from meerwaarde.stages.policy.forms.texts import NewTextForm, TextForm
from meerwaarde.stages.policy.pages.conflict import conflict_between
from meerwaarde.stages.policy.pages.texts import reading_page, text_form_page, texts_page
from meerwaarde.stages.policy.queries import texts as queries
from meerwaarde.stages.policy.queries.texts import BoardDocument, Passage
from meerwaarde.stages.policy.views.typed import anew, whole

MOST_CHOSEN = 200


@door("goals.read")
@require_GET
def texts(request: HttpRequest, actor: Actor) -> HttpResponse:
    """The texts, with how far the reading of each is."""
    page = texts_page(actor, archived=request.GET.get("archief") == "1")
    return render(request, "layout/list.html", {"page": page})


@door("goals.write")
@require_http_methods(["GET", "POST"])
def text_new(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Bring a text in; one that is here already is shown instead of doubled."""
    if request.method == "GET":
        year = timezone.localdate().year
        form = NewTextForm(initial={"since_year": year, "until_year": year + 4})
        return render(request, "policy/text_form.html", {"page": text_form_page(actor, form)})
    form = NewTextForm(request.POST, request.FILES)
    same: BoardDocument | None = None
    if form.is_valid():
        upload = form.cleaned_data["file"]
        original = None if upload is None else Original(upload.name or "", upload.read())
        try:
            read = _read(form, original)
            document = actions.take_in_text(
                actor=actor,
                at=timezone.now(),
                text=read,
                values=form.values(first_line=read.title),
                original=original,
            )
        except NotLetIn as refused:
            form.add_error("file" if original else "words", refusal_in_words(refused))
        except Refused as refused:
            form.refuse(refused)
        except SameText as known:
            same = known.document
            form.add_error(
                None, _("These very words were brought in before. Go on with the text that is here.")
            )
        else:
            _tell_complaints(request, read)
            return redirect("policy:text", actor.slug, document.public_id)
    page = text_form_page(actor, form, same=same)
    return render(request, "policy/text_form.html", {"page": page}, status=422)


@door("goals.read")
@require_GET
def text(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """One page of a text, to read and to mark."""
    document = _fetch(actor, public_id)
    asked = request.GET.get("bladzijde", "1")
    number = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 6 else 1
    page = queries.page_of(document, number)
    if page is None:
        raise Http404
    looked_for = " ".join(request.GET.get("zoek", "").split())[:100]
    return render(request, "policy/reading.html", {"page": reading_page(actor, document, page, looked_for)})


@door("goals.read")
@require_GET
def text_file(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The file as it came in, as a download and never as a page of ours."""
    file = queries.file_of(_fetch(actor, public_id))
    if file is None:
        raise Http404
    return download(content_of(file), file.name)


@door("goals.write")
@require_http_methods(["GET", "POST"])
def text_edit(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Change what is told about a text; who comes second sees both."""
    document = _fetch(actor, public_id)
    if request.method == "GET":
        form = TextForm(initial=TextForm.typed_from(document))
        return render(request, "policy/text_form.html", {"page": text_form_page(actor, form, document)})
    form = TextForm(request.POST)
    if form.is_valid():
        try:
            actions.change_text(
                actor=actor,
                at=timezone.now(),
                document=document,
                expected_version=form.cleaned_data["version"] or 0,
                values=form.values(first_line=document.title),
            )
        except Refused as refused:
            form.refuse(refused)
        except Changed:
            now = _fetch(actor, public_id)
            conflict = conflict_between(form, TextForm.typed_from(now))
            again = TextForm(anew(request.POST, now.version))
            page = text_form_page(actor, again, now, conflict=conflict)
            return render(request, "policy/text_form.html", {"page": page}, status=409)
        else:
            messages.success(request, _("The details are saved."))
            return redirect("policy:text", actor.slug, public_id)
    page = text_form_page(actor, form, document)
    return render(request, "policy/text_form.html", {"page": page}, status=422)


@door("goals.write")
@require_POST
def text_archive(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take the text out of the list; goals that were made of it keep their place in it."""
    document = _fetch(actor, public_id)
    actions.archive_text(actor=actor, at=timezone.now(), document=document)
    back = reverse("policy:text_restore", args=[actor.slug, public_id])
    messages.success(request, _("The text is in the archive."), extra_tags=undoable(back, document.version))
    return redirect("policy:texts", actor.slug)


@door("goals.write")
@require_POST
def text_restore(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Put the text back."""
    try:
        actions.restore_text(actor=actor, at=timezone.now(), document=_fetch(actor, public_id))
    except SameText as known:
        messages.error(request, _("These very words were brought in again meanwhile. This is that text."))
        return redirect("policy:text", actor.slug, known.document.public_id)
    messages.success(request, _("The text is in use again."))
    return redirect("policy:text", actor.slug, public_id)


@door("goals.write")
@require_POST
def passages_mark(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Mark the chosen sentences; neighbours become one passage. Or set them aside, or make a goal at once."""
    document = _fetch(actor, public_id)
    if document.archived_at is not None:
        raise Http404
    asked = request.POST.get("bladzijde", "1")
    number = whole(asked)
    page = queries.page_of(document, number) if number is not None else None
    if page is None:
        raise Http404
    sent = [whole(one) for one in request.POST.getlist("zin")[:MOST_CHOSEN]]
    chosen = [one for one in sent if one is not None]
    try:
        marked = actions.mark_passages(
            actor=actor,
            at=timezone.now(),
            document=document,
            page=page.number,
            spans=queries.runs_of(page.text, chosen),
        )
        if request.POST.get("doe") == "opzij":
            for one in marked:
                actions.set_aside(actor=actor, at=timezone.now(), passage=one)
    except Refused as refused:
        messages.error(request, str(refused))
        return redirect(_at(actor, document, page.number))
    if request.POST.get("doe") == "doel" and len(marked) == 1:
        return redirect(f"{reverse('policy:goal_new', args=[actor.slug])}?passage={marked[0].public_id}")
    _tell_marked(request, actor, document, marked)
    return redirect(_at(actor, document, page.number, marked[0].public_id))


@door("goals.write")
@require_POST
def passages_unmark(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Undo of marking: take these marks away."""
    document = _fetch(actor, public_id)
    ids = request.GET.get("passages", "").split(",")[:MOST_CHOSEN]
    passages = [one for one in queries.passages_by_id(actor, ids) if one.document_id == document.pk]
    return _unmark(request, actor, document, passages)


@door("goals.write")
@require_POST
def passage_unmark(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Take one mark away."""
    passage = _fetch_passage(actor, public_id)
    return _unmark(request, actor, passage.document, [passage])


@door("goals.write")
@require_POST
def passage_aside(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """Looked at: this is no promise."""
    passage = _fetch_passage(actor, public_id)
    try:
        actions.set_aside(actor=actor, at=timezone.now(), passage=passage)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        back = reverse("policy:passage_take_up", args=[actor.slug, public_id])
        tags = undoable(back, passage.version)
        messages.success(request, _("The passage is set aside: no promise."), extra_tags=tags)
    return redirect(_at(actor, passage.document, passage.page))


@door("goals.write")
@require_POST
def passage_take_up(request: HttpRequest, actor: Actor, public_id: str) -> HttpResponse:
    """The passage counts again."""
    passage = _fetch_passage(actor, public_id)
    actions.take_up(actor=actor, at=timezone.now(), passage=passage)
    messages.success(request, _("The passage is marked again."))
    return redirect(_at(actor, passage.document, passage.page, public_id))


def _read(form: NewTextForm, original: Original | None) -> BoardText:
    if original is not None:
        return read_text(original.content, original.name)
    return read_paste(form.cleaned_data["words"])


def _tell_complaints(request: HttpRequest, read: BoardText) -> None:
    language = get_language() or "nl"
    for complaint in read.complaints[:5]:
        messages.warning(request, complaint.text.in_language(language))
    more = len(read.complaints) - 5
    if more > 0:
        told = ngettext("And %(count)d page more like this.", "And %(count)d pages more like this.", more)
        messages.warning(request, told % {"count": more})


def _tell_marked(request: HttpRequest, actor: Actor, document: BoardDocument, marked: list[Passage]) -> None:
    ids = ",".join(one.public_id for one in marked)
    undo = f"{reverse('policy:passages_unmark', args=[actor.slug, document.public_id])}?passages={ids}"
    told = ngettext("%(count)d passage is marked.", "%(count)d passages are marked.", len(marked))
    if request.POST.get("doe") == "opzij":
        told = ngettext("%(count)d passage is set aside.", "%(count)d passages are set aside.", len(marked))
    messages.success(request, told % {"count": len(marked)}, extra_tags=undoable(undo, document.version))


def _unmark(
    request: HttpRequest, actor: Actor, document: BoardDocument, passages: list[Passage]
) -> HttpResponse:
    page = passages[0].page if passages else 1
    try:
        count = actions.unmark_passages(actor=actor, at=timezone.now(), passages=passages)
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        told = ngettext("%(count)d mark is taken away.", "%(count)d marks are taken away.", count)
        messages.success(request, told % {"count": count})
    return redirect(_at(actor, document, page))


def _at(actor: Actor, document: BoardDocument, page: int, anchor: str = "") -> str:
    address = reverse("policy:text", args=[actor.slug, document.public_id])
    return f"{address}?bladzijde={page}" + (f"#{anchor}" if anchor else "")


def _fetch(actor: Actor, public_id: str) -> BoardDocument:
    found = queries.text(actor, public_id)
    if found is None:
        raise Http404
    return found


def _fetch_passage(actor: Actor, public_id: str) -> Passage:
    found = queries.passage(actor, public_id)
    if found is None:
        raise Http404
    return found
