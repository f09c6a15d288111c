"""Nobody is shut out: axe-core finds nothing on any page type, and 320 px never scroll sideways."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from awards import urls as awards
from desk import urls as desk
from development import urls as development
from fairness import urls as fairness
from indicators import urls as indicators
from multirater import urls as multirater
from organizations import urls as organizations
from reviews import urls as reviews

from . import catalogue
from .catalogue import PAGES, PageType

SHOTS = os.environ.get("SHOTS", "")
# Addresses that take a press of a button or hand over a file; where a page follows, an act presses it.
PRESSES = {
    *(
        "note-daily",
        "token-revoke",
        "exchange-send",
        "past-template",
        "past-preview",
        "past-apply",
        "past-undo",
    ),
    *("logout", "report-data", "superior-override", "role-grant", "first-password", "role-end"),
    *("import-preview", "import-confirm", "import-refused", "import-undo"),
    *("record-template", "record-preview", "record-apply", "record-undo", "medal-file", "medal-prepare"),
    *("medal-papers", "medal-attach", "medal-move", "medal-letter-new", "medal-document"),
    *("job-stop", "job-resume", "job-download", "report-start"),
    *("exemption-revoke", "completeness-file", "saved-view-open", "saved-view-edit", "saved-view-remove"),
    *("moves-preview", "moves-apply", "moves-undo", "moves-faulty", "moves-template"),
    *("attendance-preview", "attendance-apply", "attendance-faulty", "attendance-template"),
    *("plan-draft", "plan-submit", "plan-withdraw", "plan-agree", "result-move"),
    *("goal-move", "goal-take", "assignment-take", "matrix-print", "window-remove"),
    *("agreement-preview", "agreement-apply", "agreement-refused", "agreement-template"),
    *("plan-return", "plan-next", "plans-agree"),
    *("plan-ask", "plan-consent", "results-template", "results-preview", "results-apply"),
    *("evaluation-acknowledge", "evaluation-object", "evaluation-share", "evaluation-explain"),
    *("self-assessment-next", "self-assessment-take-back"),
    *("opinion-answer", "opinion-withdraw"),  # the first is a small form as opinion-ask
    *("evaluation-decide", "award-document", "document-issue", "document-download"),
    *("sitting-change", "sitting-minutes", "candidate-notes", "certificate"),  # templates of lists, papers
    *("holiday-fill", "holiday-remove", "rating-window-remove", "emblem-image", "document-feedback"),
    *("questionnaire-edition", "questionnaire-in-force", "item-move"),
    *("questionnaire-new", "questionnaire-edit", "questionnaire-retire"),  # small forms as item-new
    *("item-edit", "item-remove"),
    *("invitation-decline", "opinion-check"),
    *("comment-report", "raw-access-ask"),  # the second is a small form as raw-access-decide
    *("round-edit", "round-cancel", "round-remind", "round-drop", "round-nominate", "round-file"),
    *("suggestion-answer", "improvement-new"),  # small forms as token-new
    "trail-file",
    "trail-file-start",
    *("round-tend", "relation-end"),
    "result-file",
    *("nomination-withdraw", "nomination-leave"),
    *("scheme-edit", "scheme-cancel", "scheme-next", "scheme-changes"),  # small forms, a table of words
    *("course-certificate", "course-progress-file"),
    "development-of-plan",  # the template of development-list
    *("registration-withdraw", "registration-helped", "training-edit", "training-cancel"),  # small
    *("plan-begin", "plan-close", "action-done", "action-helped", "action-drop"),  # small forms
    *("remark-take-back", "request-decline", "request-withdraw"),
    *("talk-point-add", "talk-point-remove", "talk-confirm", "follow-up-finish", "talk-calendar"),
    *("action-tick", "action-carry", "counted-take", "help-close"),
    *("calibration-offer", "calibration-offer-one", "calibration-take-back", "calibration-close"),
    *("credit-convert", "credit-convert-all", "credit-paper"),
    *("pattern-run", "design-compute", "pattern-invite"),  # the last is a small form as comment-decide
    "health-file",
    "career-mine",  # the template of career-person
    *("potential-template", "potential-preview", "potential-apply", "potential-undo"),  # as past-preview
    *("credit-mine", "credit-team"),  # the templates of credit-person and credit-desk
    *("point-close", "point-poster", "voices-moderate"),
    *("note-form", "note-template", "note-preview", "note-apply", "note-faulty", "note-remove"),
    *("office-template", "evidence-download", "evidence-remove"),
    *("entry-accept", "library-file", "library-template", "library-preview", "library-apply"),
}
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
LAYOUT_RULES = ["target-size", "scrollable-region-focusable", "landmark-unique", "region"]
OPEN_ALL = "document.querySelectorAll('main details').forEach(d => { d.open = true })"
# What sticks out to the right of the window, unless it lies in a box that scrolls by itself.
STICKING_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const boxed = (e) => e.closest(".table-scroll, .sub-nav, pre, .visually-hidden, .skip-link");
  return document.documentElement.scrollWidth <= wide ? [] : [...document.querySelectorAll("body *")]
    .filter((e) => !boxed(e) && e.getBoundingClientRect().right > wide + 1)
    .map((e) => `${e.tagName} ${e.className} ${e.textContent.trim().slice(0, 60)}`);
}"""


@pytest.mark.parametrize(
    ("city", "page_type"),
    [pytest.param(each.stage, each, id=f"{each.stage}: {each}") for each in PAGES],
    indirect=["city"],
    scope="module",
)
def test_page_is_open_to_everybody(
    city: str,
    page_type: PageType,
    kept_page: Page,
    log_in: Callable[[Page, Any], None],
    accessibility_faults: Callable[..., list[str]],
) -> None:
    person, address = page_type.visit()
    page = kept_page
    if person is not None:
        log_in(page, person)
    page.goto(address)
    if page_type.act is not None:
        page_type.act(page)

    faults = []
    for width, look in ((1280, faults_of_wide_pages), (360, faults_in_light)):  # the words are the same
        page.set_viewport_size({"width": width, "height": 900})
        keep_picture(page, page_type, width)
        page.evaluate(OPEN_ALL)
        faults += [f"{width} {fault}" for fault in look(page, accessibility_faults)]
    page.set_viewport_size({"width": 320, "height": 900})
    faults += page.evaluate(STICKING_OUT)

    assert faults == []


def test_every_page_of_the_site_is_looked_at() -> None:
    listed = Path(catalogue.__file__).read_text(encoding="utf-8")
    apps = (organizations, indicators, multirater, reviews, development, awards, fairness, desk)
    addresses = [each for app in apps for each in app.urlpatterns]

    missing = {
        each.name
        for each in addresses
        if each.name not in PRESSES and f':{each.name}"' not in listed and f'"{each.name}"' not in listed
    }

    assert missing == set()


def test_the_gallery_of_components_is_open_to_everybody(
    site: str,
    settings: Any,
    page: Page,
    accessibility_faults: Callable[..., list[str]],
) -> None:
    settings.DEBUG = True
    page.goto("/gaya/")

    faults = faults_in_both_schemes(page, accessibility_faults)

    assert faults == []


def faults_in_both_schemes(page: Page, accessibility_faults: Callable[..., list[str]]) -> list[str]:
    """Run every rule on the light page, and on the dark one those that look at colours."""
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour in between is measured
    faults = [f"dark {fault}" for fault in accessibility_faults(page, COLOUR_RULES)]
    return faults + faults_in_light(page, accessibility_faults)


def faults_of_wide_pages(page: Page, accessibility_faults: Callable[..., list[str]]) -> list[str]:
    """Run the rules whose answer depends on what stands where, and on the dark page those about colours.

    The colours of the light page are asked at 360 pixels, both schemes of every component in the gallery.
    """
    page.emulate_media(color_scheme="dark", reduced_motion="reduce")  # no colour in between is measured
    faults = [f"dark {fault}" for fault in accessibility_faults(page, COLOUR_RULES + LAYOUT_RULES)]
    page.emulate_media(color_scheme="light")
    return faults


def faults_in_light(page: Page, accessibility_faults: Callable[..., list[str]]) -> list[str]:
    """Run every rule on the light page."""
    page.emulate_media(color_scheme="light")
    return [f"light {fault}" for fault in accessibility_faults(page)]


def keep_picture(page: Page, page_type: PageType, width: int) -> None:
    """Keep a picture of the whole page in the folder that SHOTS names, for people to look at."""
    if SHOTS:
        name = re.sub(r"\W+", "-", f"{page_type.stage} {page_type.name} {width}")
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)
