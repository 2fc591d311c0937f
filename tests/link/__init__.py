"""Tests of what links articles to one another."""
