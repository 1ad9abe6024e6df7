"""A lane: a queue of work and the named threads that empty it."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable

type Work = Callable[[], None]


class Lane:
    """Runs what is put in, first in first out; threads start with the first work."""

    def __init__(self, name: str, *, threads: int) -> None:
        self._name, self._size = name, threads
        self._threads: list[threading.Thread] = []
        self._waiting: deque[Work] = deque()
        self._idle = 0
        self._closed = False
        self._changed = threading.Condition()

    def put(self, work: Work) -> None:
        """Queue one piece of work, which handles its own errors; ignored once the lane is closed."""
        with self._changed:
            if self._closed:
                return
            self._waiting.append(work)
            if self._idle < len(self._waiting) and len(self._threads) < self._size:
                name = f"{self._name}-{len(self._threads) + 1}" if self._size > 1 else self._name
                thread = threading.Thread(target=self._loop, name=name, daemon=True)
                self._threads.append(thread)
                thread.start()
            self._changed.notify()

    def stop(self, *, drop: bool) -> None:
        """Close the lane and wait for its threads; ``drop`` forgets what has not begun."""
        with self._changed:
            self._closed = True
            if drop:
                self._waiting.clear()
            self._changed.notify_all()
        for thread in self._threads:
            thread.join()

    def _loop(self) -> None:
        while True:
            with self._changed:
                while not self._waiting:
                    if self._closed:
                        return
                    self._idle += 1
                    self._changed.wait()
                    self._idle -= 1
                work = self._waiting.popleft()
            work()
            del work
