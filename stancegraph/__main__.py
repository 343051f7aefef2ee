"""`python -m stancegraph` is the command line."""

from stancegraph.cli import main

if __name__ == "__main__":
    main()
