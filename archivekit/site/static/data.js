// Datasette's table.js wants to know whether facets are allowed: they are.
window.DATASETTE_ALLOW_FACET = true;

// What the columns mean stands before the rows and fills a screen: put away until asked for.
document.addEventListener("DOMContentLoaded", () => {
  const meanings = document.querySelector("dl.column-descriptions");
  if (!meanings) return;
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = "Colonnes / Columns";
  meanings.replaceWith(details);
  details.append(summary, meanings);
});
