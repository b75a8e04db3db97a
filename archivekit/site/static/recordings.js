// Times of a transcript move the player; what is being said is marked. Without it they are links.
"use strict";
for (const place of document.querySelectorAll(".recording")) {
  const player = place.querySelector("audio, video");
  const times = [...place.querySelectorAll("[data-from]")];
  for (const list of place.querySelectorAll(".cues")) {
    const asked = list.querySelector("[aria-current]");
    if (asked) list.scrollTop = asked.offsetTop - list.offsetTop;
  }
  for (const time of times) {
    time.addEventListener("click", (event) => {
      event.preventDefault();
      player.currentTime = Number(time.dataset.from);
      player.play();
    });
  }
  player.addEventListener("timeupdate", () => {
    const now = player.currentTime;
    for (const time of times) {
      const said = now >= Number(time.dataset.from) && now < Number(time.dataset.to);
      const line = time.parentElement;
      if (said === line.hasAttribute("aria-current")) continue;
      line.toggleAttribute("aria-current", said);
      if (said) line.setAttribute("aria-current", "true");
    }
  });
}
