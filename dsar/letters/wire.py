"""The application's end of the pipes to a worker process."""

import os
import select
import subprocess
from time import monotonic

from dsar.press.frames import LENGTH, pack

MOST_FRAME = 16 * 1024 * 1024  # bytes
_CHUNK = 1024 * 1024  # bytes


class Wire:
    """The two pipes to a process; nothing here waits longer than until `deadline`, a moment of the monotonic clock."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        if process.stdin is None or process.stdout is None:
            raise ValueError("a process without pipes")
        self._pipes = (process.stdin, process.stdout)
        self._outward, self._inward = (pipe.fileno() for pipe in self._pipes)
        for end in (self._outward, self._inward):
            os.set_blocking(end, False)

    def send(self, frames: tuple[bytes, ...], deadline: float) -> None:
        """Send frames; raises TimeoutError, and EOFError when the worker ended."""
        left = memoryview(b"".join(pack(frame) for frame in frames))
        while left:
            _wait(self._outward, select.POLLOUT, deadline)
            try:
                left = left[os.write(self._outward, left) :]
            except BlockingIOError:
                continue
            except BrokenPipeError as broken:
                raise EOFError from broken

    def receive(self, deadline: float) -> bytes:
        """Give the next frame; raises TimeoutError, and EOFError when the worker ended or sent what is no frame."""
        (length,) = LENGTH.unpack(self._exactly(LENGTH.size, deadline))
        if length > MOST_FRAME:
            raise EOFError
        return self._exactly(length, deadline)

    def close(self) -> None:
        """Close both pipes; harmless when that was done."""
        for pipe in self._pipes:
            pipe.close()

    def _exactly(self, length: int, deadline: float) -> bytes:
        parts = bytearray()
        while len(parts) < length:
            _wait(self._inward, select.POLLIN, deadline)
            try:
                part = os.read(self._inward, min(_CHUNK, length - len(parts)))
            except BlockingIOError:
                continue
            if not part:
                raise EOFError
            parts += part
        return bytes(parts)


def _wait(end: int, event: int, deadline: float) -> None:
    poll = select.poll()
    poll.register(end, event)
    if not poll.poll(max(0.0, deadline - monotonic()) * 1000):
        raise TimeoutError
