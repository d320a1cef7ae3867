"""How late a letter left, or is, in Dutch."""

from dsar.core.posting import Lateness
from dsar.language import gettext as _
from dsar.language import ngettext


def late_words(lateness: Lateness, *, sent: bool) -> str:
    """Give "2 dagen te laat verzonden", or "2 dagen te laat" while the letter waits; empty when it is in time."""
    if lateness.days:
        if sent:
            return ngettext("%(num)s dag te laat verzonden", "%(num)s dagen te laat verzonden", lateness.days)
        return ngettext("%(num)s dag te laat", "%(num)s dagen te laat", lateness.days)
    if lateness.at_risk and sent:
        return _("Laat verzonden: misschien te laat aangekomen")
    if lateness.at_risk:
        return _("Per post komt deze brief misschien te laat")
    return ""
