"""Bytes that are kept: the one door through which they go in and come out (decision 12)."""

import hashlib
import zlib
from dataclasses import dataclass

_CIPHER = "zlib"


@dataclass(frozen=True, slots=True)
class Sealed:
    """Bytes ready to store; `size` (bytes) and `sha256` (hex) are of the content before sealing."""

    size: int
    sha256: str
    cipher: str
    body: bytes


class Damaged(Exception):
    """The stored bytes no longer give the content that was sealed."""


def seal(content: bytes) -> Sealed:
    """Prepare bytes for storing; compressed, so that encryption can come later without moving data."""
    return Sealed(len(content), hashlib.sha256(content).hexdigest(), _CIPHER, zlib.compress(content))


def unseal(body: bytes, cipher: str, sha256: str) -> bytes:
    """Give the content back; raises Damaged when it differs from what was sealed or the cipher is unknown."""
    if cipher != _CIPHER:
        raise Damaged(cipher)
    try:
        content = zlib.decompress(body)
    except zlib.error as error:
        raise Damaged("zlib") from error
    if hashlib.sha256(content).hexdigest() != sha256:
        raise Damaged("sha256")
    return content
