"""Tests of the formats a dossier is written in."""
