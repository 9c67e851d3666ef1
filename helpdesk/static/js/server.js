// Speaking with the server from a page: same origin, with the session's token.

function token() {
  return document.querySelector('meta[name="csrf-token"]')?.content ?? "";
}

export function postJson(url, body, options = {}) {
  return fetch(url, {
    method: "POST",
    headers: { "Content-Type": "application/json", "X-CSRFToken": token() },
    body: JSON.stringify(body),
    ...options,
  });
}

export function postForm(url, fields) {
  return fetch(url, {
    method: "POST",
    headers: { "X-CSRFToken": token() },
    body: new URLSearchParams({ csrf_token: token(), ...fields }),
  });
}

export function get(url, query, options = {}) {
  const address = new URL(url, document.baseURI);
  Object.entries(query).forEach(([name, value]) => address.searchParams.set(name, value));
  return fetch(address, options);
}

export function debounced(act, milliseconds) {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => act(...given), milliseconds);
  };
}
