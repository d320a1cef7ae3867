"""The forms to make a letter, to record that it was sent, and to give one up."""

from datetime import date

from wtforms import StringField, TextAreaField
from wtforms.validators import Length

from dsar.core.drafts import LONGEST_REASON
from dsar.core.posting import LONGEST_TRACK_CODE, ways_for
from dsar.core.regulation import Regulation
from dsar.core.vocabulary import DispatchWay
from dsar.language import lazy_gettext as _l
from dsar.services.post_letter import PostInput
from dsar.web.fields import Boxes, DayField, Radios, choices, closed_list
from dsar.web.forms import CaseForm
from dsar.web.judgement.forms import MOST_TEXT, required
from dsar.wording.words import pairs


class LetterForm(CaseForm):
    """The date of a letter, and where it applies: what it answers as well, and the reasons that it needs."""

    also = Boxes(
        _l("Beantwoord in dezelfde brief ook"),
        coerce=int,
        validate_choice=False,
        description=_l("Over deze verzoeken is ook al besloten. Eén brief leest makkelijker dan twee."),
    )
    correction_reason = TextAreaField(
        _l("Wat was er niet goed in de eerdere brief?"),
        [
            Length(
                max=LONGEST_REASON,
                message=_l("Dit is te lang. Gebruik hoogstens %(most)s tekens.", most=LONGEST_REASON),
            )
        ],
        description=_l("Dit staat in de nieuwe brief. Bijvoorbeeld: in onze brief stond een verkeerde datum."),
    )
    against_reason = TextAreaField(
        _l("Waarom gaat deze brief toch weg, tegen het advies in?"),
        [Length(max=MOST_TEXT)],
        description=_l("Dit blijft in het dossier en komt niet in de brief."),
    )
    dated = DayField(
        _l("Datum van de brief"),
        [required()],
        description=_l("De dag waarop de brief de deur uitgaat. Bijvoorbeeld 23-11-2026."),
    )

    def day(self) -> date:
        """Give the date; call it on a form that is in order."""
        day: date = self.dated.data
        return day


class PostForm(CaseForm):
    """How and when a letter left."""

    way = Radios(_l("Hoe is de brief verzonden?"), choices=closed_list(DispatchWay))
    posted_on = DayField(_l("Wanneer is de brief verzonden?"), [required()])
    track_code = StringField(
        _l("Code van de aangetekende brief (mag leeg blijven)"),
        [Length(max=2 * LONGEST_TRACK_CODE)],
        description=_l("Alleen bij aangetekend. U vindt de code op het bewijs van de post."),
    )

    def offer(self, regulation: Regulation) -> None:
        """Offer the ways that the regulation allows; with one way there is nothing to choose."""
        allowed = [(way, label) for way, label in pairs(DispatchWay) if way in ways_for(regulation.letter_ways)]
        self.way.choices = choices(allowed)
        if len(allowed) == 1 and not self.way.raw_data:
            self.way.data = allowed[0][0].value

    def posted(self) -> PostInput:
        """Give the dispatch as the service wants it."""
        day: date = self.posted_on.data
        return PostInput(DispatchWay(self.way.data), day, self.track_code.data or "")


class VoidForm(CaseForm):
    """Why a numbered letter is given up."""

    reason = TextAreaField(
        _l("Waarom vervalt deze brief?"),
        [required(), Length(max=MOST_TEXT)],
        description=_l("Het nummer blijft bestaan, met deze reden. Schrijf hier geen namen."),
    )


class CorrectionForm(CaseForm):
    """Why a letter that was sent is corrected."""

    reason = TextAreaField(
        _l("Wat was er niet goed in de eerdere brief?"),
        [
            required(),
            Length(
                max=LONGEST_REASON,
                message=_l("Dit is te lang. Gebruik hoogstens %(most)s tekens.", most=LONGEST_REASON),
            ),
        ],
        description=_l("Dit staat in de nieuwe brief. Bijvoorbeeld: in onze brief stond een verkeerde datum."),
    )


class FinishForm(CaseForm):
    """Try again to make the page of a numbered letter."""
