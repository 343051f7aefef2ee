// The query page of a site without a server: queries go to a worker that holds the graph.
"use strict";
(function () {
  const form = document.getElementById("asking");
  const SECONDS = 60;
  let worker = null;

  function ask(query, kind, say) {
    worker = worker || new Worker(form.dataset.engine, { type: "module" });
    const mine = worker;
    return new Promise((resolve) => {
      let limit = null;
      function end(answer, kill) {
        clearTimeout(limit);
        if (kill) {
          mine.terminate();
          if (worker === mine) worker = null;
        }
        resolve(answer);
      }
      mine.onmessage = ({ data }) => {
        if (data.words) say(data.words);
        if (data.running) limit = setTimeout(() => end(spent(), true), SECONDS * 1000);
        if (data.answer) end(data.answer, false);
      };
      mine.onerror = (fault) => end({ status: 500, contentType: "text/plain", text: fault.message || "the engine cannot be started" }, true);
      mine.postMessage({
        query,
        isGraph: kind === "CONSTRUCT" || kind === "DESCRIBE",
        dump: new URL(form.dataset.dump, location.href).href,
        base: form.dataset.base,
      });
    });
  }

  function spent() {
    return { status: 504, contentType: "text/plain", text: `ended after ${SECONDS} seconds; ask for less` };
  }

  // What the server would fill in: the query or the example that the address names.
  async function begin(editor, run) {
    const asked = new URLSearchParams(location.search);
    if (asked.get("query")) {
      editor.setValue(asked.get("query"));
      run();
    } else if (/^[\w-]+$/.test(asked.get("example") || "")) {
      const answer = await fetch(form.dataset.examples + asked.get("example") + ".rq");
      if (answer.ok) editor.setValue(await answer.text());
    }
  }
  window.stancegraphOffline = { ask, begin };
})();
