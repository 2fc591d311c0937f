"""Reading of pages: paths, folders, globs, tables and standard input in, Page or Failure out."""

from recoupe.ingest.read import pages

__all__ = ["pages"]
