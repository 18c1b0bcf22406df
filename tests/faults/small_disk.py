"""A load on a disk with little room: run inside a mount namespace of its own, where a small tmpfs can be mounted.

python -m tests.faults.small_disk BASE FILES MOUNT ROOM INODES

copies the store BASE onto MOUNT, leaves ROOM bytes and INODES new files free,
loads FILES, makes room again, and loads them once more. What each load said
and left is printed as JSON.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from data_access import seals, snapshot
from data_access.ingest.stored import whole
from tests.patience import PATIENCE_S

PLENTY = 64 << 20
PAGE = 4096


def namespace() -> list[str]:
    """The command that gives what follows a mount namespace of its own, also where nobody is root; [] where there is none."""
    alone = ["unshare", "--user", "--map-root-user", "--mount"]
    if shutil.which("unshare") is None:
        return []
    tried = subprocess.run([*alone, "mount", "-t", "tmpfs", "none", "/mnt"], capture_output=True, check=False, timeout=PATIENCE_S)
    return alone if tried.returncode == 0 else []


def mounted(mount: Path, size: int, inodes: int) -> None:
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size},nr_inodes={inodes}", "none", str(mount)], check=True)


def remounted(mount: Path, size: int, inodes: int) -> None:
    subprocess.run(["mount", "-o", f"remount,size={size},nr_inodes={inodes}", str(mount)], check=True)


def used(mount: Path) -> tuple[int, int]:
    """Bytes and files in use."""
    told = os.statvfs(mount)
    return (told.f_blocks - told.f_bfree) * told.f_frsize, told.f_files - told.f_ffree


def loaded(files: Path, store: Path) -> dict[str, object]:
    """One load by the command, and what it left."""
    command = [sys.executable, "-m", "data_access.ingest", str(files), "--store", str(store)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE_S)
    return {
        "code": ended.returncode,
        "said": ended.stdout + ended.stderr,
        "current": snapshot.current(store).name,
        "whole": whole.health(store).whole,
        "work": sorted(path.name for path in (store / "work").iterdir()),
        "unsealed": [path.name for path in snapshot.kept(store) if not seals.of(path).exists()],
        "strays": sorted(path.name for path in store.iterdir() if path.name == "CURRENT.new"),
    }


def main() -> None:
    base, files, mount = map(Path, sys.argv[1:4])
    room, inodes = map(int, sys.argv[4:6])
    mounted(mount, PLENTY, 1_000)
    store = Path(shutil.copytree(base, mount / "store"))
    before = snapshot.current(store).name
    full, many = used(mount)
    remounted(mount, (full + room) // PAGE * PAGE, many + inodes)
    short = loaded(files, store)
    remounted(mount, PLENTY, 1_000)
    print(json.dumps({"before": before, "short": short, "again": loaded(files, store)}))


if __name__ == "__main__":
    main()
