"""Reads a parsed article: Parsed in; statements, actors, speakers, times with offsets out."""
