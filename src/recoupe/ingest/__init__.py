"""Reading of pages: paths, folders, globs, tables and standard input in, Page or Failure out."""

from recoupe.ingest.inputs import STDIN, Source, from_anywhere, weight
from recoupe.ingest.read import named, pages, read
from recoupe.ingest.spelling import as_known

__all__ = [
    "STDIN",
    "Source",
    "as_known",
    "from_anywhere",
    "named",
    "pages",
    "read",
    "weight",
]
