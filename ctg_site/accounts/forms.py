"""Forms of the staff's accounts."""

from typing import Any

from wtforms import EmailField, PasswordField
from wtforms.validators import ValidationError

from ctg_site.web.forms import AtMost, BaseForm, Needed

SHORTEST_PASSWORD = 14


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


class PasswordForm(BaseForm):
    new_password = PasswordField(
        "Votre mot de passe", [Needed("Choisissez un mot de passe."), AtMost(200, "Ce mot de passe")]
    )

    def validate_new_password(self, field: Any) -> None:
        if len(field.data) < SHORTEST_PASSWORD:
            raise ValidationError(
                f"Ce mot de passe est trop court\u00a0: il faut {SHORTEST_PASSWORD} signes."
            )
        if len(set(field.data)) < 6:
            raise ValidationError("Ce mot de passe est trop facile à deviner\u00a0: variez les signes.")
