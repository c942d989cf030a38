"""Pages in the system's Chromium with the network cut: a request to elsewhere or a complaint fails the test."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
ARGUMENTS = [
    "--no-sandbox",  # the tests' pages are our own, and inside a container there is no other way
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
MISSING = "needs Chromium and playwright: apt install chromium fonts-noto-cjk, pip install playwright"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium() -> Iterator[object]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        _missing()
    if not CHROMIUM:
        _missing()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


def _missing(what: str = MISSING) -> None:
    if os.environ.get("CI") == "true":
        pytest.fail(what)
    pytest.skip(what)


@pytest.fixture
def serious() -> Callable[[Any], list[str]]:
    """Return a function that lists what axe-core calls serious or critical on a page, with the elements."""
    try:
        from axe_playwright_python.sync_playwright import Axe
    except ImportError:
        _missing("needs axe-core: pip install axe-playwright-python")

    def found(page: Any) -> list[str]:
        report = Axe().run(page).response
        assert report["passes"], "axe-core looked at nothing"
        return [
            f"{violation['id']}: {node['html'][:160]} {node.get('failureSummary', '')}"
            for violation in report["violations"]
            if violation["impact"] in {"serious", "critical"}
            for node in violation["nodes"]
        ]

    return found


@pytest.fixture
def open_page(chromium: object) -> Iterator[Callable[..., object]]:
    """Return a function that opens a file and returns playwright's page; what the page complains of fails the test."""
    complaints: list[str] = []
    contexts = []

    def opened(path: Path, address: str = "", **settings: object) -> object:
        settings = {"viewport": {"width": 1280, "height": 800}, "offline": True, **settings}
        context = chromium.new_context(**settings)
        contexts.append(context)
        context.grant_permissions(["clipboard-read", "clipboard-write"])
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda m: complaints.append(m.text) if m.type in {"error", "warning"} else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on(
            "request", lambda r: None if r.url.startswith(("file:", "blob:", "data:")) else complaints.append(r.url)
        )
        page.on("dialog", lambda dialog: (complaints.append(dialog.message), dialog.dismiss()))
        page.goto(path.as_uri() + address)
        if path.name == "graph.html":
            page.wait_for_selector("html[data-ready]", state="attached")
        return page

    yield opened
    for context in contexts:
        context.close()
    assert complaints == []
