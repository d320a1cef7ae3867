"""The form with which a name, an address and contact details are put right: the fields of registering, filled in."""

from dsar.core.intake import NewSubject, subject_mistakes, without_address
from dsar.queries.case_view import CaseView
from dsar.web.cases.forms import RegisterForm, spare_address
from dsar.web.forms import CaseForm

_FIELDS = (
    "salutation",
    "initials",
    "name_prefix",
    "last_name",
    "street",
    "postcode",
    "city",
    "country",
    "email",
    "telephone",
    "large_print",
)


class SubjectForm(CaseForm):
    """Who is asking, and how the letters are addressed."""

    address_needed = True

    salutation = RegisterForm.salutation
    initials = RegisterForm.initials
    name_prefix = RegisterForm.name_prefix
    last_name = RegisterForm.last_name
    street = RegisterForm.street
    postcode = RegisterForm.postcode
    city = RegisterForm.city
    country = RegisterForm.country
    email = RegisterForm.email
    telephone = RegisterForm.telephone
    large_print = RegisterForm.large_print

    def fill_in(self, view: CaseView) -> None:
        """Show what is known now."""
        for name in _FIELDS:
            self[name].data = getattr(view.subject, name)

    def subject(self) -> NewSubject:
        """Give what was typed as the service takes it."""
        typed = {name: self[name].data or "" for name in _FIELDS if name != "large_print"}
        return NewSubject(
            **{name: text.strip() for name, text in typed.items()}, large_print=bool(self["large_print"].data)
        )

    def validate(self, extra_validators: object = None) -> bool:
        """Check every field, so that every mistake is shown at once."""
        if not self.address_needed and without_address(self.subject()):
            spare_address(self)
        super().validate(extra_validators)
        for mistake in subject_mistakes(self.subject(), address_needed=self.address_needed):
            if not self[mistake.field].errors:
                self.refuse(mistake)
        return not self.errors
