// The text of the page that the viewer shows, and words to search it for.
// Without this script the page has the text it came with, and the list of pages found.
"use strict";

(() => {
  const root = document.getElementById("viewer");
  const section = document.getElementById("page-text");
  if (!root || !section) return;

  const { search, texts } = section.dataset;
  const lines = section.querySelector(".text-lines");

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

  root.addEventListener("page-opened", ({ detail }) => tell(detail.number));

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
