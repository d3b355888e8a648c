"""Where a register lies: for whose eyes, and on a disk of this machine or a share where locks cannot be relied on."""

import os
import re
import stat
from contextlib import suppress
from pathlib import Path

FOLDER = "backups"
"""Where the backups of a register are, beside it."""

_MOUNTS = Path("/proc/self/mounts")
_SHARES = frozenset(
    {
        "9p",
        "afs",
        "afp",
        "beegfs",
        "ceph",
        "cifs",
        "coda",
        "davfs",
        "drvfs",
        "glusterfs",
        "gpfs",
        "lustre",
        "ncpfs",
        "nfs",
        "nfs4",
        "prl_fs",
        "smb2",
        "smb3",
        "smbfs",
        "vboxsf",
        "vmhgfs",
    }
)
_FUSE_SHARES = frozenset(
    {
        "fuse.ceph",
        "fuse.davfs2",
        "fuse.glusterfs",
        "fuse.gvfsd-fuse",
        "fuse.rclone",
        "fuse.s3fs",
        "fuse.sshfs",
        "fuse.vmhgfs-fuse",
    }
)


_OTHERS = stat.S_IRWXG | stat.S_IRWXO


def exposed(path: Path) -> tuple[Path, ...]:
    """Return what others than the owner may use of a register: itself, its backups, and folders they may write to."""
    if os.name == "nt":
        # Windows keeps its permissions elsewhere, and shows all files as open to all
        return ()
    folder = path.parent / FOLDER
    files = [
        path,
        *(path.with_name(path.name + end) for end in ("-wal", "-shm")),
        *sorted(folder.glob("*.*")),
    ]
    return (
        *(each for each in files if _mode(each) & _OTHERS),
        *(each for each in (path.parent, folder) if _mode(each) & stat.S_IWOTH),
    )


def _mode(path: Path) -> int:
    """Return the permissions of a path, none where it is not there."""
    with suppress(OSError):
        return stat.S_IMODE(path.stat().st_mode)
    return 0


def network_share(path: Path, mounts: str | None = None) -> str | None:
    """Return the type of the network share that a path lies on; None where it lies on none, or that cannot be known.

    `mounts` is a table of mounts as Linux has it; without one the machine's own is read.
    """
    if mounts is None:
        mounts = ""
        with suppress(OSError):
            mounts = _MOUNTS.read_text(errors="replace")
    place, nearest, found = path.resolve(), -1, ""
    for line in mounts.splitlines():
        _, _, rest = line.partition(" ")
        folder, _, rest = rest.partition(" ")
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), folder))
        # a later mount on the same folder hides the earlier one
        if (place == point or point in place.parents) and len(point.parts) >= nearest:
            nearest, found = len(point.parts), rest.partition(" ")[0]
    return found if found in _SHARES | _FUSE_SHARES else None
