"""Watching of reading lists: addresses in, a dossier that grows and reports of what is new out."""
