"""What runs a gesture: it feeds the generator, and has the work done that it waits for."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from functools import partial

from paintapp.gesture import Gesture, Outcome, PointerEvent, TextInput, Together, Work, worked

Elsewhere = Callable[[Work, Callable[[], bool], Callable[[Outcome], None]], None]
"""Does a piece of work and hands over its outcome; the first callable says when it is no longer
wanted, the second takes the outcome, on the thread of the gesture."""


class GestureRunner:
    """Runs one gesture at a time.

    ``begin`` makes the gesture for a press, None when there is nothing to do. ``acted`` is called
    whenever the gesture has done something, ``ended`` when it no longer goes on, also by an error.
    """

    def __init__(
        self,
        begin: Callable[[PointerEvent], Gesture | None],
        acted: Callable[[], None],
        ended: Callable[[], None],
    ) -> None:
        self._begin = begin
        self._acted = acted
        self._ended = ended
        self._gesture: Gesture | None = None
        self._together = False
        """Whether the gesture waits for events together."""
        self._work: Work | None = None
        self._missed: deque[PointerEvent | TextInput] = deque()
        """What has come while the gesture waits for its work."""
        self.stepping = False
        """Whether the gesture is acting just now."""
        self.elsewhere: Elsewhere = _at_once
        """How work is done: at once, until a window has a thread for it."""

    @property
    def busy(self) -> bool:
        """Whether a gesture is going on."""
        return self._gesture is not None

    @property
    def waiting(self) -> bool:
        """Whether the gesture waits for its work."""
        return self._work is not None

    def start(self, press: PointerEvent) -> None:
        """Begin a gesture while none goes on; whatever it raises comes from here."""
        gesture = self._begin(press)
        if gesture is not None:
            self._gesture = gesture
            self._step(partial(next, gesture))

    def feed(self, events: Sequence[PointerEvent | TextInput]) -> None:
        """Give the gesture the events of a frame in their order; a press begins one.

        A gesture that takes them `TOGETHER` gets the moves at once.
        """
        index = 0
        while index < len(events):
            event, gesture = events[index], self._gesture
            count = 1
            if self._work is not None:
                self._missed.append(event)
            elif gesture is not None:
                if self._together:
                    count = _run_of_moves(events, index)
                    self._step(partial(gesture.send, tuple(events[index : index + count])))
                else:
                    self._step(partial(gesture.send, event))
            elif event.kind == "press":
                self.start(event)
            index += count

    def tell(self, event: PointerEvent) -> None:
        """Give the gesture something that is not of the pen; once while it waits for its work."""
        gesture = self._gesture
        if gesture is None or self.stepping:
            return
        if self._work is None:
            self._step(partial(gesture.send, (event,) if self._together else event))
        elif event not in self._missed:
            self._missed.append(event)

    def drop(self) -> bool:
        """Close the gesture that is going on; whether there was one."""
        gesture, self._gesture, self._work = self._gesture, None, None
        self._missed.clear()
        if gesture is None:
            return False
        gesture.close()
        self._ended()
        return True

    def work_here(self) -> None:
        """Do what the gesture waits for on this thread."""
        while (work := self._work) is not None:
            self._worked(work, worked(work, lambda: False))

    def _step(self, advance: Callable[[], object]) -> None:
        wanted: object = None
        self.stepping = True
        self._together = False
        try:
            wanted = advance()
        except StopIteration:
            self._gesture = None
            self._ended()
        except BaseException:
            self._gesture = None
            self._missed.clear()
            self._ended()
            raise
        finally:
            self.stepping = False
        self._acted()
        self._together = isinstance(wanted, Together)
        if isinstance(wanted, Work):
            self._work = work = wanted
            self.elsewhere(work, lambda: self._work is not work, partial(self._worked, work))

    def _worked(self, work: Work, outcome: Outcome) -> None:
        """Give the gesture what it has waited for; too late when it has been cancelled."""
        gesture = self._gesture
        if work is not self._work or gesture is None:
            return
        self._work = None

        def advance() -> object:
            try:
                result = outcome()
            except Exception as error:
                return gesture.throw(error)
            return gesture.send(result)

        self._step(advance)
        missed = tuple(self._missed)
        self._missed.clear()
        self.feed(missed)


def _at_once(work: Work, cancelled: Callable[[], bool], done: Callable[[Outcome], None]) -> None:
    done(worked(work, cancelled))


def _run_of_moves(events: Sequence[PointerEvent | TextInput], start: int) -> int:
    """How many events from one on are moves, and the one after them."""
    for index in range(start, len(events)):
        if events[index].kind != "move":
            return index - start + 1
    return len(events) - start
