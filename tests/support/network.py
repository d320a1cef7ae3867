"""Keeps the tests on this machine: a connection to anywhere but loopback is an error that names the address."""

import ipaddress
import socket
from collections.abc import Callable
from typing import Any

import pytest


class NetworkBlockedError(RuntimeError):
    """A test tried to reach another machine."""


def is_local(family: int, address: Any) -> bool:
    """Tell whether a socket address stays on this machine."""
    if family == socket.AF_UNIX:
        return True
    host = address[0]
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def block_network(patch: pytest.MonkeyPatch) -> None:
    """Let sockets connect to loopback only, until the patch is undone."""
    for name in ("connect", "connect_ex"):
        patch.setattr(socket.socket, name, _guarded(getattr(socket.socket, name)))


def _guarded(original: Callable[[socket.socket, Any], Any]) -> Callable[[socket.socket, Any], Any]:
    def connect(self: socket.socket, address: Any) -> Any:
        if not is_local(self.family, address):
            raise NetworkBlockedError(f"the tests may not connect to {address!r}")
        return original(self, address)

    return connect
