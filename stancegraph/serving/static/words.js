// Searches the index of a site without a server: loads only the files of the words sought.
"use strict";
(function () {
  const place = document.getElementById("found");
  if (!place) return;
  const root = place.dataset.root;
  const index = place.dataset.index;
  const SHOWN = 100;
  const asked = new URLSearchParams(location.search);
  const query = (asked.get("q") || "").slice(0, 300);
  const kind = asked.get("kind") || "";
  const status = document.getElementById("status");
  for (const field of document.querySelectorAll("input[name=q]")) field.value = query;
  const files = new Map();

  function file(name) {
    if (!files.has(name)) {
      files.set(name, fetch(index + name).then((answer) => (answer.ok ? answer.json() : null)));
    }
    return files.get(name);
  }
  function folded(text) {
    return text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
  }
  function shard(word) {
    const first = word.slice(0, 2);
    return /^[0-9a-z]+$/.test(first) ? first : "u" + word.codePointAt(0).toString(16);
  }
  function numbers(gaps) {
    let at = 0;
    return gaps.map((gap) => (at += gap));
  }
  // Number of a thing -> 2 where the word names it, 1 where it speaks of it.
  async function things(word, isLast) {
    const entries = (await file("words/" + shard(word) + ".json")) || {};
    const found = new Map();
    for (const [known, [named, spoken]] of Object.entries(entries)) {
      if (known !== word && !(isLast && word.length > 2 && known.startsWith(word))) continue;
      const whole = known === word ? 1 : 0.5;
      for (const number of numbers(spoken)) found.set(number, Math.max(found.get(number) || 0, whole));
      for (const number of numbers(named)) found.set(number, Math.max(found.get(number) || 0, 2 * whole));
    }
    return found;
  }
  async function search() {
    const words = folded(query).match(/[\p{L}\p{N}]+/gu) || [];
    if (!words.length) return;
    status.textContent = "Searching …";
    const about = await file("about.json");
    const parts = await Promise.all(words.map((word, place) => things(word, place === words.length - 1)));
    const [first, ...others] = parts.sort((one, other) => one.size - other.size);
    let ranked = [];
    for (const [number, weight] of first) {
      if (!others.every((other) => other.has(number))) continue;
      ranked.push([number, weight + others.reduce((sum, other) => sum + other.get(number), 0)]);
    }
    ranked.sort((one, other) => other[1] - one[1] || one[0] - other[0]);
    const shelves = new Set(ranked.map(([number]) => Math.floor(number / about.shelf)));
    const loaded = new Map();
    await Promise.all([...shelves].map(async (shelf) => loaded.set(shelf, await file("things/" + shelf + ".json"))));
    const hits = ranked.map(([number, weight]) => {
      const [address, its, title] = loaded.get(Math.floor(number / about.shelf))[number % about.shelf];
      return { address, kind: its, title, weight: weight + (folded(title) === folded(query.trim()) ? 10 : 0) };
    });
    hits.sort((one, other) => other.weight - one.weight);
    show(hits);
  }
  function show(hits) {
    const kinds = new Map();
    for (const hit of hits) kinds.set(hit.kind, (kinds.get(hit.kind) || 0) + 1);
    const shown = hits.filter((hit) => !kind || hit.kind === kind);
    status.textContent = `${shown.length.toLocaleString("en")} found${kind ? " of kind " + kind : ""}${shown.length > SHOWN ? ", of which the first " + SHOWN + " are shown" : ""}.`;
    const nav = document.getElementById("kinds");
    for (const [name, count] of [...kinds].sort((one, other) => other[1] - one[1])) {
      const link = document.createElement("a");
      link.href = "?" + new URLSearchParams({ q: query, kind: name });
      link.textContent = name + " ";
      link.appendChild(document.createElement("small")).textContent = count.toLocaleString("en");
      if (name === kind) link.setAttribute("aria-current", "true");
      nav.append(link, " ");
    }
    for (const hit of shown.slice(0, SHOWN)) {
      const item = document.createElement("li");
      item.className = "said";
      const line = item.appendChild(document.createElement("p"));
      const link = line.appendChild(document.createElement("a"));
      link.href = root + hit.address;
      link.textContent = hit.title;
      const tag = document.createElement("small");
      tag.className = "tag";
      tag.textContent = hit.kind;
      line.append(" ", tag);
      place.append(item);
    }
  }
  search().catch((fault) => { status.textContent = "The index cannot be read: " + fault.message; });
})();
