// Marks the step that is being read in the list beside it.

export function enhance(list) {
  const links = new Map(
    [...list.querySelectorAll('a[href^="#"]')].map((link) => [link.hash.slice(1), link]),
  );
  const seen = new Set();

  const mark = () => {
    const current = [...links.keys()].find((id) => seen.has(id));
    if (!current) return;
    for (const [id, link] of links) {
      if (id === current) link.setAttribute("aria-current", "step");
      else link.removeAttribute("aria-current");
    }
  };

  const observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (entry.isIntersecting) seen.add(entry.target.id);
        else seen.delete(entry.target.id);
      }
      mark();
    },
    { rootMargin: "0px 0px -60% 0px" },
  );
  for (const id of links.keys()) {
    const step = document.getElementById(id);
    if (step) observer.observe(step);
  }
}
