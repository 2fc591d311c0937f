"""Tests of watching, against a site on this machine and with the real models."""
