"""The work lists of a sweep: what IT is to destroy, as a workbook to fill in and as JSON."""

import json
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from kvkkctl import output, sealing
from kvkkctl.commands import shapes
from kvkkctl.commands.framework import numbered
from kvkkctl.errors import FileProblem
from kvkkctl.files import final, whole_file
from kvkkctl.models import DestructionRun, HoldingState
from kvkkctl.rendering import as_json_list
from kvkkctl.retention import Numbered, Sweep, Task
from kvkkctl.snapshot import Snapshot
from kvkkctl.text import Text, ranges

_OPENING, _BETWEEN = re.compile(r"\s*\[\s*"), re.compile(r"[\s,]*")


def write(found: Sweep, snapshot: Snapshot, run: DestructionRun | None, work_list: Path | None) -> None:
    """Write the work list where one is missing, or has not all that has to go; what is there may be filled in by now.

    The JSON is first and says what its workbook holds: wherever the job was stopped, the next run ends it.
    """
    path = work_list or Path("exports") / f"imha-{found.day.isoformat()[:7]}.xlsx"
    wanted = frozenset(snapshot.holdings[number].ref for number, _ in found.of(Task.DESTROY))
    while run is not None:
        # a name is chosen before looking what is listed: a list that another sweep writes meanwhile is seen by then
        free = next(each for each in numbered(path) if _is_free(each) and _listed(each) in (None, wanted))
        if wanted <= (there := _on_lists(path)):
            _warn(there - wanted, snapshot)
            return
        if _listed(free) is None and not _made(
            free.with_suffix(".json"), partial(_tell, found, snapshot, run)
        ):
            continue
        if _made(free, partial(_fill, found, snapshot, run)):
            output.written(free)
            if free != path:
                output.note(
                    Text("All that is still open is on it, also what earlier lists of that day name.")
                )
            _warn(there - wanted, snapshot)
            return


def _is_free(path: Path) -> bool:
    """Say whether a name is nobody's; a link that leads nowhere is somebody's."""
    return not (path.exists() or path.is_symlink())


def _warn(no_longer: set[str], snapshot: Snapshot) -> None:
    """Say what was handed out to be destroyed and may not go any longer."""
    kept = [
        each.ref
        for each in snapshot.holdings.values()
        if each.ref in no_longer and each.state is HoldingState.KEPT
    ]
    if kept:
        output.note(
            Text(
                "On a work list for that day, and not to be destroyed any longer: {holdings}. Tell who has the list.",
                holdings=ranges(kept),
            )
        )


def _tell(found: Sweep, snapshot: Snapshot, run: DestructionRun, path: Path) -> None:
    rows = (row(Task.DESTROY, each, snapshot, run) for each in found.of(Task.DESTROY))
    with whole_file(path) as draft, draft.open("w", encoding="utf8") as file:
        file.writelines(as_json_list(rows))


def _fill(found: Sweep, snapshot: Snapshot, run: DestructionRun, path: Path) -> None:
    from kvkkctl.workbook.destruction_book import write_work_list

    write_work_list(path, snapshot, run, found.of(Task.DESTROY))


def _made(path: Path, write: Callable[[Path], None]) -> bool:
    """Write a file that is not there; say whether no other sweep has written it meanwhile. Raises FileProblem."""
    try:
        write(path)
    except FileProblem:
        if not final(path).exists():
            raise
        return False
    return True


def _on_lists(path: Path) -> set[str]:
    """Return what is on the work lists of that name, also with numbers."""
    name = re.compile(rf"{re.escape(path.stem)}(-\d+)?{re.escape(path.suffix)}")
    there = [each for each in path.parent.glob(f"*{path.suffix}") if name.fullmatch(each.name)]
    return {holding for each in there for holding in _listed(each) or ()}


def _listed(path: Path) -> frozenset[str] | None:
    """Return what is on a work list by the JSON beside it: None where that is missing, nothing where it is no list.

    Raises BadValue, FileProblem for one that is encrypted, where its passphrase is not known.
    """
    plain = path.with_suffix(".json")
    try:
        content = next(each for each in (plain, sealing.sealed_name(plain)) if each.exists()).read_bytes()
        if sealing.is_sealed(content):
            content = sealing.unsealed(content, plain)
        return frozenset(str(row["holding"]) for row in _rows(content.decode("utf-8-sig")))
    except StopIteration:
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()


def _rows(text: str) -> Iterator[Any]:
    """Yield the elements of a list in JSON, one at a time: there may be a million. Raises ValueError."""
    decoder, opening = json.JSONDecoder(), _OPENING.match(text)
    if opening is None:
        raise ValueError(text[:1])
    at = opening.end()
    while text[at : at + 1] != "]":
        row, at = decoder.raw_decode(text, at)
        yield row
        at = _BETWEEN.match(text, at).end()  # type: ignore[union-attr]  # it matches nothing too


def row(task: Task, of: Numbered, snapshot: Snapshot, run: DestructionRun | None) -> dict[str, Any]:
    """A row of a sweep as scripts read it."""
    number, due = of
    holding = snapshot.holdings[number]
    shape = {
        "task": task.value,
        "holding": holding.ref,
        **{name: getattr(holding, name) for name in ("label", "medium", "location", "reference", "quantity")},
        **shapes.due(due),
        "hold_reason": holding.hold_reason,
        "hold_owner": holding.hold_owner,
        "hold_review": shapes.plain(holding.hold_review),
        "run": run.ref if run else None,
        "run_day": shapes.plain(run.day) if run else None,
    }
    why = shape.pop("why")
    return {**shape, "why": why}
