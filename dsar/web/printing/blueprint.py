"""The blueprint on which the modules of this package put their routes."""

from flask import Blueprint

blueprint = Blueprint("printing", __name__)
