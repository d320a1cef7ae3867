"""Smaller answers: pages with gzip, files that stand still with brotli where a browser takes it (decision 18)."""

import gzip
import hashlib
import secrets
import zlib
from functools import cache
from pathlib import Path

import brotli
from flask import Flask, Response, request

_KINDS = frozenset({"text/html", "text/css", "text/javascript", "image/svg+xml"})
_SMALLEST = 500  # bytes; less does not get smaller
_PADDING = 100  # bytes at most, so that the length of a page does not tell how well it was compressed
_LEVEL = 6
_YEAR, _DAY = 365 * 24 * 3600, 24 * 3600  # seconds
_NAME_FOLLOWS = 0x08  # a flag of gzip's header (RFC 1952)


def install(app: Flask) -> None:
    """Compress answers, and give addresses of files their contents' hash, so that a browser may keep them."""

    def add_hash(endpoint: str, values: dict[str, object]) -> None:
        if endpoint == "static" and "v" not in values:
            values["v"] = _hash(app, str(values["filename"]))

    app.url_defaults(add_hash)
    app.after_request(compress)
    app.after_request(lambda response: keep(app, response))


def keep(app: Flask, response: Response) -> Response:
    """Let a browser keep a file for a year under the hash of its contents, and for a day without one, as fonts are."""
    if request.endpoint == "static" and response.status_code in {200, 304}:
        filename = (request.view_args or {})["filename"]
        known = request.args.get("v") == _hash(app, filename)
        response.headers["Cache-Control"] = (
            f"public, max-age={_YEAR}, immutable" if known else f"public, max-age={_DAY}"
        )
    return response


def compress(response: Response) -> Response:
    """Compress an answer when it is text, worth it, and the browser can read it."""
    if response.mimetype not in _KINDS or "Content-Encoding" in response.headers:
        return response
    response.vary.add("Accept-Encoding")
    if response.status_code in {204, 206, 304} or (response.is_streamed and not response.direct_passthrough):
        return response
    still = request.endpoint == "static" and response.status_code == 200
    coding = "br" if still and request.accept_encodings["br"] else "gzip" if request.accept_encodings["gzip"] else ""
    if not coding:
        return response
    response.direct_passthrough = False
    whole = response.get_data()
    if len(whole) >= _SMALLEST:
        response.set_data(_file(whole, coding) if still else padded_gzip(whole, secrets.randbelow(_PADDING)))
        response.headers["Content-Encoding"] = coding
        response.headers.pop("Accept-Ranges", None)
        etag, _ = response.get_etag()
        if etag:
            response.set_etag(etag, weak=True)
    return response


def padded_gzip(whole: bytes, padding: int) -> bytes:
    """Compress into a gzip file whose header holds a name of so many letters; readers skip it."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = packer.compress(whole) + packer.flush()
    header = bytes((0x1F, 0x8B, 8, _NAME_FOLLOWS, 0, 0, 0, 0, 0, 0xFF)) + b"a" * padding + b"\0"
    tail = zlib.crc32(whole).to_bytes(4, "little") + (len(whole) % 2**32).to_bytes(4, "little")
    return header + packed + tail


@cache
def _file(whole: bytes, coding: str) -> bytes:
    return brotli.compress(whole) if coding == "br" else gzip.compress(whole, mtime=0)


def _hash(app: Flask, filename: str) -> str:
    """Give the hash of a file's contents; empty when there is none, which the answer will say."""
    path = Path(str(app.static_folder), filename)
    return _hash_of(path, path.stat().st_mtime_ns) if path.is_file() else ""


@cache
def _hash_of(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
