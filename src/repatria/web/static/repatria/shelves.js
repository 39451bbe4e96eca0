// Ticking a re-inventory by keyboard: arrows walk along the boxes, a button ticks a shelf, and each shelf counts.
// Everything here is a shortcut: the boxes work without it with Tab and the space bar.
"use strict";

(() => {
  const list = document.querySelector("[data-shelves]");
  if (!list) return;
  const boxes = [...list.querySelectorAll('input[type="checkbox"]')];
  const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, Enter: 1 };

  for (const shelf of list.querySelectorAll("fieldset")) {
    const own = [...shelf.querySelectorAll('input[type="checkbox"]')];
    const tally = shelf.querySelector("[data-tally]");
    const all = shelf.querySelector("[data-all]");
    const count = () => {
      tally.textContent = `${own.filter((box) => box.checked).length} / ${own.length}`;
    };
    all.hidden = false;
    all.addEventListener("click", () => {
      const ticked = own.every((box) => box.checked);
      for (const box of own) box.checked = !ticked;
      count();
    });
    shelf.addEventListener("change", count);
    count();
  }

  list.addEventListener("keydown", (event) => {
    const at = boxes.indexOf(event.target);
    if (at < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    let next;
    if (event.key in steps) next = boxes[at + steps[event.key]];
    else if (event.key === "Home") next = boxes[0];
    else if (event.key === "End") next = boxes[boxes.length - 1];
    else return;
    event.preventDefault(); // Enter does not send a list that is half ticked
    if (next) next.focus();
  });
})();
