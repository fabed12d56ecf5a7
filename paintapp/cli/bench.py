"""`paintapp bench`: measures this program on this machine."""

from __future__ import annotations

import argparse
import importlib
import json
import os

BENCHES = ("pen", "composite", "generate", "start")


def run(arguments: argparse.Namespace) -> int:
    """Each bench's figures: one JSON object a line with --json, laid out for reading without."""
    # Benches open windows; without a display they measure the same code offscreen.
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in [arguments.name] if arguments.name else BENCHES:
        figures = importlib.import_module(f"paintapp.bench.{name}").measure()
        if arguments.json:
            print(json.dumps(figures), flush=True)
        else:
            print(f"{name}: {json.dumps(figures, indent=2)}", flush=True)
    return 0
