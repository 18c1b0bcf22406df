"""How does a store come to hold the demonstration borough?"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from data_access import snapshot
from data_access.errors import BadInput
from data_access.ingest.loading.load import LoadReport, Options, load
from data_access.sample.borough import BOROUGH, NAME
from data_access.sample.files import TRUTH, write_files
from data_access.settings import Settings
from data_access.warehouse import Warehouse


def build(store: Path, settings: Settings, *, files: Path | None = None, say: Callable[[str], None] = lambda _: None) -> Path:
    """Make the files, load them into ``store`` as its demonstration, and give the snapshot's path.

    The files stay in ``files`` where it is given; the planted truth stays in
    the store. BadInput where the store holds real data, or the partnership is
    not the demonstration's borough.
    """
    refuse_unsuitable(store, settings)
    store.mkdir(parents=True, exist_ok=True)
    with _kept_or_passing(files, store) as folder:
        loaded = write_files(folder, say)
        say("loading")
        report = load([loaded], store, settings, options=Options(scope=BOROUGH, demonstration=True))
        refuse_incomplete(report)
        shutil.copyfile(folder / TRUTH, store / TRUTH)
    return snapshot.current(store)


@contextmanager
def _kept_or_passing(files: Path | None, store: Path) -> Iterator[Path]:
    """The folder asked for, or one inside the store that is removed again."""
    if files is not None:
        yield files
        return
    with tempfile.TemporaryDirectory(prefix="demonstration-", dir=store) as folder:
        yield Path(folder)


def refuse_unsuitable(store: Path, settings: Settings) -> None:
    """Stop before anything is written: real data is never mixed with invented, nor one borough with another."""
    if settings.borough != BOROUGH:
        do = "load your own files with python -m data_access.ingest"
        raise BadInput(f"The demonstration is of {NAME} ({BOROUGH}), and this is {settings.name} ({settings.borough}).", do=do)
    if snapshot.exists(store) and not Warehouse(store).provenance.demonstration:
        do = "choose another folder with --store"
        raise BadInput(f"{store} holds real data: the demonstration's would be mixed into it.", do=do)


def refuse_incomplete(report: LoadReport) -> None:
    """The demonstration's own files are always read whole: anything else is told as it is, by the first refusal."""
    if report.refused:
        raise report.refused[0]
