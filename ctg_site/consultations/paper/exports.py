"""The form of a consultation to print: its questions under the numbers of the screens, on numbered sheets."""

from collections.abc import Iterable

from ctg_site.consultations.answering.answers import most_of, numbered
from ctg_site.consultations.answering.forms import how_many
from ctg_site.domain.participation import QuestionKind
from ctg_site.effects import printed_form
from ctg_site.effects.printed_form import FormSection, PrintedForm, PrintedQuestion
from ctg_site.models.consultations import Consultation, Question
from ctg_site.runtime import settings
from ctg_site.words.french import weekday

LINES = 5


def form(consultation: Consultation, numbers: Iterable[str] = ("",)) -> bytes:
    """As many sheets as there are numbers."""
    asked = {one.question.id: one.number for one in numbered(consultation)}
    last = f"{weekday(consultation.closes_on)} {consultation.closes_on.year}"
    told = PrintedForm(
        title=consultation.title,
        intro=(
            f"Consultation n°\u00a0{consultation.number}. À rendre au plus tard le {last}.",
            "N’écrivez ni votre nom, ni votre adresse. Vous pouvez laisser une question vide.",
        ),
        sections=[
            FormSection(section.title, [_asked(asked[one.id], one) for one in section.questions])
            for section in consultation.sections
        ],
        keep_title="Merci\u00a0!",
        keep=(
            "Une personne de la coordination lit vos réponses. Elle ne sait pas qui a répondu. "
            "Une phrase peut être citée, sans nom.",
        ),
        write_in=("Le centre écrit ici\u00a0: réponse n°",),
        opens=f"{settings().base_url}/consultations/{consultation.number}",
    )
    return printed_form.form(told, numbers)


def _asked(number: int, question: Question) -> PrintedQuestion:
    told = [sentence for sentence in (question.hint, how_many(question)) if sentence]
    title, free = f"{number}. {question.text}", question.kind is QuestionKind.FREE
    if question.kind is QuestionKind.RANKING:
        order = f"Écrivez 1 devant le plus important, puis 2… Allez jusqu’à {most_of(question)}."
        told = [one for one in (question.hint, order) if one]
    boxes = [] if free else [option.label for option in question.options]
    return PrintedQuestion(
        title, told, boxes, LINES if free else 0, tall=question.kind is not QuestionKind.SCALE
    )
