"""All versions of all organisations' regulations, and which of them holds on a day."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise
from types import MappingProxyType

from dsar.core.errors import InvalidInput
from dsar.core.regulation import Regulation
from dsar.regulations.mistakes import Mistake, RegulationErrors
from dsar.regulations.translations import Translations

Sourced = tuple[str, Regulation]  # the file's name, and what stood in it


class Catalogue:
    """The regulations the product knows; read once, never changed."""

    def __init__(self, sourced: Iterable[Sourced], translated: Iterable[tuple[Regulation, Translations]] = ()) -> None:
        """Take what the files hold; raises RegulationErrors where they do not fit together."""
        by_slug: dict[str, list[Sourced]] = {}
        for source, regulation in sourced:
            by_slug.setdefault(regulation.organisation, []).append((source, regulation))
        for versions in by_slug.values():
            versions.sort(key=lambda entry: (entry[1].effective_from, entry[1].version))
        mistakes = [mistake for versions in by_slug.values() for mistake in _version_mistakes(versions)]
        mistakes += _prefix_mistakes(by_slug)
        if mistakes:
            raise RegulationErrors(mistakes)
        self._versions = {slug: _with_ends([entry[1] for entry in by_slug[slug]]) for slug in sorted(by_slug)}
        self._translations = _by_organisation(translated)

    @property
    def organisations(self) -> tuple[str, ...]:
        """Give the slugs of all organisations, sorted."""
        return tuple(self._versions)

    def for_day(self, slug: str, day: date) -> Regulation:
        """Give the version that holds on a day of receipt."""
        versions = self._of(slug)
        for regulation in reversed(versions):
            if regulation.effective_from <= day:
                if regulation.effective_until is not None and day > regulation.effective_until:
                    break
                return regulation
        raise InvalidInput("received_on", "no_regulation_for_day", organisation=slug, day=day)

    def version(self, slug: str, version: str) -> Regulation:
        """Give one version by its name."""
        for regulation in self._of(slug):
            if regulation.version == version:
                return regulation
        raise InvalidInput("organisation", "unknown_regulation", organisation=slug, version=version)

    def newest(self, slug: str) -> Regulation:
        """Give the version that holds last."""
        return self._of(slug)[-1]

    def translations(self, slug: str, language: str) -> Mapping[str, str]:
        """Give Dutch texts of an organisation's regulations with their translation; empty where there is none.

        A text of several versions has the newest translation, so that a case under an old version profits too.
        """
        return self._translations.get((slug, language), MappingProxyType({}))

    def all(self) -> tuple[Regulation, ...]:
        """Give every version, by organisation and then by time."""
        return tuple(regulation for versions in self._versions.values() for regulation in versions)

    def _of(self, slug: str) -> tuple[Regulation, ...]:
        if slug not in self._versions:
            raise InvalidInput("organisation", "unknown_regulation", organisation=slug)
        return self._versions[slug]


def _by_organisation(
    translated: Iterable[tuple[Regulation, Translations]],
) -> Mapping[tuple[str, str], Mapping[str, str]]:
    found: dict[tuple[str, str], dict[str, str]] = {}
    for regulation, translations in sorted(translated, key=lambda entry: entry[0].effective_from):
        for language, texts in translations.items():
            found.setdefault((regulation.organisation, language), {}).update(texts)
    return MappingProxyType({key: MappingProxyType(texts) for key, texts in found.items()})


def _with_ends(versions: list[Regulation]) -> tuple[Regulation, ...]:
    """Let every version end the day before the next one begins."""
    ends = [following.effective_from - timedelta(days=1) for following in versions[1:]]
    ended = [replace(regulation, effective_until=end) for regulation, end in zip(versions, ends, strict=False)]
    return (*ended, versions[-1])


def _version_mistakes(versions: list[Sourced]) -> Iterable[Mistake]:
    seen: dict[str, str] = {}
    for source, regulation in versions:
        first = seen.setdefault(regulation.version, source)
        if first != source:
            yield Mistake(source, "regulation.version", f"versie '{regulation.version}' staat ook in {first}")
    for (earlier_source, earlier), (source, later) in pairwise(versions):
        if earlier.effective_from == later.effective_from:
            message = f"geldt vanaf dezelfde dag ({later.effective_from}) als {earlier_source}"
            yield Mistake(source, "regulation.effective_from", message)
        elif earlier.effective_until is not None:
            yield from _seam_mistakes(source, later.effective_from, earlier_source, earlier.effective_until)


def _seam_mistakes(source: str, begins: date, earlier_source: str, ends: date) -> Iterable[Mistake]:
    """Check that a version which says when it ends does so the day before the next one begins."""
    if begins != ends + timedelta(days=1):
        kind = "er valt een gat na" if begins > ends else "overlapt met"
        message = f"begint op {begins}, maar {kind} {earlier_source}, dat geldt tot en met {ends}"
        yield Mistake(source, "regulation.effective_from", message)


def _prefix_mistakes(by_slug: Mapping[str, list[Sourced]]) -> Iterable[Mistake]:
    taken: dict[str, Sourced] = {}
    for slug in sorted(by_slug):
        for source, regulation in by_slug[slug]:
            prefix = regulation.details.reference_prefix
            other_source, other = taken.setdefault(prefix, (source, regulation))
            if other.organisation != slug:
                message = f"'{prefix}' is al van {other.organisation} ({other_source})"
                yield Mistake(source, "organisation.reference_prefix", message)
