"""The `paintapp` command."""

from __future__ import annotations

import argparse
import contextlib
import importlib
import logging
import os
import re
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from platformdirs import user_log_path

from paintapp import __version__
from paintapp.cli.errors import CommandError, Terminated

COMMANDS = ("generate", "cut-out", "upscale", "convert", "brushes", "models", "bench")

EXAMPLES = """\
examples:
  paintapp                                  open the window with the bundled sketch
  paintapp picture.ora                      open a picture
  paintapp --headless                       refine the bundled sketch without a window
  paintapp generate text --prompt "a red boat" --size 512x384 -o boat.ora
  paintapp generate image sketch.png --prompt "a red boat" --strength 0.6 -o boat.ora
  paintapp generate inpaint photo.jpg --mask hole.png --prompt "grass" -o fixed.png
  paintapp cut-out photo.jpg -o subject.png
  paintapp upscale drawing.png -o larger.png
  paintapp convert picture.ora picture.png
  paintapp brushes --sheet brushes.png
  paintapp models add ~/models/stable-diffusion-v1-5
  paintapp bench pen --json

Exit codes: 0 done, 2 something is wrong with the input (one line on standard error says what),
1 the program or the model failed, 130 interrupted.
"""

GENERATE_EXAMPLES = """\
examples:
  paintapp generate text --prompt "a lighthouse" --count 3 --seed 1 -o lighthouse.ora
  paintapp generate image sketch.png --prompt "a cat" --strength 0.5 -o cat.ora
  paintapp generate inpaint scene.ora --mask sky.png --prompt "storm clouds" -o scene.ora
  paintapp generate image sketch.png --prompt "a cat" --json -o cat.png

An .ora file gets INPUT as it is and each result as a layer above it, the first one visible. Other
formats get the visible picture; with --count the further ones go to out-2.png, out-3.png, ...
"""

_VALUE_OPTIONS = ("--size", "--prompt", "--negative", "--guidance", "--strength", "--seed")
"""Options whose value may begin with a dash."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line and ends with 2."""

    def error(self, message: str) -> NoReturn:
        raise CommandError(f"{message} (see {self.prog} --help)")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit code. No traceback ever reaches the user."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    with contextlib.suppress(ValueError):  # not on the main thread
        signal.signal(signal.SIGTERM, _terminate)
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        _complain("interrupted; nothing was changed")
        return 130
    except Terminated:
        return 143
    except CommandError as error:
        _complain(str(error))
        return error.code
    except BrokenPipeError:
        # Whoever read our output has gone; the interpreter must not try to flush it at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except ValueError as error:
        if not _is_ours(error):
            return _unexpected(error)
        _complain(str(error))
        return 2
    except MemoryError:
        _complain("there is not enough memory for this; try a smaller picture")
        return 1
    except Exception as error:
        return _unexpected(error)


def _run(arguments: list[str]) -> int:
    if arguments and arguments[0] in COMMANDS:
        parsed = _command_parser().parse_args(_joined(arguments))
        command = importlib.import_module(f"paintapp.cli.{parsed.command.replace('-', '_')}")
        return int(command.run(parsed))
    parsed = _window_parser().parse_args(arguments)
    if parsed.file is not None and not parsed.file.exists():
        raise CommandError(
            f"There is no file {parsed.file}, and no command of that name either "
            f"({', '.join(COMMANDS)})."
        )
    if parsed.headless and parsed.file is not None:
        raise CommandError("--headless takes no file; see paintapp generate --help.")
    if not parsed.headless and not _has_display():
        if parsed.file is not None:
            raise CommandError(
                f"There is no display to open {parsed.file} on. Without one there are the "
                f"commands {', '.join(COMMANDS)}."
            )
        print("There is no display: doing the first job without a window.", file=sys.stderr)
        parsed.headless = True
    if parsed.headless:
        from paintapp.cli import welcome

        return welcome.run(parsed.output or welcome.OUTPUT)
    from paintapp.app import run

    return int(run(parsed.file))


def _window_parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="paintapp",
        description="A painting program in which a generative model is one of the artist's "
        "tools. Without a command the window opens.",
        epilog=f"commands: {', '.join(COMMANDS)} (paintapp COMMAND --help)\n\n{EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("file", nargs="?", type=Path, help="a picture to open")
    parser.add_argument("--version", action="version", version=f"paintapp {__version__}")
    parser.add_argument(
        "--headless",
        action="store_true",
        help="refine the bundled sketch without a window (chosen where there is no display)",
    )
    parser.add_argument(
        "-o", "--output", type=Path, help="where --headless writes (paintapp-welcome.ora)"
    )
    return parser


def _command_parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="paintapp")
    commands = parser.add_subparsers(dest="command", required=True, parser_class=_Parser)
    raw = argparse.RawDescriptionHelpFormatter

    generate = commands.add_parser(
        "generate",
        help="generate a picture",
        description="Generate a picture from text, from a picture, or within a part of one.",
        epilog=GENERATE_EXAMPLES,
        formatter_class=raw,
    )
    generate.add_argument("task", choices=("text", "image", "inpaint"))
    generate.add_argument("input", nargs="?", type=Path, metavar="INPUT", help="the picture")
    generate.add_argument("--mask", type=Path, help="white where the picture may change")
    generate.add_argument("--prompt", required=True, help="what to make; may be empty")
    generate.add_argument("--negative", default="", help="what to avoid")
    generate.add_argument(
        "--intent", metavar="WHAT", help="fill, expand, add, refine or vary (by the task)"
    )
    generate.add_argument("--strength", type=float, help="0 keeps the input, 1 forgets it")
    generate.add_argument("--steps", type=int, help="denoising steps")
    generate.add_argument("--guidance", type=float, help="how closely to follow the prompt")
    generate.add_argument("--seed", type=int, help="a whole number; random when left out")
    generate.add_argument("--count", type=int, default=1, help="how many pictures (1)")
    generate.add_argument("--size", type=_size, metavar="WxH", help="canvas size in pixels")
    generate.add_argument("--grow", type=int, help="pixels denoised around the mask")
    generate.add_argument("--feather", type=int, help="softness of the mask's edge in pixels")
    generate.add_argument("--lines", type=Path, help="a line drawing that the picture follows")
    generate.add_argument(
        "--lines-weight", type=float, default=1.0, help="how closely, 0 to 2 (%(default)s)"
    )
    generate.add_argument("--model", default="starter", help="starter, a path or a hub id")
    generate.add_argument("--json", action="store_true", help="one JSON object a line")
    generate.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help=".ora, .png, ..."
    )

    cut_out = commands.add_parser(
        "cut-out",
        help="cut out the subject of a picture",
        description="Cut out what stands out of a picture; a layered OUT keeps the rest behind "
        "an editable mask.",
        epilog="example:\n  paintapp cut-out photo.jpg -o subject.png",
        formatter_class=raw,
    )
    cut_out.add_argument("input", type=Path, metavar="IN")
    cut_out.add_argument("--mask", type=Path, help="white roughly where the subject is")
    cut_out.add_argument("--json", action="store_true", help="one JSON object a line")
    cut_out.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help=".png, .ora, ..."
    )

    upscale = commands.add_parser(
        "upscale",
        help="make a picture larger by a model",
        description="Make a picture larger: what its visible layers hold by a model, masks and "
        "texts along with it.",
        epilog="examples:\n  paintapp upscale drawing.png -o larger.png\n"
        "  paintapp upscale drawing.ora --scale 4 --model 4x-model.safetensors -o larger.ora",
        formatter_class=raw,
    )
    upscale.add_argument("input", type=Path, metavar="IN")
    upscale.add_argument("--scale", type=int, choices=(2, 4), default=2, help="how much (2)")
    upscale.add_argument("--model", help="a .safetensors upscaler; the program's own if left out")
    upscale.add_argument("--json", action="store_true", help="one JSON object a line")
    upscale.add_argument(
        "-o", "--output", type=Path, required=True, metavar="OUT", help=".png, .ora, ..."
    )

    convert = commands.add_parser(
        "convert",
        help="convert a file",
        description="Convert between file formats; the ending of OUT says which.",
        epilog="example:\n  paintapp convert picture.ora picture.png",
        formatter_class=raw,
    )
    convert.add_argument("input", type=Path, metavar="IN")
    convert.add_argument("output", type=Path, metavar="OUT")

    brushes = commands.add_parser(
        "brushes",
        help="list, draw, import and export brushes",
        description="The brushes that come with the program, and your own.",
        epilog="examples:\n  paintapp brushes\n  paintapp brushes --sheet brushes.png --tag Ink\n"
        "  paintapp brushes import chalk.abr leaves.gih marker.myb\n"
        "  paintapp brushes export mine.paintbrush my-liner soft-round",
        formatter_class=raw,
    )
    brushes.add_argument(
        "--sheet", type=Path, metavar="OUT", help="a picture of every brush (.png)"
    )
    brushes.add_argument("--tag", default="", help="only brushes with this tag on the sheet")
    brushes.add_argument("--json", action="store_true", help="one JSON object a line")
    wanted = brushes.add_subparsers(dest="action", parser_class=_Parser)
    listed = wanted.add_parser("list", help="list the brushes")
    listed.add_argument("--json", action="store_true", help="one JSON object a line")
    importing = wanted.add_parser("import", help="add the brushes of files to your own")
    importing.add_argument("files", nargs="+", type=Path, metavar="FILE")
    exporting = wanted.add_parser("export", help="write brushes into one file")
    exporting.add_argument("output", type=Path, metavar="OUT", help=".paintbrush, .gbr or .gih")
    exporting.add_argument("names", nargs="*", metavar="BRUSH", help="all of your own if left out")

    models = commands.add_parser(
        "models",
        help="list, add and remove models",
        description="Models are diffusers folders, .safetensors files or hub ids.",
        epilog="examples:\n  paintapp models\n  paintapp models add ~/models/dreamer.safetensors\n"
        "  paintapp models add stable-diffusion-v1-5/stable-diffusion-v1-5 --download\n"
        "  paintapp models remove dreamer",
        formatter_class=raw,
    )
    actions = models.add_subparsers(dest="action", parser_class=_Parser)
    models.add_argument("--json", action="store_true", help="one JSON object a line")
    listing = actions.add_parser("list", help="list the models")
    listing.add_argument("--json", action="store_true", help="one JSON object a line")
    add = actions.add_parser("add", help="add a model")
    add.add_argument("source", help="a folder, a .safetensors file or a hub id")
    add.add_argument("--download", action="store_true", help="fetch a hub id from huggingface.co")
    remove = actions.add_parser("remove", help="forget a model; its files stay")
    remove.add_argument("source")

    bench = commands.add_parser(
        "bench",
        help="measure this program",
        description="Measure this program on this machine; without a name all of them.",
        epilog="example:\n  paintapp bench pen --json",
        formatter_class=raw,
    )
    bench.add_argument(
        "name",
        nargs="?",
        choices=("pen", "stroke", "memory", "composite", "generate", "live", "seam", "start"),
    )
    bench.add_argument("--json", action="store_true", help="one JSON object a line")
    bench.add_argument("--output", type=Path, metavar="DIR", help="pictures of the worst seams")
    return parser


def _joined(arguments: list[str]) -> list[str]:
    """ "--size -5x5" as "--size=-5x5", so that the value is read (and refused) as a value."""
    joined: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        value = next(waiting, None) if argument in _VALUE_OPTIONS else None
        joined.append(argument if value is None else f"{argument}={value}")
    return joined


def _size(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(-?\d{1,9})[xX×](-?\d{1,9})", text.strip())
    if match is None:
        raise argparse.ArgumentTypeError(f"“{text}” is not a size such as 512x384")
    return int(match[1]), int(match[2])


def _has_display() -> bool:
    if not sys.platform.startswith("linux"):
        return True
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return any(os.environ.get(name) for name in names)


def _is_ours(error: ValueError) -> bool:
    """Whether an error's message was written for users."""
    from paintapp.document import DocumentError
    from paintapp.formats import FormatError
    from paintapp.generation.settings import GenerationError

    return isinstance(error, DocumentError | FormatError | GenerationError)


def _complain(message: str) -> None:
    line = " ".join(message.split())
    with contextlib.suppress(OSError):
        print(f"paintapp: {line}", file=sys.stderr)


def _unexpected(error: BaseException) -> int:
    """A fault of ours: the details go to a log, one line to the user."""
    path = user_log_path("paintapp", appauthor=False) / "paintapp.log"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = logging.FileHandler(path, encoding="utf-8")
    except OSError:
        handler = logging.NullHandler()
    logger = logging.getLogger("paintapp.cli")
    logger.addHandler(handler)
    logger.propagate = False
    logger.error("unexpected error", exc_info=error)
    _complain(f"this should not have happened ({type(error).__name__}: {error}); see {path}")
    return 1


def _terminate(number: int, frame: object) -> NoReturn:
    raise Terminated


if __name__ == "__main__":
    sys.exit(main())
