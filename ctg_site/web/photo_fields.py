"""What every form that takes a photo asks and answers: one door, the same sentences everywhere."""

from wtforms import FileField, StringField
from wtforms.validators import ValidationError

from ctg_site.domain.text import letters

#: What a telephone sends of a photo of 200 million points, and the words around it.
MOST_BYTES = 40 * 1024 * 1024
#: As each field announces it.
LIMITS = "Un fichier JPEG, PNG ou WebP, de 40\u00a0Mo au plus. Le lieu et l’appareil ne sont pas gardés."
#: Asked so, telephones that take HEIC send a JPEG.
ACCEPTED = {"accept": "image/jpeg,image/png,image/webp"}
LONGEST_ALT = 200
#: In the address of a form that opens the camera of a telephone, rather than its photos.
CAMERA = "appareil"

PHOTO_FAULTS = {
    "not_a_photo": "Le site ne sait pas lire ce fichier. Choisissez une photo JPEG, PNG ou WebP.",
    "too_large": "Cette image est trop grande. Enregistrez-la en JPEG, ou réduisez-la, puis renvoyez-la.",
    "too_narrow": "Cette image est trop longue et trop étroite. Recadrez-la, puis renvoyez-la.",
    "heic": (
        "Cette photo est au format HEIC. Envoyez-la-vous par e-mail, puis prenez ici celle que vous recevez. "
        "Pour les prochaines, sur un iPhone\u00a0: Réglages, Appareil photo, Formats, Le plus compatible"
        "\u00a0; sur un Android\u00a0: Appareil photo, Paramètres, Format d’image, JPEG."
    ),
    "busy": "Le site prépare déjà une autre photo. Attendez une minute, puis renvoyez la vôtre.",
    "broken": "Cette photo est abîmée\u00a0: le site n’arrive pas à la lire. Choisissez-en une autre.",
    "disk": "Le site n’a pas pu garder la photo. Réessayez dans quelques minutes.",
}


def check_file(field: FileField) -> None:
    if not getattr(field.data, "filename", ""):
        raise ValidationError("Choisissez une photo.")


def open_camera(field: FileField) -> None:
    """Ask the telephone for its camera: the photo is taken where the question is."""
    field.render_kw = {**(field.render_kw or {}), "capture": "environment"}


def check_alt(field: StringField) -> None:
    """Whoever does not see the picture is told in words what it shows."""
    if letters(field.data or "") < 3:
        raise ValidationError("Décrivez la photo en une phrase.")


def refuse(field: FileField, fault: str) -> None:
    """The site could not keep the photo; the rest of the form is right."""
    field.errors = [*field.errors, PHOTO_FAULTS[fault]]
