"""The evaluation's figures, one module a subject; each function says what it measures, and what
chance or the truth itself would score."""
