"""The command line: one module per group of commands; data on stdout, progress and logs on stderr."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Entry point of ``ctkg``: runs a command and turns errors into messages and exit codes."""
    if sys.argv[1:] == ["--version"]:
        from ctkg import __version__

        print(f"ctkg {__version__}")
        return
    if sys.argv[1:] in (["--help"], ["-h"]):
        from ctkg.cli.commands import page

        print(page())
        return
    try:
        from ctkg.cli.app import run

        code = run()
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.exit(130)  # before a command began
    except BrokenPipeError:
        # The reader went away (`ctkg ... | head`): nothing is wrong, and nobody is left to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    sys.exit(code)
