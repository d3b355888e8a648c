"""Processes of kvkkctl that are killed at some moment of their work."""

import os
import signal
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path


def kvkkctl_process(line: list[str], folder: Path) -> int:
    """Start a process of its own that runs kvkkctl in a folder; it has loaded its libraries already."""
    pid = os.fork()
    if pid:
        return pid
    try:
        os.chdir(folder)
        nowhere = os.open(os.devnull, os.O_RDWR)
        for stream in (0, 1, 2):
            os.dup2(nowhere, stream)
        sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf8")  # noqa: SIM115, PTH123 (ends with the process)
        from kvkkctl.cli import app

        app(line, prog_name="kvkkctl")
    except SystemExit as done:
        os._exit(done.code if isinstance(done.code, int) else 1)
    finally:
        os._exit(99)


def ended(pid: int) -> int:
    """Wait for a process and return its exit code, negative for the signal that ended it."""
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


def duration(line: list[str], folder: Path) -> float:
    """Return how long a command takes that is left alone."""
    start = time.perf_counter()
    code = ended(kvkkctl_process(line, folder))
    assert code in {0, 4}, f"{line}: exit {code}"
    return time.perf_counter() - start


def killed_after(seconds: float, line: list[str], folder: Path) -> bool:
    """Run a command, kill it after so long, and say whether it was still at work."""
    pid = kvkkctl_process(line, folder)
    time.sleep(seconds)
    os.kill(pid, signal.SIGKILL)
    return ended(pid) == -signal.SIGKILL


@dataclass
class Tally:
    """What came of the processes that were killed."""

    tried: int = 0
    killed: int = 0
    opened: int = 0
    verified: int = 0
    before: int = 0
    after: int = 0
    torn: list[str] = field(default_factory=list)

    @property
    def lost(self) -> int:
        """Registers that are neither as they were before nor as they were to be, and files half written."""
        return len(self.torn)

    def __str__(self) -> str:
        """Return the counts in one line."""
        return (
            f"tried {self.tried}, killed at work {self.killed}, opened {self.opened}, verified {self.verified}, "
            f"before {self.before}, after {self.after}, lost {self.lost}"
        )
