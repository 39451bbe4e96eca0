// The review by keyboard: the current claim, its place in the text, and keys that press the buttons of the page.
// Everything here is a shortcut: the page works without it by links and forms.
"use strict";

(() => {
  const text = document.getElementById("canonical");
  const claims = [...document.querySelectorAll(".review-claims .claim")];
  if (!text || !claims.length) return;

  function makeCurrent(claim, focus) {
    for (const other of claims) other.removeAttribute("aria-current");
    for (const piece of text.querySelectorAll(".current")) piece.classList.remove("current");
    claim.setAttribute("aria-current", "true");
    const number = claim.dataset.claim;
    const pieces = [...text.querySelectorAll(".piece")].filter((p) => p.dataset.claims.split(" ").includes(number));
    for (const piece of pieces) piece.classList.add("current");
    if (pieces.length) {
      const above = pieces[0].getBoundingClientRect().top - text.getBoundingClientRect().top;
      text.scrollTop += above - text.clientHeight / 3;
    }
    if (focus) claim.focus({ preventScroll: true });
    if (focus) claim.scrollIntoView({ block: "nearest" });
  }

  function named() {
    const match = /^#claim-(\d+)$/.exec(window.location.hash);
    return match && document.getElementById(`claim-${match[1]}`);
  }

  function followAddress() {
    const claim = named();
    if (claim) makeCurrent(claim, true);
  }

  // The letter of a key: with a Korean or other input method on, `key` is its own letter, so the place of the key counts.
  function letterOf(event) {
    return /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.replace(/^Key/, "").toLowerCase();
  }

  // Past the last claim of a part, or before its first, the page is turned where there is another part.
  function step(claim, by) {
    const next = claims[claims.indexOf(claim) + by];
    const page = document.querySelector(`.review-claims .pages [rel="${by > 0 ? "next" : "prev"}"]`);
    if (next) makeCurrent(next, true);
    else if (page) page.click();
  }

  function press(claim, key) {
    const target = claim.querySelector(`[data-key="${key}"]`);
    if (!target) return false;
    if (target.tagName === "DETAILS") {
      target.open = true;
      target.querySelector("input[name=reason]").focus();
    } else {
      target.click();
    }
    return true;
  }

  window.addEventListener("hashchange", followAddress);
  for (const claim of claims) claim.addEventListener("focusin", () => makeCurrent(claim, false));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const claim = event.target.closest(".review-claims .claim");
    if (!claim) {
      if (letterOf(event) !== "j" || event.target.closest("input, textarea, select")) return;
      makeCurrent(claims.find((one) => one.querySelector('[data-key="a"]')) || claims[0], true);
      event.preventDefault();
      return;
    }
    if (event.key === "Escape") {
      makeCurrent(claim, true);
      return;
    }
    if (event.target.closest("input, textarea, select")) return;
    const key = letterOf(event);
    if (key === "j" || key === "k") {
      step(claim, key === "j" ? 1 : -1);
    } else if (!"aerux".includes(key) || !press(claim, key)) {
      return;
    }
    event.preventDefault();
  });

  followAddress();
})();
