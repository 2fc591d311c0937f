"""Applies what readers say against the machine: corrections in, rows that stand for its own out."""
