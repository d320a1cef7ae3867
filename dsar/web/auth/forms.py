"""The form to sign in with."""

from wtforms import PasswordField, StringField
from wtforms.validators import InputRequired

from dsar.web.forms import Form


class SignInForm(Form):
    """An account and its password."""

    email = StringField("E-mailadres", [InputRequired("Vul uw e-mailadres in.")])
    password = PasswordField("Wachtwoord", [InputRequired("Vul uw wachtwoord in.")])
