"""Commands; every command calls app/."""

import sys

# `python -m cli.main` is looking for this package: a copy.py of the folder that it was started in
# must not be taken for the standard library's. Our own packages are installed.
if sys.argv[:1] == ["-m"] and not sys.flags.safe_path:
    del sys.path[0]
