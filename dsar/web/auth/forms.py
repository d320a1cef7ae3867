"""The forms to sign in with, and to choose a password."""

from typing import Any

from wtforms import IntegerField, PasswordField, StringField, ValidationError
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from dsar.core.passwords import SHORTEST
from dsar.language import lazy_gettext as _l
from dsar.web.forms import Form
from dsar.wording.errors import sentence

_REQUIRED = _l("Vul een wachtwoord in.")
_HINT = _l(
    "Minstens %(count)s tekens. Vier losse woorden achter elkaar zijn goed te onthouden en moeilijk te raden. "
    "Gebruik geen wachtwoord dat u ergens anders ook gebruikt.",
    count=SHORTEST,
)


class SignInForm(Form):
    """An account and its password."""

    email = StringField(_l("E-mailadres"), [InputRequired(_l("Vul uw e-mailadres in."))])
    password = PasswordField(_l("Wachtwoord"), [InputRequired(_l("Vul uw wachtwoord in."))])


class KnownPasswordForm(Form):
    """The password of an account that is known from the page."""

    password = PasswordField(_l("Uw wachtwoord"), [InputRequired(_l("Vul uw wachtwoord in."))])


class NewPasswordForm(Form):
    """A new password, typed twice."""

    password = PasswordField(_l("Nieuw wachtwoord"), [InputRequired(_REQUIRED)], description=_HINT)
    password_again = PasswordField(_l("Nieuw wachtwoord, nog een keer"), [InputRequired(_REQUIRED)])

    def validate_password_again(self, field: Any) -> None:
        """Refuse two that differ."""
        if field.data != self.password.data:
            raise ValidationError(sentence("password_differs"))


class ChangePasswordForm(NewPasswordForm):
    """The password of now, and a new one."""

    password_current = PasswordField(_l("Huidig wachtwoord"), [InputRequired(_l("Vul uw huidige wachtwoord in."))])


class EndSessionForm(Form):
    """One session to end; 0: all others."""

    session_id = IntegerField(widget=HiddenInput())
