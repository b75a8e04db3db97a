// Datasette's table.js wants to know whether facets are allowed: they are.
window.DATASETTE_ALLOW_FACET = true;

// Datasette leaves these without names; its pages are in English.
const NAMES = {
  "#sql-editor": "SQL",
  "select[name^=_filter_column]": "Column",
  "select[name^=_filter_op]": "Operator",
  "input[name^=_filter_value]": "Value",
  "#sort_by": "Sort by",
};

// What the columns mean stands before the rows and fills a screen: put away until asked for.
document.addEventListener("DOMContentLoaded", () => {
  for (const [what, name] of Object.entries(NAMES)) {
    for (const element of document.querySelectorAll(what)) element.setAttribute("aria-label", name);
  }
  for (const element of document.querySelectorAll("pre, .table-wrapper")) element.tabIndex = 0;
  const meanings = document.querySelector("dl.column-descriptions");
  if (!meanings) return;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "Colonnes / Columns";
  meanings.replaceWith(details);
  details.append(summary, meanings);
});
