"""Texts with values in them that can still be translated after they have been put together."""

from __future__ import annotations

from collections.abc import Callable


class Message(str):
    """A sentence made of an English template and values: ``Message("{count} layers", count=3)``.

    It is that sentence, for logs, the command line and tests; who shows it in another language
    puts it together again from a translated template. A value may be a message of its own, which
    stands within the other without its full stop. A template without values is taken as it is,
    braces and all. Exceptions pass it through: ``str(FormatError(message))`` is the message.
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Message:
        made = super().__new__(cls, _filled(template, values, str))
        made.template, made.values = template, values
        return made

    def __str__(self) -> Message:
        # Otherwise str() makes a plain copy, and exceptions take that.
        return self

    def translated(self, translate: Callable[[str], str]) -> str:
        """The sentence from translated templates; in English where a translation is unusable."""
        template = translate(self.template)
        if not self.values:
            return template
        try:
            return _filled(template, self.values, lambda message: message.translated(translate))
        except (LookupError, ValueError, AttributeError):
            return self


def message_of(error: BaseException) -> Message:
    """What an exception says, as part of another message."""
    said = str(error)
    return said if isinstance(said, Message) else Message(said)


def _filled(template: str, values: dict[str, object], text: Callable[[Message], str]) -> str:
    if not values:
        return template
    inner = {
        name: text(value).rstrip(".。") if isinstance(value, Message) else value
        for name, value in values.items()
    }
    return template.format_map(inner)
