"""Where models run: the device, the number format, and how much memory there is."""

from __future__ import annotations

import os
from dataclasses import dataclass

import torch


@dataclass(frozen=True)
class Device:
    """A place to run models. ``memory_bytes`` is what the device has in all."""

    type: str
    name: str
    dtype: torch.dtype
    memory_bytes: int

    def free_bytes(self) -> int:
        """What could be allocated now, weights kept by us not counted."""
        if self.type == "cuda":
            return int(torch.cuda.mem_get_info()[0])
        if self.type == "xpu":
            return self.memory_bytes - int(torch.xpu.memory_allocated())
        if self.type == "mps":
            return self.memory_bytes - int(torch.mps.current_allocated_memory())
        return self.memory_bytes

    def empty_cache(self) -> None:
        """Give memory that nothing uses back to the device."""
        if self.type != "cpu":
            getattr(torch, self.type).empty_cache()


def choose() -> Device:
    """CUDA, then Apple's MPS, then Intel's XPU, else the processor.

    The number format is the fastest that keeps pictures whole: bfloat16 on cards and processors
    that compute in it, else float16 on cards and float32 on processors.
    """
    _make_repeatable()
    if torch.cuda.is_available():
        card = torch.cuda.get_device_properties(0)
        dtype = torch.bfloat16 if torch.cuda.get_device_capability(0) >= (8, 0) else torch.float16
        return Device("cuda", f"cuda: {card.name}", dtype, card.total_memory)
    if torch.backends.mps.is_available():
        memory = int(torch.mps.recommended_max_memory())
        return Device("mps", "mps: Apple GPU", torch.float16, memory)
    if hasattr(torch, "xpu") and torch.xpu.is_available():
        card = torch.xpu.get_device_properties(0)
        return Device("xpu", f"xpu: {card.name}", torch.bfloat16, card.total_memory)
    dtype = torch.bfloat16 if processor_has_bfloat16() else torch.float32
    name = "cpu" if dtype == torch.float32 else "cpu: bfloat16"
    return Device("cpu", name, dtype, _physical_memory())


def _make_repeatable() -> None:
    """The same request gives the same pixels: no algorithm may be picked by a race."""
    torch.use_deterministic_algorithms(True, warn_only=True)
    # Filling fresh memory is only of use in finding bugs, and costs time.
    torch.utils.deterministic.fill_uninitialized_memory = False
    torch.backends.cudnn.benchmark = False


def processor_has_bfloat16() -> bool:
    """AMX or AVX-512 BF16: without them bfloat16 is emulated, and slower than float32."""
    tests = ("_is_amx_tile_supported", "_is_avx512_bf16_supported")
    return any(getattr(torch.cpu, test, lambda: False)() for test in tests)


def _physical_memory() -> int:
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return 8 << 30
