"""Lets an assistant ask a dossier by the Model Context Protocol: read-only tools that cite."""
