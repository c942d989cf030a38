"""The shape of the code: who may know whom, and how much one has to read at once."""

import ast
import subprocess
import sys
from pathlib import Path
from statistics import median

ROOT = Path(__file__).parent.parent
MODULES = sorted((ROOT / "kg").rglob("*.py"))


def test_imports_run_downwards() -> None:
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_page_of_functions_can_be_read_in_one_sitting() -> None:
    lengths = sorted(
        node.end_lineno - node.body[0].lineno + 1
        for module in MODULES
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    )
    assert median(lengths) <= 7
    assert lengths[len(lengths) * 9 // 10] <= 17


def test_every_module_says_what_it_is_for() -> None:
    assert not [
        module.name for module in MODULES if not ast.get_docstring(ast.parse(module.read_text(encoding="utf-8")))
    ]


def test_nothing_depends_on_the_clock_or_on_chance() -> None:
    """The same input gives the same bytes. Clocks tell how long a build took and wait for servers, and that is all."""
    forbidden = {"random", "secrets", "uuid", "time", "datetime.now", "datetime.today"}
    allowed = {"kg/cli/build.py", "kg/stores.py"}
    found = [
        f"{module.relative_to(ROOT).as_posix()} {name}"
        for module in MODULES
        for name in imported(module)
        if name in forbidden and module.relative_to(ROOT).as_posix() not in allowed
    ]
    assert found == []


def imported(module: Path) -> set[str]:
    tree = ast.parse(module.read_text(encoding="utf-8"))
    plain = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    return plain | {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module}
