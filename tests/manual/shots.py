"""Which screens the manual pictures, and what can be read on them."""

import re
from dataclasses import dataclass
from xml.etree.ElementTree import Element

import cssselect2
from babel.dates import get_day_names, get_month_names
from flask import Flask

from dsar.core.vocabulary import Role
from tests.support.demo import PASSWORD, SHARED_FG, account, address_for
from tests.support.pages import Browser, text_of

_NUMBER = re.compile(r"\d+")
_NAMES = {
    **dict.fromkeys(get_day_names("wide", locale="nl").values(), "dag"),
    **dict.fromkeys(get_month_names("wide", locale="nl").values(), "maand"),
}
_NAME = re.compile(rf"\b({'|'.join(_NAMES)})\b")
_SENTENCE = re.compile(r"(?<=[.?!]) ")


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture: the first element that `selector` finds on a page, as somebody of the demo sees it.

    `name` is the client of the demo whose case it is about. `rows` is how many pixels are shown at most, from the top.
    """

    role: Role
    slug: str
    path: str
    selector: str
    name: str = ""
    rows: int = 1000
    email: str = ""

    @property
    def who(self) -> str:
        """The account that looks."""
        return self.email or account(self.role, self.slug)


WPR, ZAZ, AANZIEN, WOM, WKC = "westendorp-pr", "zaz-welzijn", "aanzien", "werk-op-maat", "werkkrachtcentrale"
CONTACT, FG, DECIDER = Role.CONTACT_PERSON, Role.FG, Role.DECIDER

SHOTS = {
    "werkvoorraad": Shot(CONTACT, ZAZ, "/", "table", rows=242),
    "registreren": Shot(CONTACT, WPR, "/zaken/nieuw", "form .dsar-columns", rows=600),
    "zaak": Shot(CONTACT, WPR, "/zaken/{case}", ".dsar-next", "Talsma"),
    "taken": Shot(CONTACT, WPR, "/zaken/{case}", "section[aria-labelledby=taken]", "Molen"),
    "termijnen": Shot(CONTACT, WPR, "/zaken/{case}", ".dsar-clocks", "Molen"),
    "wie-vraagt-dit": Shot(CONTACT, ZAZ, "/zaken/{case}/identiteit", "main form", "Groot", 480),
    "voorstel": Shot(CONTACT, WKC, "/verzoeken/{request}/voorstel", ".dsar-act", "Brouwer"),
    "brief-schrijven": Shot(CONTACT, ZAZ, "/zaken/{case}/schrijven", ".dsar-choices", "Özdemir"),
    "printen": Shot(CONTACT, ZAZ, "/printen/{organisation}", "main table"),
    "toetsing": Shot(FG, "", "/toetsing", "main table", email=SHARED_FG),
    "voorstel-toetsen": Shot(FG, "", "/toetsing/{case}", "main section", "Molen", 350, SHARED_FG),
    "advies": Shot(FG, "", "/toetsing/{case}", ".dsar-act", "Molen", email=SHARED_FG),
    "adviezen": Shot(FG, "", "/toetsing/adviezen", "main table", rows=420, email=SHARED_FG),
    "besluit": Shot(DECIDER, AANZIEN, "/verzoeken/{request}/besluit", ".dsar-act", "Kowalczyk"),
    "uw-taken": Shot(Role.COLLEAGUE, AANZIEN, "/", "main"),
    "logboek": Shot(Role.AUDITOR, AANZIEN, "/logboek", "main table", rows=420),
    "gebruikers": Shot(Role.ADMINISTRATOR, AANZIEN, "/organisaties/{organisation}/gebruikers", "main table", rows=300),
    "organisatie": Shot(Role.ADMINISTRATOR, AANZIEN, "/organisaties/{organisation}", "main form", rows=480),
}


class Reader:
    """Reads the pictured pages, each as the one who looks at it.

    All sign in at once: the list of users tells who was ever there, and must not tell which pages were read before.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._browsers = {who: Browser(app) for who in {shot.who: None for shot in SHOTS.values()}}
        for who, browser in self._browsers.items():
            browser.sign_in(who, PASSWORD)

    def address(self, shot: Shot) -> str:
        """Give the address of a pictured page."""
        return address_for(self._app, shot.path, shot.name, shot.slug)

    def text(self, shot: Shot, letters: int) -> list[str]:
        """Give what can be read on a picture, by sentence, without its numbers, days and months: those may differ.

        `letters` is how many letters of the element there are to the end of the picture, blanks not counted.
        """
        page = self._browsers[shot.who].get(self.address(shot))
        return _sentences(_beginning(text_of(_found(page.root, shot.selector)), letters))


def _beginning(text: str, letters: int) -> str:
    """Give the text up to so many letters, blanks not counted."""
    places = [place for place, letter in enumerate(text) if not letter.isspace()]
    return text[: places[letters]].rstrip() if letters < len(places) else text


def _found(root: Element, selector: str) -> Element:
    html = cssselect2.ElementWrapper.from_html_root(root)
    found = html.query(selector)
    assert found is not None, selector
    return found.etree_element


def _sentences(text: str) -> list[str]:
    plain = _NAME.sub(lambda match: _NAMES[match[0]], text)
    return _SENTENCE.split(_NUMBER.sub("0", plain))
