"""Fetching of pages from the web: addresses of reading lists in, Page or Failure out.

What is asked of a foreign host, how often, and what is refused stands in this folder alone: reading
of saved pages never fetches anything.
"""
