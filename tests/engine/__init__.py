"""Tests of recoupe."""
