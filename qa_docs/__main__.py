"""Runs the command line: `python -m qa_docs`."""

from qa_docs.cli import main

if __name__ == "__main__":
    main()
