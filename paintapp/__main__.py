"""`python -m paintapp`: the same as the `paintapp` command."""

import sys

from paintapp.cli.main import main

if __name__ == "__main__":
    sys.exit(main())
