"""The first job without a display."""

from __future__ import annotations

from pathlib import Path

from paintapp.document import RasterLayer
from paintapp.formats import open_document
from paintapp.generation.models import starter_folder
from paintapp.generation.place import layer_generation
from paintapp.resources import resource
from tests.cli.command import paintapp


def test_without_a_display_the_sketch_is_refined(tmp_path: Path) -> None:
    done = paintapp(folder=tmp_path, timeout=300)
    path = tmp_path / "paintapp-welcome.ora"
    assert "There is no display" in done.stderr
    assert "Traceback" not in done.stderr
    if not (starter_folder() / "model_index.json").exists():  # a checkout without weights
        assert done.returncode == 2 and "starter model is missing" in done.stderr
        assert not path.exists()
        return
    assert done.returncode == 0, done.stderr
    assert str(path) in done.stdout
    document = open_document(path)
    sketch = open_document(resource("sketches/welcome.png"))
    assert (document.width, document.height) == (sketch.width, sketch.height)
    lower, upper = document.layers
    assert isinstance(lower, RasterLayer) and isinstance(upper, RasterLayer)
    assert isinstance(sketch.layers[0], RasterLayer)
    assert lower.pixels == sketch.layers[0].pixels
    record = layer_generation(upper)
    assert record is not None
    assert (record.request.task, record.request.model) == ("image", "starter")
    assert upper.pixels.bounds() == document.bounds and upper.pixels != lower.pixels
