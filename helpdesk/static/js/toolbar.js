// Markdown by button. Typing goes through the browser, so that "undo" still works.

const WRAPS = { bold: ["**", "**"], italic: ["*", "*"], link: ["[", "](https://)"] };
const STARTS = { heading: () => "### ", list: () => "- ", numbers: (line) => `${line + 1}. `, quote: () => "> " };

export function enhance(bar) {
  const field = document.getElementById(bar.dataset.toolbar);
  const buttons = [...bar.querySelectorAll("button")];
  bar.hidden = false;
  bar.addEventListener("click", (event) => {
    const tool = event.target.closest("[data-tool]")?.dataset.tool;
    if (tool in WRAPS) wrap(field, ...WRAPS[tool], bar.dataset.text);
    if (tool in STARTS) start(field, STARTS[tool]);
  });
  bar.addEventListener("keydown", (event) => walk(buttons, event));
  buttons.forEach((button, place) => {
    button.tabIndex = place === 0 ? 0 : -1;
  });
}

function wrap(field, before, after, standIn) {
  const { selectionStart, selectionEnd, value } = field;
  const inner = value.slice(selectionStart, selectionEnd) || standIn;
  type(field, before + inner + after);
  field.setSelectionRange(selectionStart + before.length, selectionStart + before.length + inner.length);
}

function start(field, mark) {
  const from = field.value.lastIndexOf("\n", field.selectionStart - 1) + 1;
  const lines = field.value.slice(from, field.selectionEnd).split("\n");
  field.setSelectionRange(from, field.selectionEnd);
  type(field, lines.map((line, place) => mark(place) + line).join("\n"));
}

function type(field, text) {
  field.focus();
  if (document.execCommand("insertText", false, text)) return;
  field.setRangeText(text, field.selectionStart, field.selectionEnd, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function walk(buttons, event) {
  const distance = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!distance) return;
  event.preventDefault();
  const here = buttons.indexOf(document.activeElement);
  const next = buttons[(here + distance + buttons.length) % buttons.length];
  buttons.forEach((button) => {
    button.tabIndex = button === next ? 0 : -1;
  });
  next.focus();
}
