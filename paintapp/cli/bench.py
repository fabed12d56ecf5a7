"""`paintapp bench`: measures this program on this machine."""

from __future__ import annotations

import argparse
import importlib
import json
import os

BENCHES = ("pen", "stroke", "memory", "composite", "generate", "live", "seam", "start")

WITH_PICTURES = ("seam",)
"""Benches that write pictures where --output says."""


def run(arguments: argparse.Namespace) -> int:
    """Each bench's figures: one JSON object a line with --json, laid out for reading without."""
    # Benches open windows; without a display they measure the same code offscreen.
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    for name in [arguments.name] if arguments.name else BENCHES:
        bench = importlib.import_module(f"paintapp.bench.{name}")
        options = {"output": arguments.output} if name in WITH_PICTURES else {}
        figures = bench.measure(**options)
        if arguments.json:
            print(json.dumps(figures), flush=True)
        else:
            print(f"{name}: {json.dumps(figures, indent=2)}", flush=True)
    return 0
