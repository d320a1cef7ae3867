"""The forms about users: who somebody is, and a role that begins or ends on a day."""

from wtforms import HiddenField, IntegerField, StringField
from wtforms.validators import DataRequired, Email, InputRequired, Length
from wtforms.widgets import HiddenInput

from dsar.core.vocabulary import Role
from dsar.language import Words
from dsar.language import lazy_gettext as _l
from dsar.services.invitations import InvitationInput
from dsar.services.users import UserInput
from dsar.web.fields import Boxes, DayField, Radios, closed_list
from dsar.web.forms import Form
from dsar.wording.errors import lazy_sentence

_REQUIRED = lazy_sentence("required")
_LONGEST_NAME = 100  # characters
_LONGEST_TELEPHONE = 40  # characters
ROLE_HINTS = Words(
    {
        Role.CONTACT_PERSON.value: "Registreert verzoeken, schrijft voorstellen en brieven.",
        Role.FG.value: "Geeft advies over voorstellen. Ziet ook het logboek.",
        Role.DEPUTY_FG.value: "Neemt waar voor de FG: geeft advies als de FG dat niet op tijd deed.",
        Role.DECIDER.value: "Neemt het besluit.",
        Role.COLLEAGUE.value: "Ziet alleen wat iemand deze collega vraagt.",
        Role.ADMINISTRATOR.value: "Beheert gebruikers en gegevens. Ziet geen zaken.",
        Role.AUDITOR.value: "Leest zaken en het logboek, en wijzigt niets.",
    }
)


def _at_most(count: int) -> Length:
    return Length(max=count, message=_l("Gebruik hoogstens %(count)s tekens.", count=count))


class SearchForm(Form):
    """A part of a name: sent, and never in an address."""

    search = StringField(_l("Zoek op naam of e-mailadres"), [_at_most(100)])
    after = IntegerField(widget=HiddenInput())  # behind whom the next page begins


class UserForm(Form):
    """A user's name and telephone, with what they were when the form was opened."""

    name_before = HiddenField()
    telephone_before = HiddenField()
    name = StringField(
        _l("Naam"), [DataRequired(_REQUIRED), _at_most(_LONGEST_NAME)], description=_l("Deze naam staat in de brieven.")
    )
    telephone = StringField(
        _l("Telefoonnummer"),
        [_at_most(_LONGEST_TELEPHONE)],
        description=_l("Dit nummer staat in de brieven, als iemand kan bellen met deze persoon."),
    )

    def open_on(self, name: str, telephone: str) -> None:
        """Set what the form is opened on."""
        self.name_before.data, self.telephone_before.data = name, telephone

    def before(self) -> UserInput:
        """Give what the form was opened on."""
        return UserInput(self.name_before.data or "", self.telephone_before.data or "")

    def wanted(self) -> UserInput:
        """Give what was typed as the service takes it."""
        return UserInput((self.name.data or "").strip(), (self.telephone.data or "").strip())


class GiveRoleForm(Form):
    """A role from a day on."""

    role = Radios(_l("Welke rol?"), choices=closed_list(Role))
    since = DayField(
        _l("Vanaf welke dag?"),
        [InputRequired(_REQUIRED)],
        description=_l("Bij vandaag geldt de rol meteen. Schrijf 18-11-2026."),
    )


class EndRoleForm(Form):
    """The day from which somebody no longer has a role."""

    until = DayField(
        _l("Vanaf welke dag heeft deze persoon de rol niet meer?"),
        [InputRequired(_REQUIRED)],
        description=_l("Bij vandaag stopt de rol meteen. Schrijf 18-11-2026."),
    )


class InviteForm(Form):
    """Who is invited, and as what."""

    name = StringField(_l("Naam"), [DataRequired(_REQUIRED), _at_most(_LONGEST_NAME)])
    email = StringField(
        _l("E-mailadres"),
        [DataRequired(_REQUIRED), _at_most(254), Email(lazy_sentence("email_impossible"), check_deliverability=False)],
        description=_l("Met dit adres meldt deze persoon zich aan."),
    )
    roles = Boxes(_l("Welke rollen?"), choices=closed_list(Role))

    def wanted(self) -> InvitationInput:
        """Give what was typed as the service takes it."""
        roles = frozenset(Role(one) for one in self.roles.data or ())
        return InvitationInput((self.email.data or "").strip(), (self.name.data or "").strip(), roles)


class ConfirmForm(Form):
    """Nothing but the button of a step that needs a page of its own."""
