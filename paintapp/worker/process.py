"""What the worker does to its own process before anything else: pipes, network, priority."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path
from typing import BinaryIO


def claim_pipes() -> tuple[BinaryIO, BinaryIO]:
    """Binary streams for commands and events; whatever libraries print goes to the log instead.

    Descriptor 1 is pointed at standard error, because compiled code prints there without asking
    Python. Interrupts are the window's business: Ctrl+C in a terminal reaches the whole group.
    """
    commands = os.fdopen(os.dup(0), "rb")
    events = os.fdopen(os.dup(1), "wb")
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.close(nothing)
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return commands, events


def stay_offline() -> None:
    """No library may reach for the network from here on; downloads run in a process of their own.

    Also what has to be set before torch is imported: cuBLAS repeats its results only with a fixed
    workspace.
    """
    os.environ.update(
        HF_HUB_OFFLINE="1",
        TRANSFORMERS_OFFLINE="1",
        HF_HUB_DISABLE_TELEMETRY="1",
        DO_NOT_TRACK="1",
        CUBLAS_WORKSPACE_CONFIG=":4096:8",
        TOKENIZERS_PARALLELISM="false",
        # Threads that wait may spin for some tenths of a millisecond and no longer: without any
        # spinning a small model takes twice as long, and the priority lets the pen in at once.
        GOMP_SPINCOUNT="20000",
    )


def lower_priority() -> None:
    """Give way to everything else: the pen gets a core the moment it wants one.

    On Linux as an idle task, which any other task displaces at once when it wakes; a merely nicer
    one may first use up its slice of some milliseconds, which a pen feels. The environment's
    ``PAINTAPP_PRIORITY=normal`` leaves the priority alone, for machines that are never idle. And
    when memory runs out, the kernel is to end this process rather than the window.
    """
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("500")
    if os.environ.get("PAINTAPP_PRIORITY") == "normal":
        return
    with contextlib.suppress(OSError, AttributeError):
        if sys.platform == "win32":
            import ctypes

            below_normal = 0x00004000
            kernel = ctypes.windll.kernel32
            kernel.SetPriorityClass(kernel.GetCurrentProcess(), below_normal)
        elif sys.platform == "linux":
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        else:
            os.nice(15)
