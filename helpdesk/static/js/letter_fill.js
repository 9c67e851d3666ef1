// Filling in a letter: what is written stays in this browser, and the letter is shown as it grows.

import { forget, read, write } from "./letter_keeping.js";
import { addRow, makeRoom } from "./letter_rows.js";
import { debounced } from "./server.js";

// Begins as the drafts of other forms do, so that signing out clears it with them.
const PREFIX = "utkast:brev:";
const COMMON = "utkast:brev-felles";
const NEVER = ["hidden", "submit", "button"];

export function enhance(form) {
  const state = form.querySelector("[data-state]");
  const remove = form.querySelector("[data-delete]");
  const key = PREFIX + form.dataset.fill;

  const show = newestOnly(form);
  const save = () => {
    if (write(key, typed(form)) && write(COMMON, typed(form).filter(([name]) => isCommon(form, name)))) {
      state.textContent = form.dataset.saved;
    }
  };
  const changed = debounced(() => {
    save();
    show();
  }, 400);

  remove.hidden = false;
  remove.addEventListener("click", () => {
    [key, COMMON].forEach(forget);
    empty(form);
    state.textContent = form.dataset.deleted;
    show();
  });
  form.addEventListener("click", (event) => addRow(form, event));
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);

  if ("fresh" in form.dataset) {
    if (restore(form, read(key))) state.textContent = form.dataset.restored;
    else if (restore(form, read(COMMON))) state.textContent = form.dataset.commonRestored;
    else return;
    show();
  } else {
    save();
  }
}

function fields(form) {
  return [...form.elements].filter((field) => field.name && !NEVER.includes(field.type));
}

function isChoice(field) {
  return field.type === "checkbox" || field.type === "radio";
}

function isCommon(form, name) {
  return form.dataset.common.split(" ").includes(name.replace(/^felt-/, ""));
}

function typed(form) {
  return fields(form)
    .filter((field) => (isChoice(field) ? field.checked : field.value))
    .map((field) => [field.name, field.value]);
}

function restore(form, kept) {
  kept.forEach(([name]) => makeRoom(form, name));
  const known = new Map();
  fields(form).forEach((field) => known.set(field.name, [...(known.get(field.name) ?? []), field]));
  const ours = kept.filter(([name]) => known.has(name));
  ours.forEach(([name, value]) => {
    known.get(name).forEach((field) => {
      if (!isChoice(field)) field.value = value;
      else if (field.value === value) field.checked = true;
    });
  });
  return ours.length > 0;
}

function empty(form) {
  form.querySelectorAll("[data-carried]").forEach((field) => field.remove());
  form.querySelectorAll("[data-rows]").forEach((rows) => {
    [...rows.querySelectorAll("[data-row]")].slice(1).forEach((row) => row.remove());
  });
  fields(form).forEach((field) => {
    if (isChoice(field)) field.checked = false;
    else field.value = "";
  });
}

// Shows the letter as it will be; an answer that comes too late is left.
function newestOnly(form) {
  const panel = form.querySelector("[data-letter]");
  let newest = 0;
  return async () => {
    newest += 1;
    const mine = newest;
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.dataset.show, { method: "POST", body });
      if (!answer.ok) throw new Error(answer.statusText);
      const html = await answer.text();
      if (mine === newest) panel.innerHTML = html;
    } catch {
      if (mine === newest) panel.querySelector("[data-missing]").textContent = form.dataset.failed;
    }
  };
}
