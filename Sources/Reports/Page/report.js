// Draws the charts, and sorts the tables. Everything on the page can be read without it.
"use strict";

const charts = [...document.querySelectorAll("figure > .chart")];
const choices = [...document.querySelectorAll("fieldset")].map((buttons) => buttons.parentElement);

async function draw(chart) {
  const figure = chart.parentElement;
  const specification = JSON.parse(figure.querySelector("script").textContent);
  try {
    await vegaEmbed(chart, specification, {
      renderer: "svg", mode: "vega-lite", tooltip: { theme: matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light" },
      actions: { export: true, source: false, compiled: false, editor: false },
      downloadFileName: figure.id,
    });
  } catch (error) {
    chart.className = "failed";
    chart.textContent = "This chart could not be drawn; its figures are in the table below.";
    console.error(figure.id, error);
  }
}

// The contents are folded where they would take the first screen.
if (!matchMedia("(min-width: 84rem)").matches) document.querySelector(".contents details").open = false;

(async () => {
  for (const chart of charts) await draw(chart);
  for (const choice of choices) choice.querySelector("fieldset").hidden = false;
  choose(choices[0]?.querySelector("input:checked").value);
  document.documentElement.dataset.charts = "drawn";
})();

// Shows the parts of one strategy wherever there is a choice; until then all stand on the page.
function choose(strategy) {
  for (const choice of choices) {
    choice.querySelectorAll("input").forEach((input, index) => { input.checked = index === Number(strategy); });
    choice.querySelectorAll(".option").forEach((option, index) => { option.hidden = index !== Number(strategy); });
  }
  // Charts are as wide as what holds them, which has no width while it is hidden.
  dispatchEvent(new Event("resize"));
}

for (const choice of choices) {
  choice.addEventListener("change", (event) => choose(event.target.value));
}

function sort(header) {
  const table = header.closest("table");
  const column = header.cellIndex;
  const isDescending = header.getAttribute("aria-sort") === "ascending";
  for (const other of header.parentElement.children) other.removeAttribute("aria-sort");
  header.setAttribute("aria-sort", isDescending ? "descending" : "ascending");
  const key = (row) => {
    const cell = row.cells[column];
    // No number stands for never, which is larger than any.
    if (cell.dataset.value !== undefined) return cell.dataset.value === "" ? Infinity : Number(cell.dataset.value);
    return cell.textContent;
  };
  const compare = (a, b) =>
    typeof a === "number" && typeof b === "number" ? (a < b ? -1 : a > b ? 1 : 0)
      : String(a).localeCompare(String(b), "en", { numeric: true });
  const rows = [...table.tBodies[0].rows];
  rows.sort((a, b) => (isDescending ? -1 : 1) * compare(key(a), key(b)));
  table.tBodies[0].append(...rows);
}

for (const button of document.querySelectorAll("thead button")) {
  button.addEventListener("click", () => sort(button.closest("th")));
}

// Rows of a long table that hold what is typed; without this script all are there.
for (const lookup of document.querySelectorAll(".lookup")) {
  const label = lookup.querySelector(".filter");
  label.hidden = false;
  label.querySelector("input").addEventListener("input", (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    for (const row of lookup.querySelectorAll("tbody tr")) row.hidden = !row.textContent.toLowerCase().includes(wanted);
  });
}

// Paper has no fold.
addEventListener("beforeprint", () => { for (const lookup of document.querySelectorAll(".lookup")) lookup.open = true; });
