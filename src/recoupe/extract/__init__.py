"""Reads a parsed article: statements, actors, speakers, times; Parsed in, records with offsets out."""
