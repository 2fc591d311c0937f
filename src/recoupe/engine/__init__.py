"""Runs a function over pages: in this process or in several, within limits of time."""
