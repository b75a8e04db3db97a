// The text of the page that the viewer shows, and the words looked for marked on its image.
// Without this script the page has the text it came with, and the list of pages found.
"use strict";

(() => {
  const root = document.getElementById("viewer");
  const section = document.getElementById("page-text");
  if (!root || !section) return;

  const { search, words, texts } = section.dataset;
  const MOST_PARTS = 10;
  const lines = section.querySelector(".text-lines");
  let boxes = null;
  let shown = null;

  // All places where the words stand, by page: [x, y, width, height].
  async function places() {
    const found = new Map();
    let next = `${search}?${new URLSearchParams({ q: words })}`;
    for (let part = 0; next && part < MOST_PARTS; part++) {
      const answer = await fetch(next);
      if (!answer.ok) break;
      const page = await answer.json();
      for (const { target } of page.items) {
        const match = /\/f(\d+)#xywh=(\d+),(\d+),(\d+),(\d+)$/.exec(target);
        if (!match) continue;
        const [number, ...box] = match.slice(1).map(Number);
        if (!found.has(number)) found.set(number, []);
        found.get(number).push(box);
      }
      // Asked for where this page is, whatever name the site has elsewhere.
      next = page.next ? search + new URL(page.next.id).search : null;
    }
    return found;
  }

  async function mark({ viewer, number }) {
    boxes ??= places();
    let found;
    try { found = await boxes; } catch { return; }
    if (shown?.number !== number) return;
    viewer.clearOverlays();
    const image = viewer.world.getItemAt(0);
    for (const box of image ? found.get(number) ?? [] : []) {
      const element = document.createElement("div");
      element.className = "viewer-hit";
      viewer.addOverlay({ element, location: image.imageToViewportRectangle(...box) });
    }
  }

  let known = shownNumber();
  async function tell(number) {
    for (const link of section.querySelectorAll("[data-text]")) {
      link.href = `${texts}${number}/text${link.dataset.text}`;
    }
    if (number === known) return;
    known = number;
    try {
      const answer = await fetch(`${texts}${number}/text.txt`);
      const plain = answer.ok ? await answer.text() : "";
      if (known === number) lines.textContent = plain.trimEnd() || "–";
    } catch {
      if (known === number) lines.textContent = "–";
    }
  }

  function shownNumber() {
    const link = section.querySelector("[data-text]");
    return Number(/\/f(\d+)\/text/.exec(link.getAttribute("href"))[1]);
  }

  root.addEventListener("page-opened", ({ detail }) => {
    shown = detail;
    tell(detail.number);
    if (words) mark(detail);
  });

  // Words of the document that begin as what is typed.
  const input = document.getElementById("within");
  const list = document.getElementById("within-words");
  let asked = "";
  input.addEventListener("input", async () => {
    const typed = input.value.trim();
    if (typed.length < 2 || typed === asked) return;
    asked = typed;
    try {
      const answer = await fetch(`${search}/autocomplete?${new URLSearchParams({ q: typed })}`);
      const { items } = await answer.json();
      if (asked !== typed) return;
      list.replaceChildren(...items.map(({ value }) => new Option(value, value)));
    } catch { /* Typing goes on without. */ }
  });
})();
