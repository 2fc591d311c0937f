"""The named reads: one module a question, all asked alike by the web pages, API, report and MCP.

A read takes a DuckDB connection of the caller's own (one a thread: ``Dossier.cursor()``) and gives
frozen records. It looks at the shelf (``dossier/shelf``) and at single rows, so that it takes a few
milliseconds in a dossier of any size. What is not there raises ``NotFoundError``.
"""
