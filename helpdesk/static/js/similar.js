// Shows published answers like the question that is being written, below the text, and offers its topic.

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
  // What came with the address stands there already; what the server has answered stays.
  if (region.childElementCount === 0) look();
  region.addEventListener("click", (event) => {
    const button = event.target.closest("[data-topic]");
    if (!button) return;
    choose(document.getElementById(region.dataset.topicField), button.dataset.topic);
    button.closest("[data-suggested-topic]").remove();
  });
}

function choose(select, topic) {
  select.value = topic;
  select.dispatchEvent(new Event("input", { bubbles: true }));
  select.focus();
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
