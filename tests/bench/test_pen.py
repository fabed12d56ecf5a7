"""The pen's measurement measures what it says."""

from __future__ import annotations

from paintapp.bench import pen


def test_times_are_of_events_that_draw_and_nothing_is_left_behind(qapp) -> None:
    with pen._Session((512, 512), 3) as session:
        before = session.editor.document
        painted: list[int] = []
        session.editor.document_changed.append(lambda old, new: painted.append(1))
        times = session.times(8, 15)
        assert len(times) == 15
        assert all(0 < seconds < 10 for seconds in times)
        assert len(painted) > 15
        assert session.editor.document is before
        assert not session.canvas.behind


def test_the_document_is_painted_all_over() -> None:
    document = pen.painted_document((2048, 1024), 4)
    assert len(document.layers) == 4
    for layer in document.layers:
        assert len(layer.pixels.tiles) == 32 * 16
    assert len({id(layer.pixels.tile((0, 0))) for layer in document.layers}) == 4


def test_a_document_of_many_layers_shares_what_is_alike() -> None:
    document = pen.painted_document((256, 128), 25)
    assert len(document.layers) == 25
    assert len({layer.id for layer in document.layers}) == 25
    assert len({id(layer.pixels) for layer in document.layers}) == 10
    opaque = [bool((layer.pixels.tile((0, 0))[..., 3] == 65535).all()) for layer in document.layers]
    assert opaque == [True] + [False] * 24
