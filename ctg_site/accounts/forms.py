"""Forms of the staff's accounts."""

from collections.abc import Iterable

from wtforms import EmailField, PasswordField, RadioField, StringField
from wtforms.validators import Optional, ValidationError

from ctg_site.domain.passwords import Weakness, weakness
from ctg_site.web.forms import AtMost, BaseForm, Needed, Sent, choices
from ctg_site.web.proof import PresentPasswordForm

WEAK = {
    Weakness.SHORT: "Ce mot de passe est trop court\u00a0: il faut 14 caractères, ou sept mots différents.",
    Weakness.COMMON: (
        "Ce mot de passe se devine trop vite\u00a0: beaucoup de gens en ont un semblable. "
        "Prenez plutôt quatre ou cinq mots sans rapport entre eux."
    ),
    Weakness.REPEATED: (
        "Ce mot de passe répète la même chose. Prenez plutôt quatre ou cinq mots sans rapport entre eux."
    ),
    Weakness.PERSONAL: (
        "Ce mot de passe contient surtout votre nom ou votre adresse. "
        "Prenez des mots qui ne parlent pas de vous."
    ),
}


class SignInForm(BaseForm):
    email = EmailField(
        "Adresse e-mail", [Needed("Écrivez votre adresse e-mail."), AtMost(254, "Cette adresse")]
    )
    password = PasswordField(
        "Mot de passe", [Needed("Écrivez votre mot de passe."), AtMost(200, "Ce mot de passe")]
    )

    def refuse(self) -> None:
        """Say that address and password do not match, without saying which."""
        self.form_errors.append("Cette adresse et ce mot de passe ne vont pas ensemble. Vérifiez-les.")


class CodeForm(BaseForm):
    totp = StringField("Votre code", [Needed("Écrivez le code."), AtMost(40, "Ce code")])

    def refuse(self) -> None:
        self.totp.errors = ["Ce code n’est pas le bon. Écrivez celui que votre téléphone montre maintenant."]

    def refuse_replayed(self) -> None:
        """The code was right, and used: a telephone shows the next one soon."""
        self.totp.errors = ["Ce code a déjà servi. Attendez le suivant\u00a0: il vient en trente secondes."]


class ArrivalsForm(BaseForm):
    """When to be told of the new envies of one's centre."""

    AT_ONCE, MORNING = "tout-de-suite", "le-matin"
    when = RadioField(
        "Quand me prévenir\u00a0?",
        [Needed("Choisissez quand vous prévenir.")],
        choices=choices(
            {AT_ONCE: "Tout de suite, un mail pour chacune", MORNING: "Le matin, dans la lettre du jour"}
        ),
    )


class ShownNameForm(BaseForm):
    """Whether the people one answers read a first name before one's function, and which."""

    shown_name = StringField(
        "Mon prénom, tel que les habitants le lisent", [Optional(), AtMost(40, "Ce prénom")]
    )


class ForgottenForm(BaseForm):
    email = EmailField(
        "Adresse e-mail", [Needed("Écrivez votre adresse e-mail."), AtMost(254, "Cette adresse")]
    )


class PasswordForm(BaseForm):
    """A new password; `about` holds what it may not be made of: name, address, town."""

    new_password = PasswordField(
        "Votre nouveau mot de passe", [Needed("Choisissez un mot de passe."), AtMost(200, "Ce mot de passe")]
    )

    def __init__(self, typed: Sent | None, about: Iterable[str] = ()) -> None:
        super().__init__(typed)
        self.about = tuple(about)

    def validate_new_password(self, field: PasswordField) -> None:
        found = weakness(field.data, self.about)
        if found is not None:
            raise ValidationError(WEAK[found])


class ChangePasswordForm(PresentPasswordForm, PasswordForm):
    """The present password first, then the new one."""
