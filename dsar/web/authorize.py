"""Deny by default: every route declares a permission, and one that does not answers 403 (decision 10)."""

from collections.abc import Callable
from typing import Any, TypeVar

from flask import abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue

from dsar.core.permissions import Permission, has_permission
from dsar.web.context import RESTORED, actor, password_over, signed_in
from dsar.web.kept import ended

View = TypeVar("View", bound=Callable[..., Any])
_MARK = "dsar_permission"
_CHANGE = "auth.change_password"


def requires(permission: Permission) -> Callable[[View], View]:
    """Declare what a route asks for; organisation scope is checked again by the query or service."""

    def mark(view: View) -> View:
        setattr(view, _MARK, permission)
        return view

    return mark


def permission_of(endpoint: str) -> Permission | None:
    """Give the permission that a route declared, or None."""
    if endpoint == "static":
        return Permission.PUBLIC
    found: Permission | None = getattr(current_app.view_functions.get(endpoint), _MARK, None)
    return found


def guard() -> ResponseReturnValue | None:
    """Before every request: let it through, send to sign-in, or refuse."""
    if request.endpoint is None:
        return None
    permission = permission_of(request.endpoint)
    if permission is None:
        abort(403)
    if permission is Permission.PUBLIC:
        return None
    if signed_in() is None:
        if (kept := ended()) is not None:
            return kept
        after = request.full_path.rstrip("?") if request.method == "GET" else None
        return redirect(url_for("auth.sign_in", next=after))
    if not has_permission(actor(), permission):
        abort(403)
    if password_over() and request.method == "GET" and request.endpoint != _CHANGE:
        return redirect(url_for(_CHANGE))  # what somebody was typing may still be sent
    g.restored = request.method == "POST" and RESTORED in request.form
    return None
