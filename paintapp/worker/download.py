"""Fetches a hub repository, in a process of its own: the worker itself never goes online.

``python -m paintapp.worker.download ID`` prints "done total" in bytes, a line at a time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from pathlib import PurePosixPath
from typing import Any

from paintapp.messages import Message
from paintapp.worker.catalogue import ModelError

CONFIGURATIONS = frozenset({".json", ".txt"})

_FAILED = "{model} could not be downloaded: check the network connection and try again."
OUTCOMES = {
    "gated": "{model} asks you to accept its terms on huggingface.co and to log in first.",
    "missing": "There is no model named {model} on huggingface.co, or it is private.",
    "other": "{model} is not a diffusers model.",
    "failed": _FAILED,
}
"""What a download that failed prints last, and what is said of it."""


class Fetch:
    """One download, into the hub's usual cache; it can be stopped from another thread.

    What has come by then stays there, so the next try goes on from it.
    """

    def __init__(self, hub_id: str) -> None:
        self._hub_id = hub_id
        self._process: subprocess.Popen[str] | None = None
        self._stopped = False
        self._lock = threading.Lock()

    def run(self, report: Callable[[int, int], None]) -> None:
        """Download what the model needs. Raises ModelError with the reason when it cannot."""
        online = {
            name: value
            for name, value in os.environ.items()
            if name not in ("HF_HUB_OFFLINE", "TRANSFORMERS_OFFLINE")
        }
        with self._lock:
            if not self._stopped:
                self._process = subprocess.Popen(
                    [sys.executable, "-m", "paintapp.worker.download", self._hub_id],
                    env=online,
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    text=True,
                )
        process, outcome = self._process, ""
        if process is not None and process.stdout is not None:
            for line in process.stdout:
                outcome = line.strip()
                numbers = outcome.split()
                if len(numbers) == 2 and all(number.isdigit() for number in numbers):
                    report(int(numbers[0]), int(numbers[1]))
            process.wait()
        if self._stopped:
            raise ModelError(Message("The download of {model} was cancelled.", model=self._hub_id))
        if process is None or process.returncode != 0:
            raise ModelError(Message(OUTCOMES.get(outcome, _FAILED), model=self._hub_id))

    def stop(self) -> None:
        """End the download; `run` then raises."""
        with self._lock:
            self._stopped = True
            if self._process is not None:
                self._process.terminate()


def choose_files(names: Iterable[str]) -> list[str]:
    """Which files of a repository to fetch: JSON, text and safetensors of its components.

    Weights come in one form only: float16 where every component has it, else the plain one.
    Pickles, single-file doubles at the top and other variants stay where they are.
    """
    weights: dict[str, dict[str, list[str]]] = {}
    chosen = []
    for name in names:
        path = PurePosixPath(name)
        if len(path.parts) > 2 or (len(path.parts) == 1 and name != "model_index.json"):
            continue
        if path.suffix in CONFIGURATIONS and ".safetensors.index" not in name:
            chosen.append(name)
        elif path.suffix == ".safetensors" or name.endswith(".json"):
            weights.setdefault(path.parts[0], {}).setdefault(_variant(path.name), []).append(name)
    half = all("fp16" in variants for variants in weights.values())
    for variants in weights.values():
        chosen += variants.get("fp16" if half else "", [])
    return sorted(chosen)


def _variant(name: str) -> str:
    """The variant in a file's name: "model.fp16.safetensors" is "fp16", "model.safetensors" ""."""
    known = ("fp16", "non_ema", "ema", "bf16", "fp32")
    return next((part for part in name.split(".")[1:-1] if part in known), "")


def main(arguments: Sequence[str]) -> int:
    """Fetch the repository named by the only argument; the last line printed is one of `OUTCOMES`
    where it fails."""
    (hub_id,) = arguments
    from huggingface_hub import HfApi, snapshot_download
    from huggingface_hub.errors import GatedRepoError, RepositoryNotFoundError
    from tqdm import tqdm  # type: ignore[import-untyped]

    class Progress(tqdm):
        """Prints bytes instead of drawing a bar."""

        def __init__(self, *arguments: Any, **options: Any) -> None:
            super().__init__(*arguments, **{**options, "disable": True})
            self.in_bytes = options.get("unit") == "B"

        def update(self, n: float | None = 1) -> bool | None:
            if self.in_bytes:
                self.n += int(n or 0)
                print(min(int(self.n), total), total, flush=True)
            return None

    total = 0
    try:
        info = HfApi().model_info(hub_id, files_metadata=True)
        sizes = {file.rfilename: file.size or 0 for file in info.siblings or ()}
        files = choose_files(sizes)
        if "model_index.json" not in files:
            print("other")
            return 1
        total = sum(sizes[name] for name in files)
        print(0, total, flush=True)
        snapshot_download(hub_id, allow_patterns=files, tqdm_class=Progress)
        return 0
    except GatedRepoError:
        print("gated")
    except RepositoryNotFoundError:
        print("missing")
    except Exception as error:
        print(error, file=sys.stderr)
        print("failed")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
