// Search and pick without leaving the form: hits become buttons, a picked one a ticked box.

import { debounced, get } from "./server.js";

export function enhance(box) {
  const field = box.querySelector('input[type="search"]');
  const found = box.querySelector("[data-found]");
  const picked = box.querySelector("[data-picked]");

  const look = async () => {
    const items = field.value.trim() ? await hits(box.dataset.url, field.value) : [];
    const rows = items.map((item) => hitRow(box, item, () => pick(box, picked, item)));
    found.replaceChildren(...(rows.length || !field.value.trim() ? rows : [row(box.dataset.none)]));
  };

  field.addEventListener("input", debounced(look, 300));
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    look();
  });
  box.querySelector(".search-row button").addEventListener("click", (event) => {
    event.preventDefault();
    look();
  });
}

async function hits(url, query) {
  try {
    const answer = await get(url, { q: query });
    return answer.ok ? (await answer.json()).items : [];
  } catch {
    return [];
  }
}

function row(...content) {
  const item = document.createElement("li");
  item.append(...content);
  return item;
}

function hitRow(box, item, onPick) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "ds-button";
  button.dataset.variant = "tertiary";
  button.dataset.size = "sm";
  button.textContent = item.label;
  button.setAttribute("aria-label", `${box.dataset.add}: ${item.label}`);
  const note = document.createElement("span");
  note.className = "quiet";
  note.textContent = item.note ?? "";
  const hit = row(button, " ", note);
  button.addEventListener("click", () => {
    onPick();
    hit.remove();
    box.querySelector('input[type="search"]').focus();
  });
  return hit;
}

function pick(box, picked, item) {
  const known = [...picked.querySelectorAll("input")].find((input) => input.value === item.value);
  if (known) {
    known.checked = true;
    return;
  }
  const input = document.createElement("input");
  input.type = "checkbox";
  input.className = "ds-input";
  input.name = box.dataset.name;
  input.value = item.value;
  input.id = `${box.dataset.name}-${picked.children.length + 1}`;
  input.checked = true;
  const label = document.createElement("label");
  label.className = "ds-label";
  label.htmlFor = input.id;
  label.textContent = item.label;
  picked.append(row(input, " ", label));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}
