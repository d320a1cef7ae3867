"""What the application and its worker processes agree on: how frames are packed, and what exit codes say.

A frame is a length in four bytes and then its bytes. A job is two frames, a head in JSON and a body; so is an answer.
"""

import struct
from typing import BinaryIO

LENGTH = struct.Struct(">I")

EXIT_MEMORY = 12
EXIT_COMPLEX = 13
EXIT_LONG = 14


def pack(frame: bytes) -> bytes:
    """Put its length before a frame."""
    return LENGTH.pack(len(frame)) + frame


def read_frame(source: BinaryIO) -> bytes | None:
    """Give the next frame, waiting for it; None at the end."""
    head = source.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    (length,) = LENGTH.unpack(head)
    frame = source.read(length)
    return frame if len(frame) == length else None
