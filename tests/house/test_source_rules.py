"""The rules a tool can read off the source: each holds here, and each catches a planted mistake."""

from __future__ import annotations

import pytest

from tests.house import boundaries, manner
from tests.house.conftest import Plant
from tests.house.tree import TOP, Rule

RULES: tuple[Rule, ...] = (
    boundaries.callbacks_are_registered_on_the_app,
    boundaries.closed_doors_stay_closed,
    boundaries.no_any_in_our_signatures,
    boundaries.no_error_is_swallowed,
    boundaries.nothing_imports_app,
    boundaries.only_disclosure_releases,
    boundaries.only_the_warehouse_connects,
    manner.callbacks_are_glue,
    manner.colours_live_in_the_tokens,
    manner.files_are_short,
    manner.functions_are_short,
    manner.names_say_something,
    manner.nothing_is_loaded_from_outside,
    manner.the_project_speaks_of_itself,
)

_BODY = "\n".join(f"    x{n} = {n}" for n in range(40))
_INNER = "\n".join(f"    def g{n}():\n        return {n}" for n in range(30))
_GLUE = "\n".join(f"        x{n} = {n}" for n in range(15))
_REGISTER = "def register(app):\n    @app.callback(1)\n    def draw_ranking(search):\n"

# Rule, file, a mistake, and the same thing done well.
PLANTED: tuple[tuple[Rule, str, str, str], ...] = (
    (boundaries.nothing_imports_app, "callbacks/a.py", "from app import create_app\n", "from dash import Dash\n"),
    (boundaries.nothing_imports_app, "data_access/a.py", "import app\n", "import application\n"),
    (boundaries.only_the_warehouse_connects, "data_access/report.py", "import duckdb\n", "from data_access import warehouse\n"),
    (
        boundaries.only_the_warehouse_connects,
        "data_access/exports.py",
        "import sqlalchemy as sa\nengine = sa.create_engine('duckdb:///x')\n",
        "import sqlalchemy as sa\nquestion = sa.select(1)\n",
    ),
    (
        boundaries.only_disclosure_releases,
        "layouts/pages/explore.py",
        "from data_access import released\nanswer = released.Released((), ())\n",
        "from data_access.released import Released\ndef title(answer: Released) -> str: ...\n",
    ),
    (boundaries.callbacks_are_registered_on_the_app, "callbacks/a.py", "from dash import callback\n", "from dash import Input\n"),
    (
        boundaries.callbacks_are_registered_on_the_app,
        "callbacks/a.py",
        "import dash\n@dash.callback(1)\ndef f(): ...\n",
        "def register(app):\n    @app.callback(1)\n    def f(): ...\n",
    ),
    (
        boundaries.closed_doors_stay_closed,
        "callbacks/a.py",
        "app.callback(1, background=True)\n",
        "app.callback(1, prevent_initial_call=True)\n",
    ),
    (boundaries.closed_doors_stay_closed, "app.py", "app = Dash(enable_mcp=True)\n", "app = Dash(title='Lion')\n"),
    (boundaries.closed_doors_stay_closed, "callbacks/a.py", "app.callback(1, api_endpoint='/x')\n", "app.callback(1)\n"),
    (
        boundaries.closed_doors_stay_closed,
        "app.py",
        "from dash import DiskcacheManager\nm = DiskcacheManager(1)\n",
        "from dash import Dash\nm = Dash()\n",
    ),
    (
        boundaries.no_error_is_swallowed,
        "geo/a.py",
        "try:\n    f()\nexcept:\n    g()\n",
        "try:\n    f()\nexcept ValueError:\n    g()\n",
    ),
    (
        boundaries.no_error_is_swallowed,
        "geo/a.py",
        "try:\n    f()\nexcept Exception:\n    g()\n",
        "try:\n    f()\nexcept Exception:\n    g()\n    raise\n",
    ),
    (
        boundaries.no_error_is_swallowed,
        "tests/a.py",
        "for x in y:\n    try:\n        f()\n    except (ValueError, KeyError):\n        continue\n",
        "for x in y:\n    try:\n        f()\n    except (ValueError, KeyError) as error:\n        note(error)\n",
    ),
    (boundaries.no_error_is_swallowed, "geo/a.py", "with suppress(Exception):\n    f()\n", "with suppress(KeyError):\n    f()\n"),
    (boundaries.no_any_in_our_signatures, "geo/a.py", "def f(x: Any) -> int: ...\n", "def f(x: object) -> int: ...\n"),
    (manner.files_are_short, "layouts/a.py", "x = 1\n" * 301, "x = 1\n" * 300),
    (manner.files_are_short, "assets/map.js", "x = 1;\n" * 301, "x = 1;\n" * 300),
    (manner.functions_are_short, "geo/a.py", f"def f():\n{_BODY}\n", f"def f():\n{_INNER}\n    return 1\n"),
    (manner.callbacks_are_glue, "callbacks/a.py", f"{_REGISTER}{_GLUE}\n", f"{_REGISTER}        return 1\n"),
    (manner.names_say_something, "data_access/a.py", "def get_rows(): ...\n", "def rows(): ...\n"),
    (manner.names_say_something, "data_access/utils.py", "", ""),
    (manner.names_say_something, "data_access/a.py", "wards_df = 1\n", "wards = 1\n"),
    (manner.colours_live_in_the_tokens, "layouts/a.py", "ink = '#12436D'\n", "anchor = '#main-content'\n"),
    (manner.colours_live_in_the_tokens, "assets/page.css", "a { color: rgb(1, 2, 3) }\n", "a { color: var(--ink) }\n"),
    (manner.colours_live_in_the_tokens, "assets/map.js", "const ink = '#fff';\n", "const ink = token('--ink');\n"),
    (
        manner.nothing_is_loaded_from_outside,
        "assets/page.css",
        "@import url(//fonts.example.com/a.css);\n",
        "@import url(tokens.css);\n",
    ),
    (manner.nothing_is_loaded_from_outside, "assets/map.js", "fetch('https://tiles.example.com/1')\n", "fetch('/shapes/ward')\n"),
    (
        manner.nothing_is_loaded_from_outside,
        "layouts/a.py",
        "dl.TileLayer(url='https://tile.example.org/{z}')\n",
        "html.A(href='https://data.police.uk/')\n",
    ),
    (manner.the_project_speaks_of_itself, "docs/a.md", "as asked in issue" + " 2\n", "as the glossary says\n"),
    (manner.the_project_speaks_of_itself, "geo/a.py", "# copied from /" + "work/x\n", "# STORE/work/ holds builds\n"),
    (manner.the_project_speaks_of_itself, "README.md", "see https://tracker.internal/1\n", "see https://data.police.uk/\n"),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_this_project_keeps_the_rule(rule: Rule) -> None:
    assert rule(TOP) == []


@pytest.mark.parametrize(
    ("rule", "name", "mistake", "well"), PLANTED, ids=[f"{each[0].__name__}-{n}" for n, each in enumerate(PLANTED)]
)
def test_a_planted_mistake_is_found_and_named(rule: Rule, name: str, mistake: str, well: str, plant: Plant) -> None:
    found = rule(plant(name, mistake))
    assert found
    assert all(sentence.startswith(name) for sentence in found)


@pytest.mark.parametrize(
    ("rule", "name", "mistake", "well"), PLANTED, ids=[f"{each[0].__name__}-{n}" for n, each in enumerate(PLANTED)]
)
def test_the_same_thing_done_well_passes(rule: Rule, name: str, mistake: str, well: str, plant: Plant) -> None:
    if name.endswith("utils.py"):
        name = "data_access/words.py"
    assert rule(plant(name, well)) == []


def test_every_rule_has_a_planted_mistake() -> None:
    assert {rule.__name__ for rule in RULES} == {rule.__name__ for rule, *_ in PLANTED}
