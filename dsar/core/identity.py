"""A citizen service number (BSN) never enters the register: how one is recognised in what was typed (UAVG 46)."""

import re
import unicodedata

_RUN = re.compile(r"\d(?:[\W_]{0,6}\d)*")
_FILLERS = frozenset("\u115f\u1160\u3164\uffa0")  # letters that show nothing
_ABROAD = re.compile(r"(?:\+|\b00)31(?=[\s().\-]*\d)")  # a telephone number begins so
_LENGTH = 9
_INVISIBLE = frozenset({"Cf", "Mn", "Me"})


def passes_eleven_test(digits: str) -> bool:
    """Tell whether nine digits can be a BSN: 9a+8b+...+2h-i is a multiple of eleven, and not all are zero."""
    if len(digits) != _LENGTH or not int(digits):
        return False
    weights = (9, 8, 7, 6, 5, 4, 3, 2, -1)
    return sum(weight * int(digit) for weight, digit in zip(weights, digits, strict=True)) % 11 == 0


def find_bsn(text: str) -> str | None:
    """Give the first piece of the text that can be a BSN, separators included, or None.

    Groups of digits are joined across spaces, line breaks, dots, hyphens, slashes and invisible characters; a longer
    number that merely contains nine fitting digits is none.
    """
    visible = (char for char in text if unicodedata.category(char) not in _INVISIBLE and char not in _FILLERS)
    plain = _ABROAD.sub("0", unicodedata.normalize("NFKC", "".join(visible)))
    for run in _RUN.finditer(plain):
        groups = list(re.finditer(r"\d+", run.group()))
        for first, start in enumerate(groups):
            digits = ""
            for group in groups[first : first + _LENGTH]:
                if len(digits) + len(group.group()) > _LENGTH:
                    break
                digits += "".join(str(int(char)) for char in group.group())
                if passes_eleven_test(digits):
                    return run.group()[start.start() : group.end()]
    return None
