"""The dossier: one DuckDB file that keeps what was read, and hands it out again as records."""
