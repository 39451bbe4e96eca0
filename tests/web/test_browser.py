"""The main path in a real browser, against the server that users run, on a store of its own."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests import chromium
from tests.conftest import ROOT
from tests.web.small_record import PASSWORD, PERSONS

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser")]
ARTEFACTS = ROOT / "tests" / "artefacts"
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-dev-shm-usage"]


@pytest.fixture(scope="module")
def served(tmp_path_factory) -> Iterator[str]:
    """The address of a server with the small record, in a process of its own."""
    home = tmp_path_factory.mktemp("store") / "var"
    environment = {name: value for name, value in os.environ.items() if name != "REPATRIA_DATABASE_URL"}
    environment |= {"REPATRIA_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), str(ROOT)])}
    subprocess.run([sys.executable, "-m", "tests.web.small_record"], env=environment, cwd=ROOT, check=True)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-c", "from repatria.cli import main; main()", "serve", "--port", str(port)],
        env=environment,
        cwd=home,
        stdout=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait_until_it_answers(address, server)
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


def _wait_until_it_answers(address: str, server: subprocess.Popen) -> None:
    for _attempt in range(240):
        assert server.poll() is None, "the server ended before it answered"
        try:
            urllib.request.urlopen(f"{address}/sign-in/", timeout=5)
        except (urllib.error.URLError, OSError):
            time.sleep(0.25)
        else:
            return
    pytest.fail("the server did not answer within a minute")


@pytest.fixture(scope="module")
def browser():
    executable = chromium.executable()
    if executable is None:
        pytest.skip(chromium.ADVICE)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def tab(browser, served):
    """A fresh tab; the test fails when the page complains (a script or style that the policy refuses, an error)."""
    context = browser.new_context(base_url=served, viewport={"width": 1280, "height": 900}, locale="en-US")
    complaints: list[str] = []
    page = context.new_page()
    page.on(
        "console", lambda message: complaints.append(message.text) if message.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    yield page
    context.close()
    assert complaints == []


def sign_in(tab, name: str = "dna-analyst") -> None:
    tab.goto("/")
    tab.get_by_label("User name").fill(name)
    tab.get_by_label("Password").fill(PASSWORD)
    tab.get_by_role("button", name="Sign in").click()


def keep(tab, name: str) -> None:
    ARTEFACTS.mkdir(exist_ok=True)
    tab.screenshot(path=Path(ARTEFACTS) / f"{name}.png", full_page=True)


def test_from_signing_in_to_the_pedigree_and_the_chart_of_the_best_pair(tab):
    sign_in(tab)
    assert tab.get_by_role("heading", name="Overview").is_visible()
    assert tab.locator("svg.strip .mark").count() >= 6
    keep(tab, "overview")

    figure = tab.locator("#figure-unaccounted-for")
    assert str(PERSONS - 1) in figure.inner_text()
    figure.click()
    assert f"{PERSONS - 1} persons" in tab.locator("#count").inner_text()
    assert tab.locator("#results tbody tr").count() == 50
    keep(tab, "roll")

    tab.get_by_role("link", name="Overview").click()
    tab.locator("#figure-remains-leading").click()
    tab.get_by_role("link", name="Example, Person 007").click()
    assert tab.locator("#chart rect").count() == 3
    assert tab.locator("svg.pedigree g[role=img]").count() == 6
    assert tab.locator("svg.pedigree g.missing").count() == 1
    assert tab.locator("#markers tbody tr").count() == 3
    keep(tab, "pair")


def test_typing_into_the_search_box_renews_the_list_and_keeps_the_name_out_of_the_address(tab):
    sign_in(tab)
    tab.get_by_role("link", name="Roll", exact=True).click()
    tab.locator("#term").press_sequentially("SN-0042")
    expect(tab.locator("#count")).to_contain_text("1 person ")
    assert "0042" not in tab.url
    tab.reload()
    assert tab.locator("#results tbody tr").count() == 1
    tab.get_by_label("Status").select_option("identified")
    expect(tab.locator("#count")).to_contain_text("0 persons")


def test_enter_while_the_list_is_being_searched_leaves_one_answer_and_no_error(tab):
    sign_in(tab)
    asked = []

    def slowly(route) -> None:
        asked.append(route.request.post_data)
        time.sleep(0.5)
        route.continue_()

    tab.goto("/roll/")
    tab.route("**/roll/", lambda route: slowly(route) if route.request.method == "POST" else route.continue_())
    term = tab.locator("#term")
    term.press_sequentially("SN-004")
    tab.wait_for_timeout(450)  # the search while typing is under way
    term.press_sequentially("2")
    term.press("Enter")
    expect(tab.locator("#count")).to_contain_text("1 person ")
    tab.wait_for_timeout(1500)
    expect(tab.locator("#count")).to_contain_text("1 person ")
    assert tab.locator("#results tbody tr").count() == 1
    assert 2 <= len(asked) <= 3, "what was typed, and what was asked with Enter"
    term.fill("")
    tab.get_by_label("Status").select_option("identified")
    tab.get_by_role("search").get_by_role("button", name="Show").click()
    expect(tab.locator("#count")).to_contain_text("1 person ")


def test_a_re_inventory_is_ticked_by_keyboard_and_enter_does_not_send_half_of_it(tab):
    sign_in(tab, "custodian")
    tab.goto("/holders/1/inventory/")
    assert tab.locator("[data-tally]").all_inner_texts() == ["0 / 1", "0 / 1"]
    tab.locator("input[name=ticked]").first.focus()
    tab.keyboard.press("Space")
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.value") == "R1"
    tab.keyboard.press("Enter")
    tab.keyboard.press("ArrowUp")
    assert tab.evaluate("document.activeElement.value") == "BOX-1"
    assert tab.url.endswith("/holders/1/inventory/")
    tab.get_by_role("button", name="tick all").last.click()
    assert tab.locator("[data-tally]").all_inner_texts() == ["1 / 1", "1 / 1"]
    tab.get_by_label("Date").fill("2020-08-02")
    tab.get_by_label("By whom").fill("Two clerks")
    tab.get_by_role("button", name="Record").click()
    expect(tab.get_by_role("status")).to_contain_text("re-inventory recorded")
    assert tab.get_by_text("Nothing differs.").is_visible()


def test_a_phone_shows_every_page_without_sideways_scrolling(tab):
    sign_in(tab)
    tab.set_viewport_size({"width": 375, "height": 800})
    for path in (
        "/overview/",
        "/roll/",
        "/roll/8/",
        "/families/1/",
        "/remains/",
        "/remains/1/",
        "/searches/1/",
        "/pairs/1/",
    ):
        tab.goto(path)
        assert tab.evaluate("document.documentElement.scrollWidth") <= 375, path
    tab.goto("/overview/")
    keep(tab, "overview-phone")


def test_a_phone_leaves_the_name_of_a_unit_most_of_its_line(tab):
    sign_in(tab)
    tab.set_viewport_size({"width": 390, "height": 844})
    for path, kept in (("/units/", "units-phone"), ("/roll/counts/?per=unit", "counts-phone")):
        tab.goto(path)
        widths = tab.locator(".counts .what").evaluate_all(
            "names => names.map(one => one.clientWidth || one.offsetWidth)"
        )
        assert widths
        assert min(widths) > 150, path
        assert tab.evaluate("document.documentElement.scrollWidth") <= 390, path
        keep(tab, kept)


def test_the_pages_speak_korean(tab):
    sign_in(tab)
    tab.get_by_role("button", name="한국어").click()
    assert tab.get_by_role("heading", name="개요").is_visible()
    assert tab.locator("html").get_attribute("lang") == "ko"
    keep(tab, "overview-korean")


def test_the_keyboard_reaches_the_content_first_and_shows_where_it_is(tab):
    sign_in(tab)
    tab.goto("/roll/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.closest('main') !== null")
    assert tab.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"


def test_a_family_member_lands_on_their_own_case(tab):
    sign_in(tab, "family-member")
    assert tab.get_by_role("heading", name="My family's case").is_visible()
    assert tab.get_by_role("navigation", name="Pages").get_by_role("link").count() == 1
