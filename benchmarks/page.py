"""How long the page takes to be ready and how smoothly it is dragged, side by side with pyvis as it comes.

    python -m benchmarks.page 100 1000 5000 100000

For each number of nodes (with twice as many edges): seconds to write the page, its size, seconds until it is ready in
headless Chromium without a network, the processor seconds of the page's own thread until then (which other work on
the machine does not lengthen much), the longest pause, how long the first search takes to show a name when it
is typed at that moment, the longest pause while one then searches, goes to a node, filters, sorts the table and looks at
the map, and frames a second while the picture is dragged. Plain pyvis is measured up to 1,000 nodes; it gets a minute to
settle. The pauses are the browser's own long tasks.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.graphs import generated
from kg.page import write_page
from kg.page.network import VIS

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-quic"]
PLAIN = 1_000
PAUSES = """
window.pauses = [];
new PerformanceObserver(list => { for (const e of list.getEntries()) pauses.push(Math.round(e.duration)); })
  .observe({type: "longtask", buffered: true});
"""
SEARCH = """
async text => {
  const began = performance.now();
  document.querySelector("#query").value = text;
  document.querySelector("#query").dispatchEvent(new Event("input"));
  while (!document.querySelector("#suggestions li")) await new Promise(done => setTimeout(done, 2));
  return performance.now() - began;
}
"""
FRAMES = """
() => {
  window.frames_ = [];
  (function next(now) { frames_.push(now); requestAnimationFrame(next); })(performance.now());
}
"""


def main(sizes: list[int]) -> None:
    """Measure pages of ``sizes`` nodes and print a table."""
    from playwright.sync_api import sync_playwright

    print(
        "| page | nodes | written s | MB | ready s | processor s | pause opening ms | first search ms | pause in use ms | frames/s |"
    )
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        for size in sizes:
            data = generated(size, 2 * size)
            ours = Path(folder) / f"{size}.html"
            row("kg", size, timed(lambda data=data, path=ours: write_page(data, path)), ours, measured(browser, ours))
            if size <= PLAIN:
                plain = Path(folder) / f"plain{size}.html"
                row(
                    "pyvis",
                    size,
                    timed(lambda data=data, path=plain: pyvis_page(data, path)),
                    plain,
                    settled(browser, plain),
                )


def timed(action: Any) -> float:
    """Return how many seconds ``action`` takes."""
    started = time.perf_counter()
    action()
    return time.perf_counter() - started


def row(name: str, size: int, seconds: float, path: Path, figures: tuple[object, ...]) -> None:
    """Print one row of the table."""
    print(
        "|",
        " | ".join(map(str, (name, size, f"{seconds:.1f}", f"{path.stat().st_size / 1e6:.1f}", *figures))),
        "|",
        flush=True,
    )


def pyvis_page(data: Any, path: Path) -> None:
    """Write ``data`` as pyvis does by itself, but with the script in the page: there is no network here."""
    from pyvis.network import Network

    net = Network(directed=True, cdn_resources="in_line")
    for node, row_ in data.nodes(data=True):
        net.add_node(node, label=row_["label"])
    net.edges = [{"from": s, "to": t, "arrows": "to"} for s, t in data.edges()]
    html = net.generate_html()
    path.write_text(html.replace("<head>", f"<head><script>{VIS.read_text('utf-8')}</script>", 1), encoding="utf-8")


def measured(browser: Any, path: Path) -> tuple[object, ...]:
    """Return seconds and processor seconds to ready, the longest pause, milliseconds to a name, the longest pause, frames."""
    page, worked = opened(browser, path)
    page.wait_for_selector("html[data-ready]", state="attached", timeout=120_000)
    ready, processor = page.evaluate("performance.now()") / 1000, worked()
    found = page.evaluate(SEARCH, "szgxq")
    page.wait_for_timeout(3000)
    opening = page.evaluate("Math.max(0, ...pauses)")
    page.evaluate("pauses.length = 0")
    use(page)
    using = page.evaluate("Math.max(0, ...pauses)")
    return f"{ready:.1f}", f"{processor:.1f}", opening, f"{found:.0f}", using, f"{frames(page, '#graph'):.0f}"


def opened(browser: Any, path: Path) -> tuple[Any, Callable[[], float]]:
    """Return the page at ``path``, on its way, and a function that tells how many processor seconds it has worked."""
    page = browser.new_context(viewport={"width": 1400, "height": 900}, offline=True).new_page()
    page.add_init_script(PAUSES)
    tools = page.context.new_cdp_session(page)
    tools.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(path.as_uri(), wait_until="commit")

    def worked() -> float:
        metrics = {metric["name"]: metric["value"] for metric in tools.send("Performance.getMetrics")["metrics"]}
        return float(metrics["TaskDuration"])

    return page, worked


def use(page: Any) -> None:
    """Do what a reader does, with a second for each step to be followed."""
    steps: list[Callable[[], object]] = [
        lambda: page.fill("#query", "suzhou"),
        lambda: page.keyboard.press("Enter"),
        lambda: page.locator("#filters .choices input").first.uncheck(),
        lambda: page.click('[data-view="table"]'),
        lambda: page.click('[data-key="edges"]'),
        lambda: page.locator("#table th button").nth(3).click(),
        lambda: page.click('[data-view="map"]'),
        lambda: page.click('[data-view="graph"]'),
        lambda: page.click("[data-key=reset]"),
    ]
    for step in steps:
        step()
        page.wait_for_timeout(1000)


def settled(browser: Any, path: Path) -> tuple[object, ...]:
    """Return the same of plain pyvis: it is ready when its physics has settled."""
    from playwright.sync_api import TimeoutError as PlaywrightTimeout

    page, worked = opened(browser, path)
    try:
        page.wait_for_function("window.network && network.physics.stabilized", timeout=60_000)
    except PlaywrightTimeout:
        return "over 60", f"{worked():.1f}", "–", "–", "–", "–"
    ready, processor = page.evaluate("performance.now()") / 1000, worked()
    return (
        f"{ready:.1f}",
        f"{processor:.1f}",
        page.evaluate("Math.max(0, ...pauses)"),
        "–",
        "–",
        f"{frames(page, '#mynetwork'):.0f}",
    )


def frames(page: Any, canvas: str) -> float:
    """Return how many frames a second are drawn while the picture is dragged for two seconds."""
    box = page.locator(canvas).first.bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + 20
    page.mouse.move(x, y)
    page.mouse.down()
    page.evaluate(FRAMES)
    started, step = time.perf_counter(), 0
    while time.perf_counter() - started < 2:
        step += 1
        page.mouse.move(x + step * 7 % 300, y + step * 5 % 200)
    page.mouse.up()
    drawn = page.evaluate("frames_")
    return float((len(drawn) - 1) / (drawn[-1] - drawn[0]) * 1000)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [100, 1000, 5000])
