"""recoupe: who said what, in which words, when and through whom, from pages of the press."""
