"""Tests of what goes wrong on purpose."""
