"""Words for what an administrator sees of messages that have not left; never what stands in them."""

from dsar.language import Words
from dsar.language import gettext as _

KINDS = Words(
    {
        "digest": "Overzicht van wat wacht",
        "weekly": "Weekoverzicht van de FG",
        "task": "Vraag aan een collega",
    }
)
STATES = Words(
    {
        "waiting": "Wacht",
        "taken": "Wordt verstuurd",
        "handing_over": "Wordt verstuurd",
        "unknown": "Niet zeker",
        "given_up": "Opgegeven",
    }
)
HOLDS = Words(
    {
        "restored": "Dit register is teruggezet uit een reservekopie. Een deel van wat hieronder wacht, kan al "
        "verstuurd zijn voordat dat gebeurde.",
    }
)
_PROBLEMS = Words(
    {
        "stopped": "Het programma stopte tijdens het versturen.",
        "530": "De mailserver vraagt een wachtwoord.",
        "535": "De mailserver weigerde het wachtwoord.",
        "TimeoutError": "De mailserver gaf geen antwoord.",
        "ConnectionRefusedError": "De mailserver is niet te bereiken.",
        "gaierror": "De naam van de mailserver is niet bekend.",
        "SMTPServerDisconnected": "De mailserver verbrak de verbinding.",
        "ConnectionResetError": "De mailserver verbrak de verbinding.",
        "SMTPNotSupportedError": "De mailserver biedt geen beveiligde verbinding.",
        "SSLCertVerificationError": "Het certificaat van de mailserver klopt niet.",
    }
)


def problem_text(problem: str) -> str:
    """Say what came of the last try; empty when there was none."""
    if not problem:
        return ""
    if problem in _PROBLEMS:
        return _PROBLEMS[problem]
    if problem.startswith("4"):
        return _("De mailserver nam het nog niet aan (%(code)s).", code=problem)
    if problem.startswith("5"):
        return _("De mailserver weigerde het bericht (%(code)s).", code=problem)
    return _("Het versturen lukte niet (%(kind)s).", kind=problem)


def hold_text(reason: str) -> str:
    """Say why mail stands still."""
    return HOLDS[reason] if reason in HOLDS else _("Iemand heeft de e-mail stilgezet.")
