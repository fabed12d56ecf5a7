"""Tools: gestures written as generators."""
