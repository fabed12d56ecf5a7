"""`paintapp convert`: from one file format to another."""

from __future__ import annotations

import argparse

from paintapp.cli.output import checked_output
from paintapp.formats import open_document, save_document


def run(arguments: argparse.Namespace) -> int:
    """The command; raises CommandError and FormatError."""
    output = checked_output(arguments.output)
    document = open_document(arguments.input)
    save_document(document, output)
    print(f"{arguments.input} -> {output}: {document.width} x {document.height} pixels")
    return 0
