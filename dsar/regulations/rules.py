"""What must agree between the entries of one regulation, beyond the shape of each."""

from collections.abc import Iterable, Mapping

from dsar.core.grounds import ACCESS, LEGAL_GROUNDS
from dsar.core.regulation import GroundRule, PauseReason, Regulation, Term
from dsar.core.vocabulary import Right
from dsar.regulations.found import shown, suggestion
from dsar.regulations.mistakes import Report
from dsar.regulations.table import Table


def check_term(table: Table, rights: frozenset[Right], term: Term, earlier: Mapping[Right, Term]) -> None:
    """Check that a right has one term, and that only inspection and copy wait for a clarifying question."""
    for right in sorted(rights & earlier.keys()):
        table.mistake("rights", f"'{right}' heeft al een termijn, in een eerdere [[term]]")
    others = sorted(rights - ACCESS)
    if PauseReason.CLARIFICATION in term.paused_by and others:
        table.mistake(
            "paused_by",
            f"'clarification' mag alleen bij {_names(ACCESS)}; gevonden bij {_names(others)} (overweging 63)",
        )


def check_ground(table: Table, rule: GroundRule) -> None:
    """Check that a ground rests on a ground in law, and on one that fits the right."""
    legal = LEGAL_GROUNDS.get(rule.code)
    if legal is None:
        if rule.code:
            hint = suggestion(rule.code, LEGAL_GROUNDS)
            table.mistake("code", f"onbekende weigeringsgrond {shown(rule.code)}; {hint}")
        return
    misfits = sorted(rule.rights - legal.rights)
    if misfits:
        fits = _names(legal.rights)
        table.mistake("rights", f"grond '{rule.code}' past niet bij {_names(misfits)}, alleen bij {fits}")


def check_rules(regulation: Regulation, report: Report) -> None:
    """Check what more than one section has a part in."""
    _check_once("ground", ((rule.code, rule.rights) for rule in regulation.grounds), report)
    _check_once("duty", ((duty.code, duty.rights) for duty in regulation.duties), report)
    _check_once("warning", ((warning.code, warning.rights) for warning in regulation.warnings), report)
    for index, rule in enumerate(regulation.grounds, start=1):
        for right in sorted(rule.rights & regulation.unrefusable.keys()):
            report.add(f"ground[{index}].rights", f"'{right}' staat in [unrefusable] en kan dus geen grond hebben")
    until = regulation.effective_until
    if until is not None and until < regulation.effective_from:
        report.add("regulation.effective_until", f"ligt voor effective_from ({regulation.effective_from})")


def _check_once(section: str, entries: Iterable[tuple[str, frozenset[Right]]], report: Report) -> None:
    """Check that a code stands once for a right, so that it leads to one article."""
    seen: dict[tuple[str, Right], int] = {}
    for index, (code, rights) in enumerate(entries, start=1):
        for right in sorted(rights) if code else ():
            first = seen.setdefault((code, right), index)
            if first != index:
                report.add(f"{section}[{index}].code", f"'{code}' staat voor '{right}' ook al in {section}[{first}]")


def _names(rights: Iterable[Right]) -> str:
    return ", ".join(sorted(rights))
