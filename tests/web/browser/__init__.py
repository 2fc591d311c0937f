"""Tests of the web application in a real browser."""
