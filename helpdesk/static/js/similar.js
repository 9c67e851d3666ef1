// Shows published answers like the question that is being written, below the text.

import { debounced, get } from "./server.js";

const SHORTEST = 12;
const LONGEST = 300;

export function enhance(region) {
  const sources = region.dataset.for.split(" ").map((id) => document.getElementById(id));
  let asked = "";
  let running = new AbortController();

  const look = debounced(async () => {
    const text = withoutNumbers(sources.map((field) => field.value).join(" "));
    if (text === asked) return;
    asked = text;
    running.abort();
    running = new AbortController();
    region.innerHTML = text.length < SHORTEST ? "" : await found(region, text, running.signal);
  }, 400);

  sources.forEach((field) => field.addEventListener("input", look));
}

// Long numbers may belong to a person, and say nothing about the subject.
function withoutNumbers(text) {
  return text.replace(/\d[\d\s]{4,}/g, " ").trim().slice(0, LONGEST);
}

async function found(region, text, signal) {
  try {
    const answer = await get(region.dataset.url, { q: text }, { signal });
    return answer.ok ? await answer.text() : "";
  } catch {
    return region.innerHTML;
  }
}
