// Lights the words of a stance when its card is pointed at, and the cards of words; pages work without it.
"use strict";
(function () {
  const marks = new Map();
  for (const mark of document.querySelectorAll("mark[data-span]")) {
    const name = mark.dataset.span;
    marks.set(name, (marks.get(name) || []).concat(mark));
  }
  const cards = new Map();
  function light(names, lit) {
    for (const name of names) {
      for (const mark of marks.get(name) || []) mark.classList.toggle("lit", lit);
      for (const card of cards.get(name) || []) card.classList.toggle("lit", lit);
    }
  }
  for (const card of document.querySelectorAll("[data-spans]")) {
    const names = card.dataset.spans.trim().split(/\s+/);
    for (const name of names) cards.set(name, (cards.get(name) || []).concat(card));
    for (const [on, off] of [["mouseenter", "mouseleave"], ["focusin", "focusout"]]) {
      card.addEventListener(on, () => light(names, true));
      card.addEventListener(off, () => light(names, false));
    }
  }
  for (const [name, pieces] of marks) {
    for (const piece of pieces) {
      piece.addEventListener("mouseover", (event) => { light([name], true); event.stopPropagation(); });
      piece.addEventListener("mouseout", (event) => { light([name], false); event.stopPropagation(); });
      piece.addEventListener("click", (event) => {
        if (event.target.closest("a")) return;
        event.stopPropagation();
        const card = (cards.get(name) || [])[0];
        if (card) location.hash = card.id; else history.replaceState(null, "", "#" + name);
      });
    }
  }
  function lightTarget() {
    for (const lit of document.querySelectorAll(".kept")) lit.classList.remove("kept");
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    const names = target.dataset.spans ? target.dataset.spans.trim().split(/\s+/) : [target.dataset.span];
    for (const name of names) {
      for (const thing of (marks.get(name) || []).concat(cards.get(name) || [])) thing.classList.add("kept");
    }
    const panel = document.querySelector(".cards");
    if (!panel || !matchMedia("(min-width: 55rem)").matches) return;
    const card = target.dataset.spans ? target : (cards.get(names[0]) || [])[0];
    const mark = target.dataset.spans ? (marks.get(names[0]) || [])[0] : target;
    if (mark) mark.scrollIntoView({ block: "center", behavior: "instant" });
    if (card) panel.scrollTop += card.getBoundingClientRect().top - panel.getBoundingClientRect().top;
  }
  addEventListener("hashchange", lightTarget);
  lightTarget();
  const state = document.getElementById("state");
  if (state) judged(state);
  async function judged(place) {
    let report;
    try {
      const answer = await fetch(place.dataset.report, { headers: { Accept: "application/json" } });
      if (!answer.ok) return;
      report = await answer.json();
    } catch { return; }
    place.querySelector("a").textContent = report.words;
    for (const finding of report.findings) {
      for (const name of finding.anchors) {
        for (const card of cards.get(name) || []) {
          const note = document.createElement("p");
          note.className = "warning";
          note.textContent = finding.severity + ": " + finding.message;
          card.append(note);
        }
      }
    }
  }
  for (const button of document.querySelectorAll("button[data-copy]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      navigator.clipboard.writeText(document.getElementById(button.dataset.copy).textContent);
      button.textContent = "Copied";
    });
  }
})();
