"""The staff read what readers wrote, publish it as it is or not, and answer it."""

from flask import Blueprint, Response, abort, flash, request, url_for

from ctg_site.domain.participation import REMARKS, RemarkEvent, RemarkKind, RemarkTab
from ctg_site.domain.policy import Permission
from ctg_site.domain.vocabulary import Channel
from ctg_site.web.addresses import number_asked, numbers_sent
from ctg_site.web.forms import BaseForm, Sent
from ctg_site.web.guard import person, requires
from ctg_site.web.hinting import noticed
from ctg_site.web.rendering import Reply, go, render
from ctg_site.words.french import plural

from . import operations, queries
from .forms import NotedForm, RemarkAnswerForm, RemarkDecisionForm

bp = Blueprint("remarks_staff", __name__, url_prefix="/equipe/paroles")
SAID = {
    RemarkEvent.PUBLISH: "C’est publié. Vous pouvez répondre ci-dessous.",
    RemarkEvent.REFUSE: "C’est enregistré\u00a0: ces mots ne seront pas publiés.",
    RemarkEvent.HIDE: "Ces mots ne sont plus visibles.",
}


@bp.get("/")
@requires(Permission.REMARK_READ)
def index() -> Reply:
    asked = request.args.get("voir", RemarkTab.TO_READ)
    tab = RemarkTab(asked) if asked in set(RemarkTab) else abort(404)
    page = queries.remarks(person(), tab, number_asked("apres"))
    return render("remarks/remarks.html", page=page, tab=tab, tabs=RemarkTab)


@bp.route("/noter", methods=["GET", "POST"])
@requires(Permission.REMARK_READ)
def note() -> Reply:
    form = NotedForm(request.form).offer(RemarkKind)
    found = queries.called(form.about.data or "")
    if request.method == "GET" or not form.validate() or not form.suits(found) or found is None:
        form.key.data = form.key.data or operations.new_key()
        return render("remarks/note.html", form.status, form=form)
    channel, key = Channel(form.channel.data), form.key.data or ""
    text = form.text.data or ""
    operations.send(found.thing, form.chosen, text, key, channel=channel, by=person())
    return go(url_for(".index"), "C’est noté. Une personne relit avant de publier.")


def the_remark(remark: queries.Remark, status: int = 200, **forms: BaseForm) -> Response:
    """The page of a remark, with the form that came back wrong."""
    shown = {"decision_form": decision_form(remark), "answer_form": answer_form(remark)} | forms
    found, failed = noticed(remark.text), status == 422
    return render("remarks/remark.html", status, remark=remark, found=found, failed=failed, **shown)


def decision_form(remark: queries.Remark, formdata: Sent | None = None) -> RemarkDecisionForm:
    """What this person may decide now; the only choice is chosen."""
    rows = REMARKS.open_to(person(), remark)
    only = str(rows[0].event) if len(rows) == 1 else None
    version = None if formdata else remark.version
    return RemarkDecisionForm(formdata, prefix="decision_", version=version, event=only).offer(rows)


def answer_form(remark: queries.Remark, formdata: Sent | None = None) -> RemarkAnswerForm:
    return RemarkAnswerForm(formdata, version=None if formdata else remark.version, answer=remark.answer)


@bp.get("/<int:number>")
@requires(Permission.REMARK_DECIDE, on=queries.remark)
def show(remark: queries.Remark) -> Reply:
    return the_remark(remark)


@bp.post("/<int:number>/decision")
@requires(Permission.REMARK_DECIDE, on=queries.remark)
def decide(remark: queries.Remark) -> Reply:
    form = decision_form(remark, request.form)
    operations.refuse_an_old_page(remark, form.version.data)
    if not form.validate():
        return the_remark(remark, 422, decision_form=form)
    event = form.chosen
    operations.decide(remark, event, by=person(), version=form.version.data, reason=form.why)
    flash(SAID[event])
    stay = event is RemarkEvent.PUBLISH
    return go(url_for(".show", number=remark.number) if stay else url_for(".index"))


@bp.post("/<int:number>/reponse")
@requires(Permission.REMARK_DECIDE, on=queries.remark)
def answer(remark: queries.Remark) -> Reply:
    form = answer_form(remark, request.form)
    operations.refuse_an_old_page(remark, form.version.data)
    if not form.validate():
        return the_remark(remark, 422, answer_form=form)
    operations.answer(remark, form.answer.data or "", by=person(), version=form.version.data)
    return go(url_for(".show", number=remark.number), "Votre réponse est publiée.")


@bp.post("/ecarter")
@requires(Permission.REMARK_READ)
def sweep() -> Reply:
    swept = operations.sweep(numbers_sent("remark"), by=person())
    return go(
        url_for(".index", voir=RemarkTab.ASIDE), f"{plural(swept, 'parole refusée', 'paroles refusées')}."
    )


@bp.post("/<int:number>/accepter")
@requires(Permission.REMARK_DECIDE, on=queries.remark)
def accept(remark: queries.Remark) -> Reply:
    operations.accept(remark, by=person())
    return go(url_for(".show", number=remark.number), "Ces mots sont maintenant à relire avec les autres.")
