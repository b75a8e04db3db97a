// The search of a static site: loads the files of words and records that a question needs.
// They are scripts, and not fetched: so it works in a folder that was opened without a host.
"use strict";

(() => {
  const root = "./search/";
  const RECORDS_A_FILE = 200;
  const SHOWN_AT_ONCE = 30;
  const MOST_WORDS = 16;
  const found = document.getElementById("found");
  const form = document.querySelector("form[role=search]");
  const heading = found.querySelector("h2");
  const list = found.querySelector("ol");
  const more = found.querySelector("button");
  const said = found.dataset;

  // Words as the index has them: small letters without accents, ligatures or elided words.
  const LETTERS = {
    œ: "oe", æ: "ae", ß: "ss", ø: "o", ł: "l", đ: "d", ð: "d", þ: "th", ı: "i",
    "’": "'", "‘": "'", "ʼ": "'", "＇": "'", "`": "'", "´": "'",
    أ: "ا", إ: "ا", آ: "ا", ٱ: "ا", ى: "ي", ة: "ه", "ـ": "",
  };
  const ELISION = /(?<![\p{L}\p{N}_])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu|quelqu|presqu|dell|all|nell|dall|sull|un)'(?=[\p{L}\p{N}_])/gu;

  function fold(text) {
    const plain = (it) => Array.from(it, (sign) => LETTERS[sign] ?? sign).join("");
    const bare = plain(text.toLowerCase()).normalize("NFKD").replace(/[\p{M}\u00ad]/gu, "");
    return plain(bare.normalize("NFC")).replace(ELISION, " ");
  }

  // What a word must begin with, to be one's other form: without its plural and feminine, if enough is left.
  function beginning(word) {
    return word.length > 4 ? word.replace(/(?:es?|s|x)$/u, "") : word;
  }

  function fileOf(word) {
    const first = Array.from(word).slice(0, 2);
    const isPlain = first.every((sign) => sign.codePointAt(0) < 128);
    return isPlain ? first.join("") : first.map((sign) => sign.codePointAt(0).toString(16)).join("-");
  }

  // Each file calls one of these, while it is the script that runs.
  const came = new WeakMap();
  const take = (content) => came.set(document.currentScript, content);
  window.archivekitSearch = { files: take, words: take, records: take };

  const loads = new Map();
  function load(name) {
    if (!loads.has(name)) {
      loads.set(name, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = `${root}${name}.js`;
        script.onload = () => resolve(came.get(script));
        script.onerror = () => { loads.delete(name); reject(new Error(name)); };
        document.head.append(script);
      }));
    }
    return loads.get(name);
  }

  // The records with a word: number to 1 where their titles have it, else 0. Null: all have it.
  async function withWord(word, files, isWhole = false) {
    const from = isWhole ? "" : beginning(word);
    const file = fileOf(word);
    const records = new Map();
    if (!files.has(file)) return records;
    const table = await load(`words/${file}`);
    for (const [each, numbers] of Object.entries(table)) {
      if (from.length > 2 ? !each.startsWith(from) : each !== word) continue;
      if (numbers === 0) return null;
      for (const number of numbers[1]) if (!records.has(number)) records.set(number, 0);
      for (const number of numbers[0]) records.set(number, 1);
    }
    return records;
  }

  // The numbers of the records with all words, those with more of them in the title first.
  async function ask(words) {
    const files = new Set(await load("files"));
    let scores = null;
    for (const word of new Set(words)) {
      const records = await withWord(word, files);
      if (records === null) continue;
      const before = scores;
      scores = new Map();
      for (const [number, score] of records) {
        if (before === null) scores.set(number, score);
        else if (before.has(number)) scores.set(number, before.get(number) + score);
      }
    }
    // A reference code, however it was typed, before all else.
    for (const number of (await withWord(words.join(""), files, true))?.keys() ?? []) {
      scores = (scores ?? new Map()).set(number, MOST_WORDS + 1);
    }
    return [...(scores ?? [])].sort((a, b) => b[1] - a[1] || a[0] - b[0]).map(([number]) => number);
  }

  function element(name, properties, ...children) {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  }

  function card([at, code, title, date, hasThumbnail]) {
    const href = `./${at}/${said.index}`;
    const words = element("div", { className: "card-words" },
      element("h3", {}, element("a", { href, dir: "auto" }, title)),
      element("p", { className: "card-facts" },
        element("span", { className: "code" }, code), ...(date ? [" ", element("span", {}, date)] : [])));
    const article = element("article", { className: "card" }, words);
    if (hasThumbnail) {
      article.classList.add("with-image");
      const image = element("img", { src: `./${at}/thumbnail.jpg`, alt: "", loading: "lazy" });
      const link = element("a", { className: "card-image", href, tabIndex: -1 }, image);
      link.setAttribute("aria-hidden", "true");
      article.prepend(link);
    }
    return element("li", {}, article);
  }

  let asked = 0;
  let left = [];

  async function show() {
    const now = asked;
    const some = left.splice(0, SHOWN_AT_ONCE);
    const of = (number) => Math.floor(number / RECORDS_A_FILE);
    await Promise.all([...new Set(some.map(of))].map((file) => load(`records/${file}`)));
    for (const number of some) {
      const records = await load(`records/${of(number)}`);
      if (now !== asked) return;
      list.append(card(records[number % RECORDS_A_FILE]));
    }
    more.hidden = !left.length;
  }

  async function search() {
    const now = ++asked;
    const words = (fold(form.q.value).match(/[\p{L}\p{N}]+/gu) ?? []).slice(0, MOST_WORDS);
    heading.textContent = "";
    list.replaceChildren();
    more.hidden = true;
    if (!words.length) return;
    const numbers = await ask(words);
    if (now !== asked) return;
    const count = numbers.length.toLocaleString(document.documentElement.lang);
    heading.textContent = !numbers.length ? said.none
      : numbers.length === 1 ? said.one : said.many.replace("{count}", count);
    left = numbers;
    await show();
  }

  const failed = () => { heading.textContent = said.failed; };
  more.addEventListener("click", () => show().catch(failed));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    history.replaceState(null, "", `?${new URLSearchParams({ q: form.q.value })}`);
    search().catch(failed);
  });
  form.q.value = new URLSearchParams(location.search).get("q") ?? "";
  search().catch(failed);
})();
