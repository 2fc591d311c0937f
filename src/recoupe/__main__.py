"""Runs the command line with ``python -m recoupe``."""

from recoupe.cli import main

if __name__ == "__main__":
    main()
