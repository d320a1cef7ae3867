"""How many derivations one core makes in a second: `python -m tests.bench.bench_deadlines`.

One derivation is both clocks, for answering and for fulfilling, with every step as a code. The aim is 20,000.
"""

from collections.abc import Callable
from datetime import date, timedelta
from time import process_time

from dsar.core.deadlines import Pause, derive
from dsar.core.regulation import PauseReason, Regulation
from dsar.core.vocabulary import Right
from dsar.regulations import load_catalogue
from dsar.wording.deadlines import step_text

AIM = 20_000
FIRST = date(2024, 1, 1)
DAYS = 1500

Case = tuple[Regulation, Right, date]


def cases() -> list[Case]:
    """Give every organisation, every right, on every day of some four years."""
    catalogue = load_catalogue(extra_dirs=())
    regulations = [catalogue.for_day(slug, FIRST) for slug in catalogue.organisations]
    received = [FIRST + timedelta(days=offset) for offset in range(DAYS)]
    return [(regulation, right, day) for day in received for regulation in regulations for right in Right]


def plain(regulation: Regulation, right: Right, received: date) -> None:
    """Derive a request without pauses."""
    derive(regulation, right, received)


def paused_and_extended(regulation: Regulation, right: Right, received: date) -> None:
    """Derive the request with the most work in it: two pauses that overlap, and an extension."""
    ten, five = timedelta(days=10), timedelta(days=5)
    pauses = [
        Pause(received + five, received + ten, PauseReason.IDENTITY),
        Pause(received + five, received + ten + five, PauseReason.IDENTITY),
    ]
    derive(regulation, right, received, pauses=pauses, extended=True)


def with_sentences(regulation: Regulation, right: Right, received: date) -> None:
    """Derive a request and put every step into words."""
    for step in derive(regulation, right, received).steps:
        step_text(step)


def per_second(call: Callable[[Regulation, Right, date], None], given: list[Case]) -> float:
    """Run all cases three times over and give the best rate, in processor time so that a busy machine counts little."""
    rates = []
    for _ in range(3):
        start = process_time()
        for regulation, right, received in given:
            call(regulation, right, received)
        rates.append(len(given) / (process_time() - start))
    return max(rates)


def main() -> None:
    """Print the rates."""
    given = cases()
    print(f"{len(given)} cases; aim: {AIM} derivations a second on one core")
    for call in (plain, paused_and_extended, with_sentences):
        print(f"{call.__name__:<22}{per_second(call, given):>10.0f} a second")


if __name__ == "__main__":
    main()
