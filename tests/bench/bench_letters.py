"""How fast a two-page letter is made, beside bare WeasyPrint in its fastest configuration: `make bench`.

Both make the same letter in the same run, in turns. The product goes from the frozen context to the bytes in the
caller, through its worker process. Bare WeasyPrint is a process that does nothing else: the HTML is there already,
fonts and stylesheet are loaded once, the variant is the same, no finisher, garbage is collected outside the clock.
"""

import os
import statistics
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic, perf_counter, process_time, sleep

from dsar.letters import pool, render_document, to_html
from tests.bench._bare import Bare
from tests.letters.samples import ACKNOWLEDGEMENT as LETTER

WARM, COLD, ROUNDS, SECONDS = 60, 7, 10, 2.0
MOST_ADDED, LEAST_TWICE, MOST_GROWTH_MIB = 0.10, 1.8, 4.0
MEMORY_AT = (1, 100, 500)
_TICKS = os.sysconf("SC_CLK_TCK")


def product() -> None:
    """Make the letter as the application does."""
    assert render_document(LETTER, timeout_seconds=120).pages == 2


def seconds(call: Callable[[], object]) -> float:
    """Measure a call."""
    start = perf_counter()
    call()
    return perf_counter() - start


def start_pool(workers: int) -> None:
    """Begin with so many workers that are not started yet."""
    pool.close()
    pool.use_workers(workers)


def used(pid: int) -> float:
    """Give the seconds of the processor that a process used."""
    with open(f"/proc/{pid}/stat", encoding="ascii") as file:  # noqa: PTH123 -- as short as it can be
        fields = file.read().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def line(name: str, ours: list[float], bare: list[float]) -> None:
    """Print median and p95 of both in milliseconds, and what the product adds to the median."""
    row = [f"{name:<26}"]
    for values in (ours, bare):
        p95 = statistics.quantiles(values, n=20, method="inclusive")[18]
        row.append(f"{statistics.median(values) * 1000:>9.0f} {p95 * 1000:>7.0f}")
    added = statistics.median(ours) / statistics.median(bare) - 1
    print("".join(row), f"{added:>+9.1%}")


def single(name: str, ours: float, bare: float) -> None:
    """Print one figure of both."""
    print(f"{name:<26}{ours:>9.1f} {'':>7}{bare:>9.1f} {'':>7} {ours / bare - 1:>+9.1%}")


def cold() -> None:
    """Measure the first letter of new processes."""
    ours, bare = [], []
    for _ in range(COLD):
        start_pool(1)
        ours.append(seconds(product))
        start = perf_counter()
        with Bare(to_html(LETTER)) as process:
            process.letter()
            bare.append(perf_counter() - start)
    line("cold, ms: median, p95", ours, bare)


def warm() -> None:
    """Measure letters of warm processes in turns, by the clock and by the processor."""
    start_pool(1)
    ours, bare = [], []
    with Bare(to_html(LETTER)) as process:
        for call in (product, process.letter):
            call()
            call()
        worker = pool.current().workers()[0].pid
        before, here = used(worker), process_time()
        for _ in range(WARM):
            ours.append(seconds(product))
            sleep(0.03)  # until the worker is done with its garbage
            bare.append(process.letter())
        work = (used(worker) - before + process_time() - here) / WARM
        plain = process.processor / len(bare)
    line("warm, ms: median, p95", ours, bare)
    added = statistics.median(ours) / statistics.median(bare) - 1
    single("processor, ms a letter", work * 1000, plain * 1000)
    print(f"  aim: at most {MOST_ADDED:+.0%} by the clock; {'reached' if added <= MOST_ADDED else 'MISSED'}")


def rate(calls: list[Callable[[], object]]) -> float:
    """Give the letters a second when each of these is called again and again in a thread of its own."""
    end = monotonic() + SECONDS

    def repeat(call: Callable[[], object]) -> int:
        made = 0
        while monotonic() < end:
            call()
            made += 1
        return made

    start = monotonic()
    with ThreadPoolExecutor(len(calls)) as threads:
        made = sum(threads.map(repeat, calls))
    return made / (monotonic() - start)


def throughput() -> None:
    """Measure one and two processes in turns."""
    found: dict[str, list[float]] = {}
    start_pool(2)
    with Bare(to_html(LETTER)) as first, Bare(to_html(LETTER)) as second:
        for calls in ([product, product], [first.letter], [second.letter]):
            rate(calls)
        ways = {"ours 1": [product], "bare 1": [first.letter]}
        ways |= {"ours 2": [product, product], "bare 2": [first.letter, second.letter]}
        for _ in range(ROUNDS):
            for name, calls in ways.items():
                found.setdefault(name, []).append(rate(calls))
    rates = {name: statistics.median(values) for name, values in found.items()}
    for processes in (1, 2):
        ours, bare = rates[f"ours {processes}"], rates[f"bare {processes}"]
        single(f"letters a second, {processes} proc.", ours, bare)
    ratio = statistics.median(two / one for one, two in zip(found["ours 1"], found["ours 2"], strict=True))
    bare = statistics.median(two / one for one, two in zip(found["bare 1"], found["bare 2"], strict=True))
    print(f"{'two processes to one':<26}{ratio:>9.2f} {'':>7}{bare:>9.2f}")
    print(f"  aim: at least {LEAST_TWICE}; {'reached' if ratio >= LEAST_TWICE else 'MISSED'}")


def memory() -> None:
    """Print what the processes hold after so many letters; both are filled at the same time."""
    start_pool(1)
    with Bare(to_html(LETTER)) as process, ThreadPoolExecutor(1) as other:
        held: list[float] = []
        for before, after in zip((0, *MEMORY_AT), MEMORY_AT, strict=False):
            bare = other.submit(lambda: [process.letter() for _ in range(after - before)])  # noqa: B023 -- waited for
            for _ in range(after - before):
                product()
            bare.result()
            held.append(pool.current().workers()[0].resident_mib())
            print(f"{f'MiB after {after} letters':<26}{held[-1]:>9.1f} {'':>7}{process.resident_mib():>9.1f}")
    growth = held[-1] - held[1]
    said = "flat" if growth <= MOST_GROWTH_MIB else "MISSED"
    print(f"  aim: at most {MOST_GROWTH_MIB:.0f} MiB more from {MEMORY_AT[1]} on; {growth:+.1f}: {said}")


def main() -> None:
    """Print all figures."""
    print(
        f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start; sample: grant of an inspection, two pages"
    )
    print(f"{'':<26}{'product':>17}{'bare WeasyPrint':>17} {'added':>9}")
    try:
        for part in (cold, warm, throughput, memory):
            part()
            sys.stdout.flush()
    finally:
        pool.close()


if __name__ == "__main__":
    main()
