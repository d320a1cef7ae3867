"""The documents that this process made a moment ago, so that a page and its pictures cost one rendering."""

import hashlib
import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

from dsar.core.letters import LetterContext
from dsar.letters.compose import to_html
from dsar.letters.render import Rendering, render_html

MOST = 24  # documents; a letter is about 50 kB
SECONDS = 300.0


class Recent:
    """A few documents by what they were made of; the one that was asked for longest ago goes first."""

    def __init__(self, most: int = MOST, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._seconds, self._clock = most, seconds, clock
        self._lock = Lock()
        self._kept: OrderedDict[str, tuple[float, Rendering]] = OrderedDict()

    def get(self, html: str, make: Callable[[], Rendering]) -> Rendering:
        """Give the document of this HTML, made now unless it is kept; what `make` raises goes on and keeps nothing."""
        key = hashlib.sha256(html.encode()).hexdigest()
        with self._lock:
            self._drop_old()
            if key in self._kept:
                self._kept.move_to_end(key)
                return self._kept[key][1]
        made = make()
        with self._lock:
            self._kept[key] = (self._clock(), made)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made

    def _drop_old(self) -> None:
        oldest = self._clock() - self._seconds
        for key in [key for key, (made_at, _) in self._kept.items() if made_at < oldest]:
            del self._kept[key]


_recent = Recent()


def render_again(context: LetterContext, *, timeout_seconds: float) -> Rendering:
    """Make the document of a letter, or give the same one when it was made a moment ago; raises RenderError."""
    html = to_html(context)
    return _recent.get(html, lambda: render_html(html, timeout_seconds=timeout_seconds))
