"""The invented accounts and cases of `setup --demo`, at a day that stands still, so that its screens never differ."""

from unittest import mock

from flask import Flask
from sqlalchemy import text

from dsar import create_app
from dsar.cli import demo
from dsar.extensions import db
from dsar.services.accounts import create_missing_organisations
from dsar.services.signing_in import hash_password
from dsar.services.work import Work
from tests.support.app import SECRET_KEY, SYSTEM, Clock

PASSWORD = demo.PASSWORD
SHARED_FG = demo.SHARED_FG
account = demo.address


def make_demo(url: str) -> Flask:
    """Start an application on a migrated database and play the invented cases in it; takes some ten seconds."""
    clock = Clock()
    app = create_app({"DATABASE_URL": url, "SECRET_KEY": SECRET_KEY, "CLOCK": clock})
    hashed = hash_password(PASSWORD)  # once for all accounts: hashing is slow on purpose
    with app.app_context(), mock.patch("dsar.services.accounts.hash_password", return_value=hashed):
        create_missing_organisations(
            Work(db.engine, app.extensions["dsar"].catalogue, SYSTEM, clock.moment, clock.moment.date())
        )
        demo.make_accounts()
        demo.make_cases()
    return app


def address_for(app: Flask, path: str, last_name: str, slug: str) -> str:
    """Fill in {case}, {request}, {draft}, {letter} and {organisation} of an address, for a client of the demo."""
    queries = {
        "case": "SELECT MIN(case_id) FROM party WHERE last_name = :name",
        "organisation": "SELECT id FROM organisation WHERE slug = :slug",
    }
    queries |= {
        name: f"SELECT MIN(id) FROM {table} WHERE case_id = ({queries['case']})"
        for name, table in (("request", "request"), ("draft", "letter_draft"), ("letter", "letter"))
    }
    with app.app_context():
        values = {
            name: db.session.execute(text(query), {"name": last_name, "slug": slug}).scalar()
            for name, query in queries.items()
            if f"{{{name}}}" in path
        }
        db.session.rollback()
    return path.format(**values)
