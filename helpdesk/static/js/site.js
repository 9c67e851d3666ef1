// The one script of every page. It fetches what a page needs, when it needs it, and nothing else.

const AT_ONCE = {
  "[data-autosave]": "./autosave.js",
  "[data-click-url]": "./clicks.js",
  "[data-clear-draft], [data-clear-drafts], [data-draft-key]": "./draft_keeper.js",
  "[data-counter]": "./counter.js",
  "[data-current-step]": "./current_step.js",
  "[data-flow-preview]": "./flow_preview.js",
  "[data-picker]": "./picker.js",
  "[data-fill]": "./letter_fill.js",
  "[data-preview-url]": "./preview.js",
  "[data-shortcut-switch]": "./shortcut_switch.js",
  "[data-shortcuts]": "./shortcuts.js",
  "[data-similar]": "./similar.js",
  "[data-toolbar]": "./toolbar.js",
};

// Only of use once somebody works in the form.
const AT_FIRST_TOUCH = {
  "[data-confirm-once]": "./confirm_once.js",
  "[data-suggest-url]": "./suggest.js",
};

// Shortcuts of one letter can be switched off (WCAG 2.1.4). The choice stays in this browser.
const SETTING = "snarveier";

export function shortcutsAreOn() {
  try {
    return localStorage.getItem(SETTING) !== "av";
  } catch {
    return true;
  }
}

export function switchShortcuts(on) {
  try {
    localStorage.setItem(SETTING, on ? "på" : "av");
  } catch {
    // The browser keeps nothing: the shortcuts stay on.
  }
}

async function enhance(hook, path) {
  const elements = document.querySelectorAll(hook);
  if (elements.length === 0) return;
  const module = await import(path);
  elements.forEach((element) => module.enhance(element));
}

function enhanceAll(modules) {
  Object.entries(modules).forEach(([hook, path]) => enhance(hook, path));
}

function onFirstTouch(act) {
  const events = ["focusin", "pointerdown"];
  const once = () => {
    events.forEach((name) => document.removeEventListener(name, once));
    act();
  };
  events.forEach((name) => document.addEventListener(name, once));
}

function focusSearch(event) {
  const typing = event.target.closest("input, textarea, select, [contenteditable], dialog");
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !shortcutsAreOn()) return;
  const field =
    document.querySelector(`main [data-focus-key="${CSS.escape(event.key)}"]`) ??
    document.querySelector(`[data-focus-key="${CSS.escape(event.key)}"]`);
  if (!field) return;
  event.preventDefault();
  field.focus();
  field.select();
}

function offerCopy(box) {
  const [field, button, status] = ["input", "button", "[role=status]"].map((s) => box.querySelector(s));
  field.addEventListener("focus", () => field.select());
  if (!navigator.clipboard) return;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(field.value);
    button.querySelector("span").textContent = box.dataset.copied;
    status.textContent = box.dataset.copied;
  });
}

function offerPrint(button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}

enhanceAll(AT_ONCE);
onFirstTouch(() => enhanceAll(AT_FIRST_TOUCH));
document.addEventListener("keydown", focusSearch);
document.querySelectorAll("[data-copy]").forEach(offerCopy);
document.querySelectorAll("[data-print]").forEach(offerPrint);
