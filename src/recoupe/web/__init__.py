"""The web application of ``recoupe serve``: a dossier in, pages for a desk editor out."""
