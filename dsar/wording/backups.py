"""What can keep a backup from being made or restored, in words: what happened, and what to do."""

from collections.abc import Mapping

SENTENCES: Mapping[str, str] = {
    "not_set_up": "Er is nog geen register in deze database. Controleer DATABASE_URL.",
    "in_memory": "Een database die alleen in het geheugen staat, kan niet worden bewaard. Controleer DATABASE_URL.",
    "database_damaged": "De database zelf is beschadigd. Deze kopie is niet te gebruiken. Zet een eerdere terug.",
    "folder_filled": "De map {detail} is niet leeg. Kies een nieuwe of een lege map.",
    "folder_unusable": "De map {detail} kan niet worden gemaakt of gelezen. Controleer de naam en de rechten.",
    "no_program": "Het programma {detail} ontbreekt. Installeer het pakket postgresql-client.",
    "program_failed": "Het is niet gelukt. De database meldt: {detail}",
    "no_backup": "In de map {detail} staat geen hele reservekopie: manifest.json ontbreekt. Kies een andere map.",
    "manifest_damaged": "{detail} is beschadigd. Deze reservekopie is niet te vertrouwen. Kies een andere.",
    "file_missing": "In de reservekopie ontbreekt {detail}. Er is niets teruggezet. Kies een andere reservekopie.",
    "file_changed": "{detail} in de reservekopie is veranderd of beschadigd. Er is niets teruggezet. Kies een andere "
    "reservekopie.",
    "other_database": "Deze reservekopie is van {detail}, en DATABASE_URL wijst naar een andere soort database. "
    "Gebruik een lege database van dezelfde soort.",
    "newer_version": "Deze reservekopie komt van een nieuwere versie van het programma ({detail}). Installeer die "
    "versie eerst.",
    "target_filled": "{detail} is niet leeg. Terugzetten kan alleen in een lege database, zodat er niets verloren "
    "gaat. Kies met DATABASE_URL een lege plek.",
    "rows_differ": "Na het terugzetten kloppen de aantallen niet van: {detail}. Er is niets teruggezet. Kies een "
    "andere reservekopie.",
    "heads_differ": "Na het terugzetten klopt het einde van het logboek niet. Er is niets teruggezet. Kies een andere "
    "reservekopie.",
    "trail_broken": "Het logboek in deze reservekopie is niet heel ({detail}). Er is niets teruggezet. Kies een andere "
    "reservekopie.",
    "content_damaged": "Een bewaard stuk in deze reservekopie is beschadigd ({detail}). Er is niets teruggezet. Kies "
    "een andere reservekopie.",
}


def problem(code: str, detail: str) -> str:
    """Give the sentence for what went wrong."""
    return SENTENCES[code].format(detail=detail)
