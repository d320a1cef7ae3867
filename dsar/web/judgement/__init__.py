"""From who asks to what was done: identity, hearing, proposal, advice, decision, carrying out."""

from dsar.web.judgement import (
    carrying_out,
    decision,
    figures,
    history,
    proposal,
    recipients,
    release,
    routes,
    sign_off,
    sign_off_draft,
)
from dsar.web.judgement.blueprint import blueprint as blueprint

__all__ = [
    "blueprint",
    "carrying_out",
    "decision",
    "figures",
    "history",
    "proposal",
    "recipients",
    "release",
    "routes",
    "sign_off",
    "sign_off_draft",
]
