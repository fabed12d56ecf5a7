"""Which document a document is: a name that stays while it is painted on, saved and opened."""

from __future__ import annotations

import secrets
from dataclasses import replace

from paintapp.document.document import Document

KEY = "paintapp:document"
"""Under it the identity stands in a document's metadata."""
MAXIMUM = 64


def identity(document: Document) -> str:
    """A document's identity; empty while it has none."""
    return document.metadata.get(KEY, "")[:MAXIMUM]


def identified(document: Document) -> Document:
    """The document with an identity: its own, or a new random one."""
    if identity(document):
        return document
    return replace(document, metadata=document.metadata.set(KEY, secrets.token_hex(8)))
