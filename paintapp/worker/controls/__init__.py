"""Kinds of controls: one module and one line here each. Nothing here imports torch."""

from __future__ import annotations

from paintapp.worker.controls import lines
from paintapp.worker.controls.kind import Kind

KINDS: tuple[Kind, ...] = (lines.KIND,)

BY_ID: dict[str, Kind] = {kind.id: kind for kind in KINDS}


def kind_of_name(name: str) -> Kind | None:
    """The kind that the name of a file or folder tells of."""
    lower = name.lower()
    return next((kind for kind in KINDS if any(word in lower for word in kind.names)), None)
