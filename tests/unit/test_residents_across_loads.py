"""A silent file of residents that was loaded alone is understood once its companions come."""

from __future__ import annotations

from pathlib import Path

from data_access.ingest.loading.load import load
from tests.unit.files import OURS
from tests.unit.test_residents_reader import five_years


def test_a_file_nobody_could_use_is_read_again_beside_the_others(tmp_path: Path) -> None:
    contents = {"men.csv": five_years(49, 15), "women.csv": five_years(50, 30), "all.csv": five_years(99, 45)}
    for name, content in contents.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    (tmp_path / "postcodes.csv").write_text("ZZ1 1AA,10,537484,172002,E92000001,,,,E09000023,E05013714\n", encoding="utf-8")
    store = tmp_path / "store"

    alone = load([tmp_path / "men.csv", tmp_path / "postcodes.csv"], store, OURS)
    assert [file.fate for file in alone.files] == ["known, not used yet", "loaded"]

    again = load([tmp_path / "men.csv"], store, OURS)
    assert again.snapshot == ""

    together = load([tmp_path / name for name in contents], store, OURS)
    assert [file.fate for file in together.files] == ["loaded"] * 3
    assert load([tmp_path / name for name in contents], store, OURS).snapshot == ""
