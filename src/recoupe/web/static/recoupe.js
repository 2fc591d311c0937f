// Small comforts; every page works without them.
"use strict";

// "/" puts the cursor in the search field, unless something is being typed.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, textarea, select");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const field = document.getElementById("find-words");
    if (field) {
      event.preventDefault();
      field.focus();
    }
  }
});

// On a narrow screen the menu and the filters begin folded; on a wide one nothing opens them again.
const narrow = window.matchMedia("(max-width: 40rem)");
const fold = () => { for (const part of document.querySelectorAll("details.fold")) part.open = !narrow.matches; };
narrow.addEventListener("change", fold);
fold();

// Fields left blank do not clutter the address.
document.addEventListener("submit", (event) => {
  if (event.target.method === "get") {
    for (const field of event.target.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
  }
});

// A correction takes a while: say so, and do not send it twice.
document.addEventListener("submit", (event) => {
  const button = event.target.querySelector("button[data-busy]");
  if (button) {
    if (button.getAttribute("aria-disabled")) {
      event.preventDefault();
      return;
    }
    button.setAttribute("aria-disabled", "true");
    button.dataset.usual = button.textContent;
    button.textContent = button.dataset.busy;
  }
});

// Going back finds the fields usable again.
window.addEventListener("pageshow", () => {
  for (const field of document.querySelectorAll("form[method=get] [disabled]")) field.disabled = false;
  for (const button of document.querySelectorAll("button[data-usual]")) {
    button.removeAttribute("aria-disabled");
    button.textContent = button.dataset.usual;
  }
});

// Layers of an article are switched at once; what a marked stretch was read as is told beside it.
const read = document.getElementById("read");
if (read) {
  document.documentElement.classList.add("js");
  for (const box of document.querySelectorAll("[data-layer]")) {
    const show = () => read.classList.toggle(`show-${box.dataset.layer}`, box.checked);
    box.addEventListener("change", () => { show(); reachable(); });
    show();
  }
  const shown = (mark) => [...document.querySelectorAll("[data-layer]:checked")]
    .some((box) => mark.classList.contains(`in-${box.dataset.layer}`));
  const reachable = () => {
    for (const span of read.querySelectorAll("[data-marks][aria-describedby]")) {
      span.tabIndex = shown(span) ? 0 : -1;
    }
  };
  const tell = (event) => {
    const span = event.target.closest("[data-marks]");
    if (!span || !read.contains(span)) return;
    const lines = span.dataset.marks.split(" ")
      .map((i) => document.getElementById(`m${i}`)).filter((line) => line && shown(line));
    if (!lines.length) return;
    document.getElementById("about").replaceChildren(...lines.map((line) => {
      const told = document.createElement("p");
      told.append(...[...line.childNodes].map((node) => node.cloneNode(true)));
      return told;
    }));
  };
  read.addEventListener("pointerover", tell);
  read.addEventListener("focusin", tell);
  reachable();
  const here = document.getElementById("p");
  if (here && !location.hash) here.scrollIntoView({ block: "center" });
}

// Tables are sorted by their heads: numbers by size, the rest by the alphabet.
for (const table of document.querySelectorAll("table[data-sortable]")) {
  table.tHead.addEventListener("click", (event) => {
    const button = event.target.closest(".sort");
    if (!button) return;
    const head = button.closest("th");
    const order = head.ariaSort === "ascending" ? -1 : 1;
    for (const other of table.tHead.rows[0].cells) other.ariaSort = "none";
    head.ariaSort = order > 0 ? "ascending" : "descending";
    const value = (row) => {
      const cell = row.cells[head.cellIndex];
      return cell.dataset.value ?? cell.textContent.trim();
    };
    const number = (text) => (/^[\d\s.,\u202f\u00a0]+$/.test(text) ? Number(text.replace(/[^\d]/g, "")) : NaN);
    const rows = [...table.tBodies[0].rows].sort((one, other) => {
      const [a, b] = [value(one), value(other)];
      const [x, y] = [number(a), number(b)];
      return order * (Number.isNaN(x) || Number.isNaN(y) ? a.localeCompare(b) : x - y);
    });
    table.tBodies[0].append(...rows);
  });
}
