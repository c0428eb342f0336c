"""`python -m reportparse`: the same as the command `reportparse`."""

from reportparse.cli import main

if __name__ == "__main__":
    main()
