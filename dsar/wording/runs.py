"""Why a letter of a run could not be made, in Dutch."""

from dsar.language import Words
from dsar.language import gettext as _
from dsar.wording.errors import SENTENCES, sentence
from dsar.wording.rendering import RENDER_SENTENCES, Kept, render_words

_SHORT = Words(
    {
        "letter_incomplete": "De brief is nog niet af. Kijk op de zaakpagina wat er ontbreekt.",
        "acknowledgement_late": "In deze zaak is al besloten. Een ontvangstbevestiging hoort daar niet meer bij.",
        "case_changed": "Iemand anders werkt in deze zaak. Probeer het later opnieuw.",
    }
)


def problem_words(code: str) -> str:
    """Give the sentence for the code that a run keeps; it keeps no details, so that nothing personal is in it."""
    if code in _SHORT:
        return _SHORT[code]
    if code in RENDER_SENTENCES:  # a letter has its number before its pages are made
        return render_words(code, Kept.NUMBER)
    if code not in SENTENCES or "{" in SENTENCES[code]:
        return _("De brief kon niet worden gemaakt. Open de zaak en maak hem daar: dan ziet u wat er ontbreekt.")
    return sentence(code)
