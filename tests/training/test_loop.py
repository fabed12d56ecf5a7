"""The loop that every stage trains in: stopped by a signal it goes on as if nothing had been."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

torch = pytest.importorskip("torch")

from paintapp.training import checkpoint  # noqa: E402
from paintapp.training.loop import Loop  # noqa: E402
from paintapp.training.optimiser import Average, Optimiser  # noqa: E402
from paintapp.training.team import Team  # noqa: E402


def loss_of(model: Any, share: Any) -> Any:
    inputs, wanted = share
    return (model(inputs).float() - wanted).square().mean()


def batches(step: int, interrupted_at: int | None = None) -> Iterator[tuple[Any, ...]]:
    while True:
        generator = torch.Generator().manual_seed(step)
        inputs = torch.randn(6, 4, generator=generator)
        if step == interrupted_at:
            os.kill(os.getpid(), signal.SIGTERM)
        step += 1
        yield inputs, inputs.sum(1, keepdim=True)


def train(path: Path, interrupted_at: int | None = None) -> dict[str, Any]:
    """What the checkpoint has after training to step 12, or to where a signal came."""
    torch.manual_seed(1)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
    optimiser, average = Optimiser(model, 0.01), Average(model, 0.9)
    loop = Loop("test", path, 12, model, optimiser, average, warm_up=3, tell_every=4, save_every=7)
    loop.resume()
    with Team(model) as team:
        loop.run(team, loss_of, batches(loop.step, interrupted_at))
    state = checkpoint.load(path)
    assert state is not None
    return state


def test_a_training_that_was_stopped_ends_where_another_does(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = train(tmp_path / "whole.pt")
    told = [line.split()[:2] for line in capsys.readouterr().out.splitlines()]
    assert told == [["test", "4/12"], ["test", "8/12"], ["test", "12/12"]]
    before = signal.getsignal(signal.SIGTERM)
    part = train(tmp_path / "parts.pt", interrupted_at=4)
    assert part["step"] == 5 and part["pictures"] == 30
    assert signal.getsignal(signal.SIGTERM) is before
    parts = train(tmp_path / "parts.pt")
    assert parts["step"] == 12 and parts["pictures"] == 72
    assert parts["loss"] == whole["loss"] < part["loss"]
    assert parts["seconds"] > part["seconds"]
    for kind in ("model", "average"):
        assert all(torch.equal(parts[kind][name], whole[kind][name]) for name in whole[kind])


def test_what_is_done_is_left_as_it_is(tmp_path: Path) -> None:
    train(tmp_path / "done.pt")
    written = (tmp_path / "done.pt").stat().st_mtime_ns
    train(tmp_path / "done.pt")
    assert (tmp_path / "done.pt").stat().st_mtime_ns == written


def test_without_the_optimisers_part_it_begins_anew(tmp_path: Path) -> None:
    path = tmp_path / "exported.pt"
    state = train(path, interrupted_at=4)
    del state["optimiser"]
    checkpoint.save(path, state)
    model = torch.nn.Sequential(torch.nn.Linear(4, 8), torch.nn.ReLU(), torch.nn.Linear(8, 1))
    loop = Loop("test", path, 12, model, Optimiser(model, 0.01), Average(model, 0.9))
    loop.resume()
    assert (loop.step, loop.begun) == (5, 5)
    assert train(path)["step"] == 12
