"""Where the files that travel with the program are: models, sketches, icons, translations, brushes.

In a checkout they lie in the top-level folder ``resources``; the wheel carries the same tree as
``paintapp/_resources`` (see ``force-include`` in pyproject.toml).
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource(path: str) -> Path:
    """The file or folder at ``path``, such as "models/starter", below the resources.

    The path need not exist: callers say in their own words what is missing.
    """
    installed = _PACKAGE / "_resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / path
