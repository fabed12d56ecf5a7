"""``python -m paintapp.worker``: frames on standard input and output until the input ends."""

from __future__ import annotations

import argparse
from pathlib import Path

from paintapp.worker import process


def main() -> None:
    commands, events = process.claim_pipes()
    parser = argparse.ArgumentParser(prog="paintapp.worker", description=__doc__)
    parser.add_argument("--starter", type=Path, help="use another starter model than the bundled")
    starter = parser.parse_args().starter
    process.stay_offline()
    process.lower_priority()

    from paintapp.resources import resource
    from paintapp.worker.service import Service

    starter = starter or resource("models/starter")
    Service(commands, events, starter, resource("models/matte")).serve()


if __name__ == "__main__":
    main()
