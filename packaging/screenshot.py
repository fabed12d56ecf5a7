"""Makes the README's screenshot: a real session in the real window, with the starter model.

Opens the bundled sketch, generates from it, applies the first result, generates over a selection,
and grabs the window. Run it from the repository:
``python packaging/screenshot.py docs/session.png``.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

SIZE = (1440, 900)
PATIENCE = 240.0


def main(output: Path) -> int:
    """Write the screenshot; 0 when it shows a generated layer."""
    home = tempfile.mkdtemp(prefix="paintapp-screenshot-")
    for name in ("CONFIG", "DATA", "CACHE", "STATE"):
        os.environ[f"XDG_{name}_HOME"] = str(Path(home) / name.lower())

    import qasync
    from PySide6.QtWidgets import QApplication

    from paintapp.app import Session
    from paintapp.document import Rect
    from paintapp.painting import selection
    from paintapp.ui import theme, welcome
    from paintapp.ui.preferences import Preferences

    application = QApplication.instance() or QApplication(sys.argv)
    assert isinstance(application, QApplication)
    theme.apply(application)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    session = Session(loop, Preferences())
    window, editor, controller = session.window, session.editor, session.window.generate

    def live(done: Callable[[], object]) -> None:
        deadline = time.monotonic() + PATIENCE
        while not done() and time.monotonic() < deadline:
            application.processEvents()
            loop.call_soon(loop.stop)
            loop.run_forever()
            time.sleep(0.005)
        assert done(), "the session came to a halt"

    def pause(seconds: float) -> None:
        end = time.monotonic() + seconds
        live(lambda: time.monotonic() > end)

    def apply_first(count: int) -> None:
        results = controller.results.list
        live(lambda: results.rowCount() >= count and not controller.queue)
        before = editor.document
        entry = results.entry(results.index(0))
        assert entry is not None
        controller.results.apply(entry.id)
        live(lambda: editor.document is not before)

    window.resize(*SIZE)
    window.show()
    welcome.prepare(controller)
    window.waiting.start(window.brush_presets.load())
    session.client.start()
    pause(1)
    controller.generate()
    live(lambda: controller.results.list.rowCount() >= 2)
    apply_first(2)
    bounds = editor.document.bounds
    side = bounds.width
    sky = selection.ellipse(Rect(*bounds), (0.04 * side, 0.06 * side, 0.34 * side, 0.3 * side))
    editor.apply("Ellipse", type(editor.document).with_selection, sky)
    controller.choose(intent="add")
    controller.set_prompt("a white cloud in a blue sky")
    pause(0.5)
    controller.generate()
    apply_first(4)
    pause(1.5)
    output.parent.mkdir(parents=True, exist_ok=True)
    saved = window.grab().save(str(output))
    window._may_close = True
    window.close()
    session.close()
    return 0 if saved else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/session.png")))
