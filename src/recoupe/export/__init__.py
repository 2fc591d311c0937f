"""What leaves a dossier: JSON Lines for programs, pages of text for a terminal."""
