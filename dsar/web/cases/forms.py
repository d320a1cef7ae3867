"""The form with which a request is registered: one short page, checked all at once."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from types import MappingProxyType

from wtforms import BooleanField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]  # newer than its stubs
from wtforms.validators import DataRequired, Email, InputRequired, Length, Optional

from dsar.core.errors import InvalidInput
from dsar.core.intake import (
    NewCase,
    NewRequest,
    NewSubject,
    check_city,
    check_line,
    check_receipt,
    check_requests,
    check_street,
    check_telephone,
    new_read_back_mistakes,
    normal_postcode,
    without_address,
)
from dsar.core.read_back import NewReadBack
from dsar.core.vocabulary import Channel, MarkKind, ObjectionPurpose, Right
from dsar.language import gettext as _
from dsar.language import lazy_gettext as _l
from dsar.services.languages import HOUSE_LANGUAGE, letter_languages
from dsar.web.fields import Boxes, DayField, Radios, Select, closed_list
from dsar.web.filters import capital
from dsar.web.forms import Form
from dsar.wording.errors import lazy_sentence
from dsar.wording.rights import RIGHTS

_LINES = ("initials", "name_prefix", "last_name", "street", "city", "country")
_LONGEST = 20_000  # characters of what a client wrote


def at_most(count: int) -> Length:
    """Refuse more characters than can be kept."""
    return Length(max=count, message=_l("Gebruik hoogstens %(count)s tekens.", count=count))


def _text(value: str | None) -> str:
    return (value or "").replace("\x00", "").replace("\r\n", "\n")


def spare_address(form: Form) -> None:
    """Ask for no address."""
    for name in ("street", "postcode", "city"):
        form[name].validators = ()


class RegisterForm(Form):
    """A request as it came in."""

    _languages: Mapping[int, Sequence[tuple[str, str]]] = MappingProxyType({})

    organisation = Select(_l("Organisatie"), coerce=int)
    received_on = DayField(_l("Dag van ontvangst"), [InputRequired(_l("Vul de dag van ontvangst in."))])
    channel = Select(_l("Hoe kwam het binnen?"), choices=closed_list(Channel), coerce=Channel, default=Channel.POST)
    rights = Boxes(
        _l("Wat wordt gevraagd?"),
        choices=lambda: [SelectChoice(value=right.value, label=capital(words.name)) for right, words in RIGHTS.items()],
    )
    purpose = Radios(
        _l("Waartegen is het verzet gericht?"),
        [Optional()],
        choices=lambda: [SelectChoice(value="", label=_("Geen verzet")), *closed_list(ObjectionPurpose)()],
        default="",
        description=_l("Alleen invullen bij verzet."),
    )
    client_words = TextAreaField(_l("In de woorden van de aanvrager"), [at_most(_LONGEST)], filters=[_text])
    read_on = DayField(
        _l("Wanneer is het voorgelezen? (mag leeg blijven)"),
        [Optional()],
        description=_l("Alleen bij mondeling of telefonisch: lees voor wat u opschreef. Het kan ook later."),
    )
    read_by = StringField(_l("Wie las het voor? (mag leeg blijven)"))
    salutation = Radios(
        _l("Aanhef"),
        choices=[
            SelectChoice(value="mrs", label=_l("Mevrouw")),
            SelectChoice(value="mr", label=_l("De heer")),
            SelectChoice(value="unknown", label=_l("Niet bekend")),
        ],
        default="unknown",
    )
    initials = StringField(_l("Voorletters (mag leeg blijven)"), [at_most(30)])
    name_prefix = StringField(_l("Tussenvoegsel (mag leeg blijven)"), [at_most(30)])
    last_name = StringField(_l("Achternaam"), [DataRequired(_l("Vul de achternaam in."))])
    street = StringField(
        _l("Straat en huisnummer, of postbus"), [DataRequired(_l("Vul straat en huisnummer in, of een postbus."))]
    )
    postcode = StringField(_l("Postcode"), [DataRequired(_l("Vul de postcode in.")), at_most(12)])
    city = StringField(_l("Plaats"), [DataRequired(_l("Vul de plaats in."))])
    country = StringField(_l("Land"), description=_l("Alleen invullen bij een adres in het buitenland."))
    email = StringField(
        _l("E-mailadres (mag leeg blijven)"),
        [Optional(), at_most(254), Email(lazy_sentence("email_impossible"), check_deliverability=False)],
    )
    telephone = StringField(_l("Telefoonnummer (mag leeg blijven)"), [at_most(40)])
    language = Select(
        _l("Taal van de brieven"),
        choices=[SelectChoice(value=code, label=name) for code, name in letter_languages()],
        default=HOUSE_LANGUAGE,
        description=_l("De taal die deze persoon het best leest."),
    )
    large_print = BooleanField(_l("Brieven in grote letters"))
    represented = BooleanField(
        _l("Iemand anders vraagt dit namens deze persoon"),
        description=_l("Een gemachtigde, ouder, curator, mentor, bewindvoerder of advocaat. Die vult u hierna in."),
    )
    deceased = BooleanField(
        _l("Het gaat over iemand die is overleden"),
        description=_l(
            "Vul hierboven de overleden persoon in. Het adres mag dan leeg blijven. Wie het vraagt, vult u hierna in."
        ),
    )
    double_known = BooleanField(_l("Ik heb dit bekeken en wil het verzoek toch registreren"))

    def offer(self, organisations: Sequence[tuple[int, str]]) -> None:
        """Set the organisations to choose from; with one there is nothing to choose."""
        listed = [SelectChoice(value=organisation_id, label=name) for organisation_id, name in organisations]
        if len(organisations) > 1:
            self.organisation.choices = [SelectChoice(value=0, label=_("Kies een organisatie")), *listed]
        else:
            self.organisation.choices = listed
            self.organisation.data = organisations[0][0]
            self.organisation.raw_data = [str(organisations[0][0])]

    def offer_languages(self, languages: Mapping[int, Sequence[tuple[str, str]]]) -> None:
        """Offer the languages that any of the organisations writes in; `languages` is by organisation."""
        self._languages = languages
        offered = dict(entry for of_one in languages.values() for entry in of_one)
        self.language.choices = [SelectChoice(value=code, label=name) for code, name in offered.items()]

    def validate_dates(self, today: date) -> bool:
        """Check only what the dates follow from: the organisation, the day and the rights."""
        for field in (self.organisation, self.received_on, self.rights):
            field.validate(self)
        self._run((self._check_organisation, lambda: self._check_receipt(today), self._check_rights))
        return not any(field.errors for field in (self.organisation, self.received_on, self.rights))

    def validate_all(self, today: date) -> bool:
        """Check everything, so that every mistake is shown at once."""
        if self._spares_address():
            spare_address(self)
        self.validate()
        self._run((self._check_organisation, lambda: self._check_receipt(today), self._check_requests))
        self._run((self._check_language,))
        self._check_read_back(today)
        self._run(tuple(self._subject_checks()))
        return not self.errors

    def requests(self) -> tuple[NewRequest, ...]:
        """Give the rights that were chosen, each with the words of the letter."""
        return tuple(
            NewRequest(right, (self.client_words.data or "").strip(), self._purpose(right))
            for right in Right
            if right.value in (self.rights.data or ())
        )

    def new_case(self) -> NewCase:
        """Give what was typed as the service takes it; call it after `validate_all`."""
        assert self.received_on.data is not None  # noqa: S101 - `validate_all` saw to it
        return NewCase(
            organisation_id=self.organisation.data,
            received_on=self.received_on.data,
            channel=self.channel.data,
            subject=self._subject(),
            requests=self.requests(),
            read_back=self._read_back(),
            said=frozenset(kind for kind, box in self._said() if box.data),
        )

    def _said(self) -> tuple[tuple[MarkKind, BooleanField], ...]:
        return ((MarkKind.BY_OTHER, self.represented), (MarkKind.ABOUT_DECEASED, self.deceased))

    def _read_back(self) -> NewReadBack | None:
        by = (self.read_by.data or "").strip()
        return NewReadBack(self.read_on.data, by) if self.read_on.data is not None else None

    def _subject(self) -> NewSubject:
        return NewSubject(
            salutation=self.salutation.data,
            language=self.language.data,
            large_print=self.large_print.data,
            **{name: (self[name].data or "").strip() for name in (*_LINES, "postcode", "email", "telephone")},
        )

    def _spares_address(self) -> bool:
        """Tell whether nothing of an address was typed, and none is needed: the last one of somebody who died."""
        return bool(self.deceased.data) and without_address(self._subject())

    def _purpose(self, right: Right) -> ObjectionPurpose | None:
        if right is not Right.OBJECTION or not self.purpose.data:
            return None
        known = {purpose.value for purpose in ObjectionPurpose}
        return ObjectionPurpose(self.purpose.data) if self.purpose.data in known else None

    def _run(self, checks: Sequence[Callable[[], object]]) -> None:
        """Put what a check refuses beside its field, unless something is said there already."""
        for check in checks:
            try:
                check()
            except InvalidInput as error:
                field = self.find(error.field)
                if field is None or not field.errors:
                    self.refuse(error)

    def _check_organisation(self) -> None:
        if not self.organisation.data:
            raise InvalidInput("organisation", "choose_one")

    def _check_language(self) -> None:
        written = self._languages.get(self.organisation.data or 0)
        if written is not None and self.language.data not in dict(written):
            raise InvalidInput("language", "language_untranslated")

    def _check_receipt(self, today: date) -> None:
        if self.received_on.data is not None:
            check_receipt(self.received_on.data, today)

    def _check_rights(self) -> None:
        if not self.requests():
            raise InvalidInput("rights", "no_right_chosen")

    def _check_requests(self) -> None:
        check_requests(self.requests())
        if self.purpose.data and Right.OBJECTION not in {request.right for request in self.requests()}:
            raise InvalidInput("purpose", "purpose_without_objection")

    def _check_read_back(self, today: date) -> None:
        if self.read_on.data is None and (self.read_by.data or "").strip() and not self.read_on.errors:
            self.refuse(InvalidInput("read_on", "read_back_incomplete"))
        elif self.read_on.data is not None and self.received_on.data is not None:
            for mistake in new_read_back_mistakes(self.new_case(), today):
                self.refuse(mistake)

    def _subject_checks(self) -> Iterator[Callable[[], object]]:
        subject = self._subject()
        if not self._spares_address():
            yield lambda: check_street(subject.street)
            yield lambda: check_city(subject.city)
            yield lambda: normal_postcode(subject.postcode, subject.country)
        yield lambda: check_telephone(subject.telephone)
        for name in _LINES:
            yield lambda name=name: check_line(name, getattr(subject, name))  # type: ignore[misc]
