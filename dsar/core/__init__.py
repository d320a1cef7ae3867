"""Rules of the field as pure functions and frozen values: no Flask, no database, no clock."""
