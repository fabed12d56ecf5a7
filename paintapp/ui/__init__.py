"""The window: the only Qt widgets."""
