"""How far a long work is: a bar on a terminal, nothing anywhere else, and every item passed on."""

import os
import pty
import sys
import time
from io import StringIO

from hypothesis import given
from hypothesis import strategies as st

from kvkkctl.progress import Progress
from kvkkctl.text import Text

LABEL = Text("Reading {file}", file="a[1].xlsx")


@given(st.lists(st.integers()))
def test_every_item_is_passed_on_in_order(items):
    with Progress() as progress:
        assert list(progress.tracked(iter(items), LABEL)) == items


class Terminal:
    """A terminal in the place of stderr, and what was written to it."""

    def __init__(self, monkeypatch):
        self._ours, theirs = pty.openpty()
        self._stream = os.fdopen(theirs, "w", encoding="utf8")
        monkeypatch.setattr(sys, "stderr", self._stream)
        monkeypatch.setenv("TERM", "xterm")

    def written(self):
        self._stream.write("end")
        self._stream.close()
        found = b""
        while not found.endswith(b"end"):
            found += os.read(self._ours, 1 << 16)
        os.close(self._ours)
        return found.decode("utf8").removesuffix("end")


def slowly(number, seconds):
    with Progress() as progress:
        for each in progress.tracked(range(number), LABEL):
            if not each:
                time.sleep(seconds)
            yield each


def test_a_bar_shows_on_a_terminal_once_it_takes_long(monkeypatch):
    terminal = Terminal(monkeypatch)
    assert list(slowly(1000, 1.5)) == list(range(1000))
    # a name of a file is no markup
    assert "Reading a(1].xlsx" in terminal.written()


def test_what_is_quick_shows_none(monkeypatch):
    terminal = Terminal(monkeypatch)
    assert list(slowly(1000, 0)) == list(range(1000))
    assert terminal.written() == ""


def test_no_bar_where_nobody_looks(monkeypatch):
    stream = StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    assert len(list(slowly(1000, 1.5))) == 1000
    assert stream.getvalue() == ""


def test_the_bar_goes_when_the_work_stops_early(monkeypatch):
    terminal = Terminal(monkeypatch)
    for each in slowly(1000, 1.5):
        if each == 600:
            break
    assert terminal.written().count("\x1b[?25h") == 1
