// Offers words to search for while typing, in the browser's own list.

import { debounced, get } from "./server.js";

export function enhance(field) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-forslag`;
  field.after(list);
  field.setAttribute("list", list.id);

  const look = debounced(async () => {
    const query = field.value.trim();
    if (query.length < 2) return;
    list.replaceChildren(...(await suggestions(field.dataset.suggestUrl, query)).map(option));
  }, 200);
  field.addEventListener("input", look);
}

async function suggestions(url, query) {
  try {
    const answer = await get(url, { q: query });
    return answer.ok ? (await answer.json()).suggestions : [];
  } catch {
    return [];
  }
}

function option(text) {
  const item = document.createElement("option");
  item.value = text;
  return item;
}
