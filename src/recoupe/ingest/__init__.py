"""Reading of pages: paths, folders, globs, tables and standard input in, Page or Failure out."""

from recoupe.ingest.read import pages
from recoupe.ingest.spelling import as_known

__all__ = ["as_known", "pages"]
