"""Brush files: our own, and those of GIMP, Photoshop and MyPaint."""
