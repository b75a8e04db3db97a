// The pages of a record: OpenSeadragon shows one at a time, the rest is links, buttons and a list.
// Without this script the page shows a still image, and its links turn the pages.
"use strict";

(() => {
  const root = document.getElementById("viewer");
  const source = document.getElementById("viewer-data");
  if (!root || !source || !window.OpenSeadragon) return;

  const { image, pages, words, manifest, level0, ...start } = JSON.parse(source.textContent);
  const LISTED = 48;
  const find = (what) => root.querySelector(what);
  const tool = (name) => find(`[data-do="${name}"]`);
  const still = find(".viewer-still");
  const label = find(".viewer-label");
  const said = document.getElementById("viewer-said");
  const list = document.getElementById("viewer-list");
  const input = find("input[name=f]");
  const download = document.getElementById("page-image");
  let at = start.at;
  let listedFrom = -1;
  let region = start.region;

  const fill = (key, values) =>
    words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

  // Seen before OpenSeadragon measures it.
  root.classList.add("alive");
  // OpenSeadragon adds a style of its own unless it is there; site.css has it.
  const styled = document.createElement("style");
  styled.dataset.openseadragonMobileCss = "true";
  document.head.append(styled);

  const viewer = OpenSeadragon({
    id: "viewer-canvas",
    drawer: "canvas",
    showNavigationControl: false,
    showNavigator: false,
    crossOriginPolicy: false,
    animationTime: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 0.6,
    maxZoomPixelRatio: 3,
    visibilityRatio: 0.4,
    gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true, scrollToZoom: false },
    gestureSettingsTouch: { pinchRotate: false },
  });
  viewer.canvas.setAttribute("role", "application");

  // The wheel scrolls the page; with Ctrl or in full screen it zooms.
  viewer.addHandler("canvas-scroll", (event) => {
    const zooms = event.originalEvent.ctrlKey || document.fullscreenElement === root;
    event.preventDefaultAction = !zooms;
    event.preventDefault = zooms;
    if (zooms) {
      viewer.viewport.zoomBy(event.scroll > 0 ? 1.3 : 1 / 1.3, viewer.viewport.pointFromPixel(event.position));
    }
  });
  viewer.addHandler("open", () => {
    still.hidden = true;
    if (region) viewer.viewport.fitBounds(viewer.viewport.imageToViewportRectangle(...region), true);
    region = null;
    // For what is laid on the image by others: the text of the page.
    root.dispatchEvent(new CustomEvent("page-opened", { detail: { viewer, number: pages[at][0] } }));
  });
  viewer.addHandler("open-failed", () => {
    still.hidden = false;
    said.textContent = fill("image-missing", { number: pages[at][0] });
  });

  const pageAt = (position) => ({ number: pages[position][0], label: pages[position][1] });

  async function open(position) {
    const { number } = pageAt(position);
    const service = `${image}${number}`;
    try {
      if (level0) {
        viewer.open(described(position));
        return;
      }
      const answer = await fetch(`${service}/info.json`);
      if (!answer.ok) throw new Error(answer.status);
      const info = await answer.json();
      // The tiles are asked for where this page is, whatever name the site has elsewhere.
      info.id = new URL(service, location.href).href;
      if (position === at) viewer.open(info);
    } catch {
      if (position === at) viewer.raiseEvent("open-failed", {});
    }
  }

  // Of images that are files all is known; from a folder opened without a host nothing is fetched.
  function described(position) {
    const [number, , width, height] = pages[position];
    const longer = Math.max(width, height);
    const side = longer > level0.small ? level0.tile : level0.small;
    const scaleFactors = [1];
    while (longer > side * scaleFactors.at(-1)) scaleFactors.push(scaleFactors.at(-1) * 2);
    return {
      "@context": "http://iiif.io/api/image/3/context.json",
      id: new URL(`${image}${number}`, location.href).href,
      type: "ImageService3",
      protocol: "http://iiif.io/api/image",
      profile: "level0",
      width,
      height,
      tiles: [{ width: side, height: side, scaleFactors }],
    };
  }

  // The size shown without OpenSeadragon: of files, one that is there.
  function stillSize(width, height) {
    if (!level0) return "!1200,1200";
    while (Math.max(width, height) > 1600) [width, height] = [Math.ceil(width / 2), Math.ceil(height / 2)];
    return `${width},${height}`;
  }

  function show(position, { aloud = true, keep = true } = {}) {
    if (position < 0 || position >= pages.length) return;
    if (position !== at) region = null;
    at = position;
    const { number, label: words_ } = pageAt(at);
    const still_ = still.querySelector("img");
    still.href = `${image}${number}/full/max/0/default.jpg`;
    [still_.width, still_.height] = [pages[at][2], pages[at][3]];
    still_.src = `${image}${number}/full/${stillSize(pages[at][2], pages[at][3])}/0/default.jpg`;
    if (download) download.href = still.href;
    label.textContent = words_;
    viewer.canvas.setAttribute("aria-label", `${fill("page-label", { number, label: words_ })} ${words["zoom-keys"]}`);
    if (input) input.value = number;
    link(tool("previous"), at - 1);
    link(tool("next"), at + 1);
    if (aloud) said.textContent = fill("page-of", { number, count: pages.at(-1)[0], label: words_ });
    if (keep) history.replaceState(null, "", `#f=${number}`);
    if (!list.hidden) fillList();
    open(at);
  }

  function link(element, position) {
    if (!element) return;
    const there = position >= 0 && position < pages.length;
    element.toggleAttribute("aria-disabled", false);
    if (!there) element.setAttribute("aria-disabled", "true");
    element.href = `?f=${pageAt(there ? position : at).number}`;
  }

  const positionOf = (number) => pages.findIndex((page) => page[0] === number);

  // The list shows some pages around the one that is open, so that a thousand cost no more.
  function fillList() {
    const from = Math.floor(at / LISTED) * LISTED;
    if (from !== listedFrom) {
      listedFrom = from;
      const to = Math.min(pages.length, from + LISTED);
      list.replaceChildren();
      if (from > 0) list.append(jump(from - 1, fill("pages-from-to", { from: pageAt(Math.max(0, from - LISTED)).number, to: pageAt(from - 1).number })));
      for (let position = from; position < to; position++) list.append(thumbnail(position));
      if (to < pages.length) list.append(jump(to, fill("pages-from-to", { from: pageAt(to).number, to: pageAt(Math.min(pages.length, to + LISTED) - 1).number })));
    }
    for (const button of list.querySelectorAll("[data-at]")) {
      const current = Number(button.dataset.at) === at;
      if (current) button.setAttribute("aria-current", "true");
      else button.removeAttribute("aria-current");
      if (current) button.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  }

  function thumbnail(position) {
    const { number, label: words_ } = pageAt(position);
    const button = document.createElement("button");
    button.type = "button";
    button.dataset.at = position;
    button.setAttribute("aria-label", fill("thumbnail-of", { number, label: words_ }));
    const picture = document.createElement("img");
    picture.loading = "lazy";
    picture.alt = "";
    picture.width = 90;
    picture.height = 110;
    picture.src = `${image}${number}/full/!200,200/0/default.jpg`;
    const caption = document.createElement("span");
    caption.textContent = number;
    button.append(picture, caption);
    button.addEventListener("click", () => show(position));
    return button;
  }

  function jump(position, text) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "viewer-jump";
    button.textContent = text;
    button.addEventListener("click", () => {
      show(position);
      list.querySelector("[aria-current]")?.focus();
    });
    return button;
  }

  function openList() {
    list.hidden = !list.hidden;
    root.classList.toggle("listed", !list.hidden);
    tool("list").setAttribute("aria-expanded", String(!list.hidden));
    if (!list.hidden) fillList();
  }

  // A content state (IIIF Content State 1.0): any viewer that reads them shows the same.
  function linkToView() {
    const { number } = pageAt(at);
    // Pages that are files open at a page, not at a part of it.
    if (level0) return new URL(`#f=${number}`, location.href).href;
    const whole = viewer.world.getItemAt(0)?.getContentSize();
    const { x, y, width, height } = viewer.viewport.viewportToImageRectangle(viewer.viewport.getBounds(true));
    const [left, top] = [Math.max(0, Math.round(x)), Math.max(0, Math.round(y))];
    const across = whole ? Math.min(whole.x, Math.round(x + width)) - left : 0;
    const down = whole ? Math.min(whole.y, Math.round(y + height)) - top : 0;
    const part = across > 0 && down > 0 && (across < whole.x || down < whole.y);
    const record = manifest.replace(/\/manifest$/, "");
    const state = {
      id: `${record}/canvas/f${number}${part ? `#xywh=${left},${top},${across},${down}` : ""}`,
      type: "Canvas",
      partOf: [{ id: manifest, type: "Manifest" }],
    };
    const encoded = btoa(encodeURIComponent(JSON.stringify(state))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
    return `${record}?iiif-content=${encoded}`;
  }

  async function copyLink() {
    const address = linkToView();
    try {
      await navigator.clipboard.writeText(address);
      tell(words["link-copied"]);
    } catch {
      history.replaceState(null, "", level0 ? address : new URL(address).search);
      tell(words["link-in-address"]);
    }
  }

  // Under the image, where everyone sees it, until the page is turned.
  function tell(sentence) {
    said.textContent = sentence;
    label.textContent = sentence;
  }

  const turn = (degrees) => viewer.viewport.setRotation(viewer.viewport.getRotation() + degrees);
  const zoom = (factor) => { viewer.viewport.zoomBy(factor); viewer.viewport.applyConstraints(); };
  const actions = {
    previous: () => show(at - 1),
    next: () => show(at + 1),
    list: openList,
    in: () => zoom(1.5),
    out: () => zoom(1 / 1.5),
    whole: () => { viewer.viewport.setRotation(0); viewer.viewport.goHome(); },
    left: () => turn(-90),
    right: () => turn(90),
    link: copyLink,
    full: () => (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen()),
  };

  root.addEventListener("click", (event) => {
    const name = event.target.closest("[data-do]")?.dataset.do;
    if (!actions[name]) return;
    event.preventDefault();
    actions[name]();
  });
  tool("go")?.addEventListener("submit", (event) => {
    event.preventDefault();
    const position = positionOf(Number(input.value));
    if (position < 0) input.value = pageAt(at).number;
    else show(position);
  });
  root.addEventListener("keydown", (event) => {
    if (event.target === input || event.ctrlKey || event.metaKey || event.altKey) return;
    const turned = { PageUp: at - 1, PageDown: at + 1, Home: 0, End: pages.length - 1 }[event.key];
    if (turned === undefined || pages.length < 2) return;
    event.preventDefault();
    show(Math.min(Math.max(turned, 0), pages.length - 1));
  });
  document.addEventListener("fullscreenchange", () => {
    tool("full").setAttribute("aria-pressed", String(document.fullscreenElement === root));
  });
  addEventListener("hashchange", () => {
    const position = hashed();
    if (position >= 0 && position !== at) show(position, { keep: false });
  });

  function hashed() {
    const match = /^#f=(\d+)$/.exec(location.hash);
    return match ? positionOf(Number(match[1])) : -1;
  }

  find(".viewer-tools").hidden = false;
  if (!document.fullscreenEnabled) tool("full").hidden = true;
  const first = hashed();
  show(first >= 0 ? first : at, { aloud: false, keep: false });
})();
