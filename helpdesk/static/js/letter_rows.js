// Rows of a letter's form: one more where somebody asks for it.

export function addRow(form, event) {
  const button = event.target.closest('button[name="rad"]');
  if (!button) return;
  const row = oneMore(button.closest("[data-rows]"));
  if (!row) return;
  event.preventDefault();
  row.querySelector("input").focus();
}

// A restored draft may have more rows than the page.
export function makeRoom(form, name) {
  const [, start, number] = name.match(/^(felt-.+)-(\d{1,2})-[^-]+$/) ?? [];
  const rows = start && form.querySelector(`[data-rows="${CSS.escape(start)}"]`);
  while (rows && rows.querySelectorAll("[data-row]").length <= Number(number)) {
    if (!oneMore(rows)) return;
  }
}

function oneMore(rows) {
  const all = rows.querySelectorAll("[data-row]");
  if (all.length >= 50) return null;
  const row = all[all.length - 1].cloneNode(true);
  const [from, to] = [`${rows.dataset.rows}-${all.length - 1}-`, `${rows.dataset.rows}-${all.length}-`];
  row.querySelectorAll("input, label, p").forEach((part) => {
    ["id", "name", "for", "aria-describedby"].forEach((name) => {
      if (part.hasAttribute(name)) part.setAttribute(name, part.getAttribute(name).replaceAll(from, to));
    });
  });
  row.setAttribute("aria-label", row.getAttribute("aria-label").replace(/\d+/, all.length + 1));
  row.querySelectorAll("input").forEach((field) => {
    field.value = "";
    field.removeAttribute("value");
  });
  all[all.length - 1].after(row);
  return row;
}
