// The desk by keyboard. Elements say their key: data-key="c"; rows of a list are links of class row-title.

import { shortcutsAreOn } from "./site.js";

export function enhance(desk) {
  const dialog = document.getElementById(desk.dataset.shortcutsDialog);
  const help = desk.querySelector("[data-shortcuts-open]");
  help.hidden = false;
  help.addEventListener("click", () => dialog.showModal());

  document.addEventListener("keydown", (event) => {
    if (isTyping(event) || !shortcutsAreOn()) return;
    const act = { "?": () => dialog.showModal(), j: () => step(desk, 1), k: () => step(desk, -1), o: () => open(desk) };
    const chosen = act[event.key] ?? keyed(event.key);
    if (!chosen) return;
    event.preventDefault();
    chosen();
  });
}

function isTyping(event) {
  const held = event.ctrlKey || event.metaKey || event.altKey || event.isComposing;
  return held || event.target.closest("input, textarea, select, [contenteditable], dialog") !== null;
}

function rows(desk) {
  return [...desk.querySelectorAll(".row-title")];
}

function step(desk, distance) {
  const links = rows(desk);
  const here = links.indexOf(document.activeElement);
  const next = here === -1 ? 0 : here + distance;
  links[Math.min(Math.max(next, 0), links.length - 1)]?.focus();
}

function open(desk) {
  if (rows(desk).includes(document.activeElement)) document.activeElement.click();
}

function keyed(key) {
  const target = /^[a-zæøå]$/.test(key) && document.querySelector(`[data-key="${key}"]`);
  if (!target) return null;
  return target.matches("input, textarea, select") ? () => target.focus() : () => target.click();
}
