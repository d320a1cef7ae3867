"""Dutch words for the codes of the core, for screens, commands and letters."""
