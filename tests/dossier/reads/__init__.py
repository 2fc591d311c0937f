"""Tests of the named reads."""
