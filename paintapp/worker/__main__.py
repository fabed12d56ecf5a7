"""``python -m paintapp.worker``: frames on standard input and output until the input ends."""

from __future__ import annotations

import argparse
from pathlib import Path

from paintapp.worker import process


def main() -> None:
    commands, events = process.claim_pipes()
    parser = argparse.ArgumentParser(prog="paintapp.worker", description=__doc__)
    parser.add_argument("--starter", type=Path, help="use another starter model than the bundled")
    parser.add_argument("--lines", type=Path, help="use another line control than the bundled")
    parser.add_argument("--upscaler", type=Path, help="use another upscaler than the bundled")
    arguments = parser.parse_args()
    process.stay_offline()
    process.lower_priority()

    from paintapp.resources import resource
    from paintapp.worker.listing import Listing
    from paintapp.worker.service import Service

    starter = arguments.starter or resource("models/starter")
    lines = arguments.lines or resource("models/starter-lines")
    upscaler = arguments.upscaler or resource("models/upscaler")
    Service(commands, events, Listing(starter, resource("models/matte"), lines, upscaler)).serve()


if __name__ == "__main__":
    main()
