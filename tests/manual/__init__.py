"""The manual inside the application: its pictures, and how they are made."""
