// The words looked for, marked on the image that the viewer shows.
"use strict";

(() => {
  const root = document.getElementById("viewer");
  const { search, words } = root?.dataset ?? {};
  if (!search || !words) return;

  const MOST_PARTS = 10;
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

  root.addEventListener("page-opened", ({ detail }) => {
    shown = detail;
    mark(detail);
  });
})();
