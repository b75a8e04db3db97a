// Copies a citation; without a clipboard the button stays hidden.
"use strict";
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("button[data-copies]")) {
    const said = button.parentElement.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      const words = document.getElementById(button.dataset.copies).textContent;
      await navigator.clipboard.writeText(words.replace(/\s+/g, " ").trim());
      said.textContent = button.dataset.done;
    });
  }
}
