"""Our part of govuk-frontend, and how it is made."""
