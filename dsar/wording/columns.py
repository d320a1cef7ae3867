"""Dutch headings for the columns of the tables in letters and in what was done."""

from collections.abc import Mapping

from dsar.language import Words

COLUMNS: Mapping[tuple[str, str], str] = Words(
    {
        ("recipients", "who"): "Wie",
        ("recipients", "why"): "Waarvoor",
        ("searched", "place"): "Systeem of map",
        ("searched", "result"): "Wat daar was, of: niets gevonden",
        ("changes", "where"): "Waar",
        ("changes", "before"): "Wat er stond",
        ("changes", "after"): "Wat er nu staat",
        ("changes", "since"): "Sinds",
        ("told", "who"): "Wie",
        ("told", "when"): "Wanneer en hoe",
        ("erased", "what"): "Wat",
        ("erased", "when"): "Wanneer",
        ("asked", "when"): "Wanneer",
        ("asked", "what"): "Wat wij vroegen",
        ("changed", "where"): "Waar",
        ("changed", "before"): "Wat er stond",
        ("changed", "after"): "Wat er nu staat",
        ("changed", "since"): "Sinds (dag)",
        ("gone", "where"): "Systeem of kast",
        ("gone", "when"): "Op (dag)",
        ("gone", "confirmed"): "Bevestigd door",
        ("stays", "where"): "Systeem of kast",
        ("stays", "why"): "Wet met artikel, of grond",
        ("stays", "until"): "Tot en met, of opnieuw bekijken op (dag)",
        ("shielded_at", "what"): "Welke gegevens",
        ("shielded_at", "where"): "Systeem of kast",
        ("stopped", "what"): "Welk gebruik",
        ("stopped", "where"): "In welk systeem",
        ("stopped", "since"): "Sinds (dag)",
        ("returned", "whom"): "Opdrachtgever of cliënt",
        ("returned", "what"): "Wat",
        ("returned", "when"): "Op (dag)",
        ("mail_gone", "mailbox"): "Mailbox",
        ("mail_gone", "kept"): "Waar het nu staat",
        ("mail_gone", "when"): "Helemaal weg op (dag)",
        ("recipients_told", "who"): "Wie",
        ("recipients_told", "when"): "Op (dag)",
        ("recipients_told", "how"): "Hoe",
        ("recipients_not_told", "who"): "Wie",
        ("recipients_not_told", "why"): "Waarom niet",
    }
)
