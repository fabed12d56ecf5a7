"""The first job without a display: the bundled sketch, refined by the starter model."""

from __future__ import annotations

from pathlib import Path

import msgspec

from paintapp.cli.errors import CommandError
from paintapp.cli.generate import Task, make
from paintapp.cli.output import checked_output
from paintapp.cli.terminal import Report
from paintapp.formats import open_document
from paintapp.generation.settings import Settings
from paintapp.resources import resource

OUTPUT = Path("paintapp-welcome.ora")


class _Welcome(msgspec.Struct, frozen=True):
    prompt: str
    strength: float
    seed: int


def run(output: Path) -> int:
    """Refine the sketch and say where the layered file is."""
    checked_output(output)
    report = Report(as_json=False)
    sketch = resource("sketches/welcome.png")
    try:
        text = resource("sketches/welcome.json").read_bytes()
        welcome = msgspec.json.decode(text, type=_Welcome)
    except (OSError, msgspec.MsgspecError) as error:
        raise CommandError(f"The bundled sketch cannot be read: {error}.", 1) from error
    report.say(f"Refining the bundled sketch with the starter model: “{welcome.prompt}”.")
    settings = Settings(
        task="image",
        prompt=welcome.prompt,
        strength=welcome.strength,
        seed=welcome.seed,
        count=1,
    )
    make(Task(settings, output, open_document(sketch)), report)
    print(f"The sketch and the picture made from it are two layers of {output.resolve()}")
    return 0
