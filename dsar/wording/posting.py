"""How late a letter left, or is, in Dutch."""

from dsar.core.posting import Lateness


def late_words(lateness: Lateness, *, sent: bool) -> str:
    """Give "2 dagen te laat verzonden", or "2 dagen te laat" while the letter waits; empty when it is in time."""
    if lateness.days:
        count = "1 dag" if lateness.days == 1 else f"{lateness.days} dagen"
        return f"{count} te laat verzonden" if sent else f"{count} te laat"
    if lateness.at_risk:
        return "Laat verzonden: misschien te laat aangekomen" if sent else "Per post komt deze brief misschien te laat"
    return ""
