"""``python -m ctkg``: the same as the command ``ctkg``."""

from ctkg.cli import main

if __name__ == "__main__":
    main()
