"""That work goes on: a bar on a terminal, once the work has taken a second, and nothing anywhere else."""

import sys
from collections.abc import Iterable, Iterator
from threading import RLock, Timer
from types import TracebackType
from typing import Any, Self, TypeVar

from kvkkctl.i18n import tr
from kvkkctl.rendering import visible
from kvkkctl.text import Text

T = TypeVar("T")
_PATIENCE = 1.0
_STRIDE = 256


class Progress:
    """A bar on stderr that says what is being done; as a context manager it is gone at the end."""

    def __init__(self) -> None:
        self._lock = RLock()
        self._timer: Timer | None = None
        self._bar: Any = None
        self._task: Any = None
        self._label = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, _: object, __: BaseException | None, ___: TracebackType | None) -> None:
        self.pause()

    def says(self, label: Text) -> None:
        """Begin with a piece of work that nobody knows the length of."""
        with self._lock:
            self._label = visible(tr(label)).replace("[", "(")
            if self._bar is not None:
                self._bar.update(self._task, description=self._label, total=None)
            elif self._timer is None and sys.stderr.isatty():
                self._timer = Timer(_PATIENCE, self._show)
                self._timer.daemon = True
                self._timer.start()

    def tracked(self, items: Iterable[T], label: Text) -> Iterator[T]:
        """Yield the items, and show how many of them are done."""
        found = list(items)
        yield from self._counted(found, len(found), label, _STRIDE)

    def streamed(self, items: Iterable[T], total: int, label: Text) -> Iterator[T]:
        """Yield large items as they come, about so many, and show how many of them are done."""
        return self._counted(items, total, label, 1)

    def _counted(self, items: Iterable[T], total: int, label: Text, stride: int) -> Iterator[T]:
        self.says(label)
        for done, item in enumerate(items):
            if not done % stride:
                with self._lock:
                    if self._bar is not None:
                        self._bar.update(self._task, completed=done, total=total)
            yield item

    def pause(self) -> None:
        """Take the bar away, so that something else can be printed."""
        with self._lock:
            if self._timer is not None:
                self._timer.cancel()
                self._timer = None
            if self._bar is not None:
                self._bar.stop()
                self._bar = None

    def _show(self) -> None:
        from rich.console import Console  # noqa: TID251 (a bar is no output: it is gone when the work is done)
        from rich.progress import Progress as Bar

        with self._lock:
            if self._timer is None:
                return
            console = Console(stderr=True, markup=False, emoji=False, highlight=False)
            self._bar = Bar(console=console, transient=True)
            self._task = self._bar.add_task(self._label, total=None)
            self._bar.start()
