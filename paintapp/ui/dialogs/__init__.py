"""Dialogs: small windows that ask one thing. None is ever opened with ``exec``."""
