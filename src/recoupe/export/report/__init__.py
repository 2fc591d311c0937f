"""The report: a dossier in, one file to mail, to print or to paste out."""
