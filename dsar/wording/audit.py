"""What can be wrong with the audit trail, in words."""

from dsar.language import Words

_FAULTS = Words(
    {
        "missing": "regel {seq} ontbreekt",
        "chain_broken": "regel {seq} sluit niet aan op de regel ervoor",
        "text_changed": "de tekst van regel {seq} is gewijzigd",
        "columns_changed": "de kolommen van regel {seq} zeggen iets anders dan de vastgelegde tekst",
        "head_missing": "na regel {seq} ontbreekt het einde van de keten",
        "head_differs": "het einde van de keten past niet bij regel {seq}",
    }
)


def fault(code: str, seq: int) -> str:
    """Give the sentence for a fault code at an entry's number."""
    return _FAULTS[code].format(seq=seq)
