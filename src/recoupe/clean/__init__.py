"""Cleaning of pages: a Page in, an Article with its zones marked or a Failure out."""

from recoupe.clean.article import clean

__all__ = ["clean"]
