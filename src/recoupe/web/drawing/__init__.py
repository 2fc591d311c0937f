"""Drawings as geometry: what is to be seen in, places and sizes of shapes out; templates draw."""
