"""Tests of what an assistant may ask."""
