"""Settings refuse what makes no sense, in words."""

import math

import pytest

from paintapp.generation.settings import GenerationError, Settings


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"strength": -0.1}, "strength must be between 0 and 1, not -0.1"),
        ({"strength": 1.5}, "strength must be between 0 and 1"),
        ({"strength": math.nan}, "strength must be between"),
        ({"guidance_scale": math.nan}, "guidance scale must be between 0 and 50, not nan"),
        ({"guidance_scale": math.inf}, "guidance scale must be"),
        ({"guidance_scale": -1}, "guidance scale must be"),
        ({"steps": 0}, "number of steps must be between 1 and 200, not 0"),
        ({"steps": 100000}, "number of steps must be"),
        ({"seed": -1}, "seed must be"),
        ({"seed": 2**63}, "seed must be"),
        ({"count": 0}, "number of pictures must be between 1 and 16"),
        ({"count": 17}, "number of pictures must be"),
        ({"grow": -1}, "grow must be"),
        ({"feather": 10**9}, "feather must be"),
        ({"prompt": "x" * 10001}, "prompt is too long"),
        ({"task": "paint"}, "no task called paint"),
        ({"prefill": "magic"}, "no prefill called magic"),
        ({"model": ""}, "Choose a model"),
    ],
)
def test_bad_values(changes: dict[str, object], words: str) -> None:
    with pytest.raises(GenerationError, match=words):
        Settings(**changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "changes",
    [{"prompt": ""}, {"strength": 0.0}, {"strength": 1.0}, {"seed": 0}, {"guidance_scale": 0}],
)
def test_legal_edges(changes: dict[str, object]) -> None:
    Settings(**changes)  # type: ignore[arg-type]
