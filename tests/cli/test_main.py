"""The command's own words, without a worker."""

from __future__ import annotations

import pytest

from paintapp import __version__
from paintapp.cli import main as module
from paintapp.cli.main import main
from tests.cli.command import paintapp


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--version"])
    assert ended.value.code == 0
    assert capsys.readouterr().out == f"paintapp {__version__}\n"
    for arguments in (["--help"], *([command, "--help"] for command in module.COMMANDS)):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert ended.value.code == 0
        text = capsys.readouterr().out
        assert "example" in text and "paintapp" in text


def test_neither_help_nor_version_load_anything_heavy() -> None:
    done = paintapp("--version")
    assert (done.returncode, done.stdout) == (0, f"paintapp {__version__}\n")
    code = "import sys, paintapp.cli.main; print([m for m in sys.modules if m in "
    code += "('torch', 'PySide6', 'cv2', 'numpy', 'paintapp.app')])"
    import subprocess
    import sys

    from tests.cli.command import ROOT, environment

    found = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    assert found.stdout == "[]\n"


def test_values_that_begin_with_a_dash() -> None:
    assert module._joined(["--size", "-5x5", "--json", "--prompt", "-x"]) == [
        "--size=-5x5",
        "--json",
        "--prompt=-x",
    ]
    assert module._joined(["--prompt"]) == ["--prompt"]


def test_a_fault_of_ours_is_one_line(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(arguments: list[str]) -> int:
        raise ZeroDivisionError("no\nway")

    monkeypatch.setattr(module, "_run", fail)
    assert main([]) == 1
    line = capsys.readouterr().err
    assert line.count("\n") == 1 and "ZeroDivisionError: no way" in line
    assert "Traceback" not in line


@pytest.mark.parametrize(("raised", "code"), [(KeyboardInterrupt, 130), (MemoryError, 1)])
def test_exit_codes(
    raised: type[BaseException], code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(arguments: list[str]) -> int:
        raise raised

    monkeypatch.setattr(module, "_run", fail)
    assert main([]) == code
