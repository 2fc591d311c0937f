"""Who does what to whom: a parsed article with its actors and quotations in, Events out."""
