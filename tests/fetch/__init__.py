"""Tests of fetching, against real sockets on this machine."""
