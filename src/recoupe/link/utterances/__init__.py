"""Joins quotations of one speech act: the tables of quotations in, utterances out."""
